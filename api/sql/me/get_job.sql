-- How far a long work of the caller's is.
select id, kind, state, created_at, finished_at, result, error
  from app.jobs
 where id = :job_id::uuid
