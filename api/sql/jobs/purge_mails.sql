-- Forgets mails that went, or did not go, three months ago.
--: every 1h
select app.purge_mails(500) as done
