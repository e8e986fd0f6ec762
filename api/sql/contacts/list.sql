-- The people of a client.
select c.id, c.client_id, c.name, c.email, c.phone, c.position, c.is_primary,
       c.notes, c.rev, c.created_by, c.created_at, c.updated_at
  from app.contacts c
 where c.workspace_id = :workspace::uuid and c.client_id = :client_id::uuid
   and (select coalesce(
          (select true
             from app.clients k
            where k.workspace_id = :workspace::uuid
              and k.id = :client_id::uuid and k.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
   and c.deleted_at is null
--: sort name c.name::text, c.id::uuid
--: sort created_at c.created_at::timestamptz, c.id::uuid
