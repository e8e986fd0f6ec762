-- A message as the client sees it.
select m.id, m.conversation_id, m.author_kind, m.author_name, m.own, m.editable,
       m.body, m.reply_to_id, m.reactions, m.edited, m.rev, m.created_at,
       m.updated_at
  from app.portal_messages m
 where m.workspace_id = (select app.current_workspace())
   and m.id = :message_id::uuid
