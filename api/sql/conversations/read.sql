-- Moves the caller's read mark on; it never goes back, nor beyond the last message.
insert into app.read_marks as r
       (workspace_id, conversation_id, reader_kind, reader_id, seq)
select c.workspace_id, c.id, 'member', :caller_user::uuid,
       least(:seq::bigint, c.last_message_seq)
  from app.conversations c
 where c.workspace_id = :workspace::uuid and c.id = :conversation_id::uuid
   and c.deleted_at is null
on conflict (workspace_id, conversation_id, reader_kind, reader_id)
do update set seq = greatest(r.seq, excluded.seq), at = now()
returning r.conversation_id, r.seq,
       (select count(*)
          from (select
                  from app.messages m
                 where m.workspace_id = r.workspace_id
                   and m.conversation_id = r.conversation_id
                   and m.seq > r.seq and m.deleted_at is null
                   and m.author_id is distinct from :caller_user::uuid
                 limit 100) x)::int as unread
