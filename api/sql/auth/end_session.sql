-- Ends one session of the caller.
select ended from app.end_session(:session_id::uuid) ended
