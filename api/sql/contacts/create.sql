-- A new person of a client; whether there is such a client is the trigger's.
insert into app.contacts as c
       (workspace_id, id, client_id, name, email, phone, position, is_primary,
        notes, created_by)
select k.workspace_id, :new_id::uuid, k.id, :name::text, :email::text,
       :phone::text, :position::text, coalesce(:is_primary::bool, false),
       coalesce(:notes::text, ''), :caller_user::uuid
  from app.clients k
 where k.workspace_id = :workspace::uuid and k.id = :client_id::uuid
   and k.deleted_at is null
returning c.id, c.client_id, c.name, c.email, c.phone, c.position, c.is_primary,
       c.notes, c.rev, c.created_by, c.created_at, c.updated_at
