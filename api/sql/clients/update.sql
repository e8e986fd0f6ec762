-- Changes the members of a client that the body names.
update app.clients c
   set name = coalesce(:name::text, c.name),
       status = coalesce(:status::text, c.status),
       website = case when :has_website::bool
                 then :website::text else c.website end,
       currency = coalesce(:currency::text, c.currency),
       rate_minor = case when :has_rate_minor::bool
                    then :rate_minor::bigint else c.rate_minor end,
       notes = coalesce(:notes::text, c.notes),
       waiting_on = coalesce(:waiting_on::text, c.waiting_on),
       last_contact_at = case when :has_last_contact_at::bool
                         then :last_contact_at::timestamptz
                         else c.last_contact_at end
 where c.workspace_id = :workspace::uuid and c.id = :client_id::uuid
   and c.deleted_at is null
   and c.rev = :if_rev::int
returning c.id, c.name, c.status, c.website, c.currency, c.rate_minor, c.notes,
       c.waiting_on, c.waiting_since, c.last_contact_at,
       (select count(*)
          from app.projects p
         where p.workspace_id = c.workspace_id and p.client_id = c.id
           and p.status in ('planned', 'active', 'on_hold')
           and p.deleted_at is null)::int as open_projects,
       (select coalesce(sum(n.todo + n.doing), 0)
          from app.projects p
          join app.project_counters n
            on n.workspace_id = p.workspace_id and n.project_id = p.id
         where p.workspace_id = c.workspace_id and p.client_id = c.id
           and p.status in ('planned', 'active', 'on_hold')
           and p.deleted_at is null)::int as open_tasks,
       c.rev, c.created_by, c.created_at, c.updated_at
--: current
select c.id, c.name, c.status, c.website, c.currency, c.rate_minor, c.notes,
       c.waiting_on, c.waiting_since, c.last_contact_at,
       (select count(*)
          from app.projects p
         where p.workspace_id = c.workspace_id and p.client_id = c.id
           and p.status in ('planned', 'active', 'on_hold')
           and p.deleted_at is null)::int as open_projects,
       (select coalesce(sum(n.todo + n.doing), 0)
          from app.projects p
          join app.project_counters n
            on n.workspace_id = p.workspace_id and n.project_id = p.id
         where p.workspace_id = c.workspace_id and p.client_id = c.id
           and p.status in ('planned', 'active', 'on_hold')
           and p.deleted_at is null)::int as open_tasks,
       c.rev, c.created_by, c.created_at, c.updated_at
  from app.clients c
 where c.workspace_id = :workspace::uuid and c.id = :client_id::uuid
   and c.deleted_at is null
