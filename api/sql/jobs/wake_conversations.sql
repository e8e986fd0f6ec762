-- Opens conversations whose snooze is over.
--: every 10s
select app.wake_conversations(100) as done
