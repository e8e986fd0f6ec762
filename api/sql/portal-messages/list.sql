-- Messages of a conversation that are for the client.
select m.id, m.conversation_id, m.author_kind, m.author_name, m.own, m.editable,
       m.body, m.reply_to_id, m.reactions, m.edited, m.rev, m.created_at,
       m.updated_at
  from app.portal_messages m
 where m.workspace_id = (select app.current_workspace())
   and m.conversation_id = :conversation_id::uuid
   and (select coalesce(
          (select true
             from app.conversations c
            where c.workspace_id = (select app.current_workspace())
              and c.id = :conversation_id::uuid and c.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
--: sort created_at m.created_at::timestamptz, m.id::uuid
