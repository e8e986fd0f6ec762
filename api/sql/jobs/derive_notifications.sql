-- Tells members what they should know of what was done since the last time.
--: every 2s
select app.derive_notifications(200) as done
