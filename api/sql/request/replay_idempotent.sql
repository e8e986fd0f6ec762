-- What the first request with this key was answered.
select response, etag, response ->> 'id' as id from app.replay_idempotent(:idempotency_key::text)
