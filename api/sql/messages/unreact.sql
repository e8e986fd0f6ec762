-- Takes a reaction of the caller's back, if there is one.
with gone as (
       delete from app.reactions a
        where a.workspace_id = :workspace::uuid
          and a.message_id = :message_id::uuid
          and a.reaction = :reaction::text
          and a.actor_kind = 'member' and a.actor_id = :caller_user::uuid)
select r.id
  from app.messages r
 where r.workspace_id = :workspace::uuid and r.id = :message_id::uuid
   and r.deleted_at is null
   and exists (select from app.conversations c
                where c.workspace_id = r.workspace_id
                  and c.id = r.conversation_id and c.deleted_at is null)
