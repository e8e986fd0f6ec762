-- Forgets answers that were kept for a second try with the same key.
--: every 1h
select app.purge_answers(1000) as done
