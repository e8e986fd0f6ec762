-- The present session has proved who it is.
select auth.prove_session(:subject::bytea)
