-- Takes a reaction of the guest's back, if there is one.
with gone as (
       delete from app.reactions a
        where a.workspace_id = (select app.current_workspace())
          and a.message_id = :message_id::uuid
          and a.reaction = :reaction::text
          and a.actor_kind = 'client' and a.actor_id = app.current_person())
select m.id
  from app.messages m
 where m.workspace_id = (select app.current_workspace())
   and m.id = :message_id::uuid and m.deleted_at is null
