-- Throws away registrations, tokens and attempts that are out of date.
--: every 1h
select app.purge_secrets() as done
