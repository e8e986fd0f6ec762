-- Keeps what the caller is writing.
insert into app.drafts as d
       (workspace_id, conversation_id, owner_id, body, visibility, based_on_seq)
select c.workspace_id, c.id, :caller_user::uuid, :body::text,
       :visibility::text, least(:based_on_seq::bigint, c.last_message_seq)
  from app.conversations c
 where c.workspace_id = :workspace::uuid and c.id = :conversation_id::uuid
   and c.deleted_at is null
on conflict (workspace_id, conversation_id, owner_id)
do update set body = excluded.body, visibility = excluded.visibility,
              based_on_seq = excluded.based_on_seq, updated_at = now()
returning d.conversation_id, d.body, d.visibility, d.based_on_seq,
       (select c.last_message_seq
          from app.conversations c
         where c.workspace_id = d.workspace_id
           and c.id = d.conversation_id) as last_message_seq,
       exists (select
                 from app.messages m
                where m.workspace_id = d.workspace_id
                  and m.conversation_id = d.conversation_id
                  and m.seq > d.based_on_seq and m.deleted_at is null
                  and m.author_id is distinct from d.owner_id) as stale,
       d.updated_at
