-- Marks notifications of the caller's as read, or as unread.
select app.read_notifications(:body::jsonb) as unread
