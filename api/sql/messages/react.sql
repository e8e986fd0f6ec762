-- A reaction of the caller's to a message.
select r.message_id, r.reactions
  from app.react(:message_id::uuid, :reaction::text) r
