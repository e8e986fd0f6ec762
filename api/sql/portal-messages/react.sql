-- A reaction of the guest's to a message.
select m.id, m.conversation_id, m.author_kind, m.author_name, m.own, m.editable,
       m.body, m.reply_to_id, m.reactions, m.edited, m.rev, m.created_at,
       m.updated_at
  from app.react_as_guest(:message_id::uuid, :reaction::text) m
