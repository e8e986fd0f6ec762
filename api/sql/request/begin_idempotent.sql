-- Claims an idempotency key, or says that its answer is known (SS001).
select app.begin_idempotent(:idempotency_key::text, :request_hash::bytea, :operation::text)
