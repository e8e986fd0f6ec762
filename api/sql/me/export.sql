-- A job that gathers all personal data of the caller.
select id, kind, state, created_at, finished_at, result, error
  from app.ask_export(:new_id::uuid)
