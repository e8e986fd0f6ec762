-- Changes the members of a contact that the body names. The client is locked first: it
-- keeps one of them the primary one.
update app.contacts c
   set name = coalesce(:name::text, c.name),
       email = case when :has_email::bool then :email::text else c.email end,
       phone = case when :has_phone::bool then :phone::text else c.phone end,
       position = case when :has_position::bool then :position::text
                  else c.position end,
       is_primary = coalesce(:is_primary::bool, c.is_primary),
       notes = coalesce(:notes::text, c.notes)
  from app.lock_place(null, null, (
         select x.client_id
           from app.contacts x
          where x.workspace_id = :workspace::uuid
            and x.id = :contact_id::uuid)) locked
 where c.workspace_id = :workspace::uuid and c.id = :contact_id::uuid
   and c.deleted_at is null
   and c.rev = :if_rev::int
returning c.id, c.client_id, c.name, c.email, c.phone, c.position, c.is_primary,
       c.notes, c.rev, c.created_by, c.created_at, c.updated_at
--: current
select c.id, c.client_id, c.name, c.email, c.phone, c.position, c.is_primary,
       c.notes, c.rev, c.created_by, c.created_at, c.updated_at
  from app.contacts c
 where c.workspace_id = :workspace::uuid and c.id = :contact_id::uuid
   and c.deleted_at is null
