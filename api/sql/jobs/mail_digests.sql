-- Mails the digests that are due.
--: every 5m
select app.mail_digests(50) as done
