-- The messages of a conversation, notes among them.
select r.id, r.conversation_id, r.seq, r.author_kind, r.author_id,
       r.author_name, r.channel, r.visibility, r.body, r.reply_to_id,
       r.reactions, r.tasks, r.rev, r.created_at, r.updated_at
  from app.message_rows r
 where r.workspace_id = :workspace::uuid
   and r.conversation_id = :conversation_id::uuid
   and (select coalesce(
          (select true
             from app.conversations c
            where c.workspace_id = :workspace::uuid
              and c.id = :conversation_id::uuid and c.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
--: filter filter[visibility] r.visibility = :value::text
--: filter filter[seq][gt] r.seq > :value::bigint
--: sort seq r.seq::bigint
