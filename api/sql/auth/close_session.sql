-- Ends a session.
select auth.close_session(:session_id::uuid, :caller_user::uuid,
       :request_id::text)
