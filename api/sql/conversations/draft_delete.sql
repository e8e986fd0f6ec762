-- Throws the caller's draft away, if there is one.
with gone as (
       delete from app.drafts d
        where d.workspace_id = :workspace::uuid
          and d.conversation_id = :conversation_id::uuid
          and d.owner_id = :caller_user::uuid)
select c.id
  from app.conversations c
 where c.workspace_id = :workspace::uuid and c.id = :conversation_id::uuid
   and c.deleted_at is null
