-- Whose an API key is; never changes, so a worker remembers it.
select workspace_id, user_id from app.find_key(:key_hash::bytea)
