-- Closes the caller's account, for 30 days to think again.
select auth.close_account()
