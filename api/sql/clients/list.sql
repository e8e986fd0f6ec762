-- Clients with the number of projects that are not finished.
select c.id, c.name, c.status, c.website, c.currency, c.rate_minor,
       c.waiting_on, c.waiting_since, c.last_contact_at,
       (select count(*)
          from app.projects p
         where p.workspace_id = c.workspace_id and p.client_id = c.id
           and p.status in ('planned', 'active', 'on_hold')
           and p.deleted_at is null)::int as open_projects,
       c.rev, c.created_at, c.updated_at
  from app.clients c
 where c.workspace_id = :workspace::uuid and c.deleted_at is null
--: filter filter[status] c.status = :value::text
--: filter filter[status][in] c.status = any(:value::text[])
--: filter filter[waiting_on] c.waiting_on = :value::text
--: filter filter[last_contact_at][lt] c.last_contact_at < :value::timestamptz
--: filter filter[last_contact_at][null] (c.last_contact_at is null) = :value::bool
--: filter q c.id = any(array(select app.search_clients(:value::text)))
--: sort name c.name::text, c.id::uuid
--: sort created_at c.created_at::timestamptz, c.id::uuid
--: sort updated_at c.updated_at::timestamptz, c.id::uuid
