-- Moves a client without projects to the trash.
select r as id from app.delete_client(:client_id::uuid, :if_rev::int) r
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
