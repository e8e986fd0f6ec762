-- The texts that a message had.
select h.rev, h.op, h."row"->>'body' as body, h.actor_id, h.actor_kind, h.at
  from app.message_history h
 where h.workspace_id = :workspace::uuid and h.message_id = :message_id::uuid
   and (select coalesce(
          (select true
             from app.messages m
             join app.conversations c
               on c.workspace_id = m.workspace_id and c.id = m.conversation_id
              and c.deleted_at is null
            where m.workspace_id = :workspace::uuid
              and m.id = :message_id::uuid and m.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
--: sort rev h.rev::int
