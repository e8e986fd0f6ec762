-- Changes a task that the guest asked for and nobody has begun.
update app.tasks t
   set title = coalesce(:title::text, t.title),
       description = coalesce(:description::text, t.description)
 where t.workspace_id = (select app.current_workspace())
   and t.id = (
           select x.id from app.tasks x
            where x.workspace_id = (select app.current_workspace())
              and x.id = :task_id::uuid and x.deleted_at is null
              and (x.source = 'client' and x.created_by = app.current_person()
                   or app.fail(403, 'not_author',
                        'This task was asked for by somebody else.') is null)
              and (x.status = 'todo'
                   or app.fail(403, 'too_late',
                        'Work on this task has begun; write a comment instead.') is null))
   and t.rev = :if_rev::int
returning t.id, t.project_id,
       (select p.name from app.projects p
         where p.workspace_id = t.workspace_id and p.id = t.project_id) as project_name,
       (select p.code from app.projects p
         where p.workspace_id = t.workspace_id and p.id = t.project_id)
       || '-' || t.number as code, t.title, t.description, t.status,
       t.start_on, t.due_at, t.completed_at,
       (select a.status from app.approvals a
         where a.workspace_id = t.workspace_id and a.task_id = t.id
         order by a.requested_at desc limit 1) as approval,
       true as own, true as editable, t.rev, t.created_at, t.updated_at
--: current
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
