-- Gathers the personal data that somebody has asked for.
--: every 5s
select app.make_exports() as done
