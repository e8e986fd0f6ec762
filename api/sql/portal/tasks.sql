-- Tasks that are shown to the client. The project is looked up for each: a join would
-- start from the projects and sort.
select t.id, t.project_id, (select p.name from app.projects p
         where p.workspace_id = t.workspace_id
           and p.id = t.project_id) as project_name,
       (select p.code from app.projects p
         where p.workspace_id = t.workspace_id
           and p.id = t.project_id) || '-' || t.number as code, t.title, t.status,
       t.start_on, t.due_at, t.completed_at,
       (select a.status from app.approvals a
         where a.workspace_id = t.workspace_id and a.task_id = t.id
         order by a.requested_at desc limit 1) as approval,
       t.created_by = app.current_person() as own, t.created_at, t.updated_at
  from app.tasks t
 where t.workspace_id = (select app.current_workspace())
   and t.deleted_at is null and t.visibility = 'client'
--: filter filter[project_id] t.project_id = :value::uuid
--: filter filter[status] t.status = :value::text
--: sort due_at t.due_sort::timestamptz, t.id::uuid
--: sort updated_at t.updated_at::timestamptz, t.id::uuid