-- Throws the guest's draft away, if there is one.
with gone as (
       delete from app.guest_drafts d
        where d.workspace_id = (select app.current_workspace())
          and d.conversation_id = :conversation_id::uuid
          and d.guest_id = app.current_person())
select c.id
  from app.conversations c
 where c.workspace_id = (select app.current_workspace())
   and c.id = :conversation_id::uuid
