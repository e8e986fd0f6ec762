-- The caller's open tasks, most urgent first; days are those of the caller's zone.
select r.reason, t.id, t.project_id, p.name as project_name, p.client_id,
       (select c.name
          from app.clients c
         where c.workspace_id = p.workspace_id
           and c.id = p.client_id) as client_name,
       t.number, t.column_id, t.title, t.status, t.priority, t.start_on,
       t.due_at, t.estimate_minutes, t.visibility, t.rev, t.created_at,
       t.updated_at
  from app.tasks t
  join app.projects p
    on p.workspace_id = t.workspace_id and p.id = t.project_id
 cross join lateral (
         select u.time_zone as zone
           from app.users u
          where u.id = :caller_user::uuid) z
 cross join lateral (
         select case
                when t.due_at < now() then 'overdue'
                when (t.due_at at time zone z.zone)::date
                     = (now() at time zone z.zone)::date then 'due_today'
                when t.due_at < now() + interval '7 days' then 'due_soon'
                when t.status = 'doing' then 'in_progress'
                else 'next' end as reason) r
 where t.workspace_id = :workspace::uuid
   and t.assignee_id = :caller_user::uuid
   and t.status <> 'done' and t.deleted_at is null
   and p.status in ('planned', 'active') and p.deleted_at is null
 order by array_position(
            array['overdue', 'due_today', 'due_soon', 'in_progress', 'next'],
            r.reason),
          case when r.reason in ('in_progress', 'next')
          then -t.priority else 0 end,
          t.due_sort, t.priority desc, t.id
 limit :limit::int
