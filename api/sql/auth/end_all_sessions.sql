-- Ends all sessions of the caller.
select auth.end_all_sessions()
