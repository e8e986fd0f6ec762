-- Hides notifications of the caller's until a moment.
select app.snooze_notifications(:body::jsonb) as unread
