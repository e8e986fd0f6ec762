-- A new project with its board.
select p.id, p.client_id,
       (select c.name
          from app.clients c
         where c.workspace_id = p.workspace_id
           and c.id = p.client_id) as client_name,
       p.code, p.name, p.description, p.status, p.health, p.start_on,
       p.due_on, p.budget_minutes, p.budget_minor, p.billing, p.visibility,
       p.archived_at,
       jsonb_build_object('todo', 0, 'doing', 0, 'done', 0) as task_counts,
       app.board_of(p.id) as columns,
       p.rev, p.created_by, p.created_at, p.updated_at
  from app.create_project(:new_id::uuid, :body::jsonb) p
