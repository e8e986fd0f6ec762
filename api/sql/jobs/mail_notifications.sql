-- Mails what members want to know at once, a minute bundled.
--: every 20s
select app.mail_notifications(50) as done
