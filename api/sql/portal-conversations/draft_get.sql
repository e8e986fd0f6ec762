-- What the guest is writing, and whether somebody else has written since.
select d.conversation_id, d.body,
       exists (select
                 from app.messages m
                where m.workspace_id = d.workspace_id
                  and m.conversation_id = d.conversation_id
                  and m.seq > d.based_on_seq
                  and m.author_id is distinct from d.guest_id) as stale,
       d.updated_at
  from app.guest_drafts d
 where d.workspace_id = (select app.current_workspace())
   and d.conversation_id = :conversation_id::uuid
   and d.guest_id = app.current_person()
