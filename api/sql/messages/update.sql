-- Changes the text of an own message.
select r.id, r.conversation_id, r.seq, r.author_kind, r.author_id,
       r.author_name, r.channel, r.visibility, r.body, r.reply_to_id,
       r.reactions, r.tasks, r.rev, r.created_at, r.updated_at
  from app.update_message(:message_id::uuid, :if_rev::int, :body::text) r
--: current
select r.id, r.conversation_id, r.seq, r.author_kind, r.author_id,
       r.author_name, r.channel, r.visibility, r.body, r.reply_to_id,
       r.reactions, r.tasks, r.rev, r.created_at, r.updated_at
  from app.message_rows r
 where r.workspace_id = :workspace::uuid and r.id = :message_id::uuid
   and exists (select from app.conversations c
                where c.workspace_id = r.workspace_id
                  and c.id = r.conversation_id and c.deleted_at is null)
