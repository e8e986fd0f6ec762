-- Keeps what the guest is writing.
insert into app.guest_drafts as d
       (workspace_id, conversation_id, guest_id, body, based_on_seq)
select c.workspace_id, c.id, app.current_person(), :body::text,
       coalesce((select m.seq
                   from app.messages m
                  where m.workspace_id = c.workspace_id
                    and m.conversation_id = c.id and m.id = :message_id::uuid), 0)
  from app.conversations c
 where c.workspace_id = (select app.current_workspace())
   and c.id = :conversation_id::uuid
on conflict (workspace_id, conversation_id, guest_id)
do update set body = excluded.body, based_on_seq = excluded.based_on_seq,
              updated_at = now()
returning d.conversation_id, d.body,
       exists (select
                 from app.messages m
                where m.workspace_id = d.workspace_id
                  and m.conversation_id = d.conversation_id
                  and m.seq > d.based_on_seq
                  and m.author_id is distinct from d.guest_id) as stale,
       d.updated_at
