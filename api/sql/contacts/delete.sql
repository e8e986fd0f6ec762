-- Moves a contact to the trash.
update app.contacts c
   set deleted_at = now()
 where c.workspace_id = :workspace::uuid and c.id = :contact_id::uuid
   and c.deleted_at is null
   and c.rev = :if_rev::int
returning c.id
--: current
select c.id, c.client_id, c.name, c.email, c.phone, c.position, c.is_primary,
       c.notes, c.rev, c.created_by, c.created_at, c.updated_at
  from app.contacts c
 where c.workspace_id = :workspace::uuid and c.id = :contact_id::uuid
   and c.deleted_at is null
