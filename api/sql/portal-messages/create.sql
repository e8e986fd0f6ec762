-- A message of the client's.
select m.id, m.conversation_id, m.author_kind, m.author_name, m.own, m.editable,
       m.body, m.reply_to_id, m.reactions, m.edited, m.rev, m.created_at,
       m.updated_at
  from app.create_portal_message(:new_id::uuid, :conversation_id::uuid,
                                 :body::text) m
