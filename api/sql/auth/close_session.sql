-- Ends a session that one of its tokens has proved; user_id may be null.
select auth.close_session(:session_id::uuid, :user_id::uuid)
