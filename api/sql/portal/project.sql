-- A project as the client sees it.
select p.id, p.code, p.name, p.description, p.status, p.start_on, p.due_on,
       (select jsonb_build_object(
                 'todo', count(*) filter (where t.status = 'todo'),
                 'doing', count(*) filter (where t.status = 'doing'),
                 'done', count(*) filter (where t.status = 'done'))
          from app.tasks t
         where t.workspace_id = p.workspace_id and t.project_id = p.id
           and t.deleted_at is null and t.visibility = 'client') as task_counts,
       p.updated_at
  from app.projects p
 where p.workspace_id = (select app.current_workspace()) and p.deleted_at is null
   and p.id = :project_id::uuid and nullif(current_setting('app.link_task', true), '') is null