-- Puts a project away; it remembers its state.
update app.projects p
   set status = 'archived'
 where p.workspace_id = :workspace::uuid and p.id = :project_id::uuid
   and p.deleted_at is null
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
