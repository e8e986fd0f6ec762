-- How many notifications the caller has not read.
select app.unread_notifications() as unread
