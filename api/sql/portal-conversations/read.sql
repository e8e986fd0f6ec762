-- Moves the guest's read mark on to a message.
select r.conversation_id, r.unread
  from app.read_as_guest(:conversation_id::uuid, :message_id::uuid) r
