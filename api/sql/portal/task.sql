-- A task as the client sees it.
select t.id, t.project_id, p.name as project_name,
       p.code || '-' || t.number as code, t.title, t.description, t.status,
       t.start_on, t.due_at, t.completed_at,
       (select a.status from app.approvals a
         where a.workspace_id = t.workspace_id and a.task_id = t.id
         order by a.requested_at desc limit 1) as approval,
       t.created_by = app.current_person() as own,
       t.created_by = app.current_person() and t.source = 'client'
       and t.status = 'todo'
       and current_setting('app.role', true) = 'link:edit' as editable,
       t.rev, t.created_at, t.updated_at
  from app.tasks t
  join app.projects p on p.workspace_id = t.workspace_id and p.id = t.project_id
 where t.workspace_id = (select app.current_workspace())
   and t.deleted_at is null and t.visibility = 'client'
   and t.id = :task_id::uuid