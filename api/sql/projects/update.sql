-- Changes the members of a project that the body names.
update app.projects p
   set name = coalesce(:name::text, p.name),
       client_id = case when :has_client_id::bool
                   then :client_id::uuid else p.client_id end,
       code = coalesce(:code::text, p.code),
       description = coalesce(:description::text, p.description),
       status = coalesce(:status::text, p.status),
       health = coalesce(:health::text, p.health),
       start_on = case when :has_start_on::bool
                  then :start_on::date else p.start_on end,
       due_on = case when :has_due_on::bool
                then :due_on::date else p.due_on end,
       budget_minutes = case when :has_budget_minutes::bool
                        then :budget_minutes::int else p.budget_minutes end,
       budget_minor = case when :has_budget_minor::bool
                      then :budget_minor::bigint else p.budget_minor end,
       billing = coalesce(:billing::text, p.billing),
       visibility = coalesce(:visibility::text, p.visibility)
 where p.workspace_id = :workspace::uuid and p.id = :project_id::uuid
   and p.deleted_at is null
   and p.rev = :if_rev::int
returning p.id, p.client_id,
       (select c.name
          from app.clients c
         where c.workspace_id = p.workspace_id
           and c.id = p.client_id) as client_name,
       p.code, p.name, p.description, p.status, p.health, p.start_on,
       p.due_on, p.budget_minutes, p.budget_minor, p.billing, p.visibility,
       p.archived_at,
       (select jsonb_build_object(
                 'todo', n.todo, 'doing', n.doing, 'done', n.done)
          from app.project_counters n
         where n.workspace_id = p.workspace_id
           and n.project_id = p.id) as task_counts,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', b.id, 'name', b.name, 'category', b.category,
                 'rank', b.rank) order by b.rank), '[]')
          from app.board_columns b
         where b.workspace_id = p.workspace_id
           and b.project_id = p.id) as columns,
       p.rev, p.created_by, p.created_at, p.updated_at
--: current
select p.id, p.client_id,
       (select c.name
          from app.clients c
         where c.workspace_id = p.workspace_id
           and c.id = p.client_id) as client_name,
       p.code, p.name, p.description, p.status, p.health, p.start_on,
       p.due_on, p.budget_minutes, p.budget_minor, p.billing, p.visibility,
       p.archived_at,
       (select jsonb_build_object(
                 'todo', n.todo, 'doing', n.doing, 'done', n.done)
          from app.project_counters n
         where n.workspace_id = p.workspace_id
           and n.project_id = p.id) as task_counts,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', b.id, 'name', b.name, 'category', b.category,
                 'rank', b.rank) order by b.rank), '[]')
          from app.board_columns b
         where b.workspace_id = p.workspace_id
           and b.project_id = p.id) as columns,
       p.rev, p.created_by, p.created_at, p.updated_at
  from app.projects p
 where p.workspace_id = :workspace::uuid and p.id = :project_id::uuid
   and p.deleted_at is null
