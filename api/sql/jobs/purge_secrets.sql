-- Throws away registrations, tokens, attempts and sessions that are out of date.
--: every 1h
select app.purge_secrets(1000) as done
