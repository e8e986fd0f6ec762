-- A task that the client asks for, at the end of the project's first column.
with t as (
    insert into app.tasks (workspace_id, id, project_id, title, description, due_at,
                           visibility, source, created_by)
    select p.workspace_id, :new_id::uuid, p.id, :title::text,
           coalesce(:description::text, ''), :due_at::timestamptz, 'client', 'client',
           app.current_person()
      from app.projects p
     where p.workspace_id = (select app.current_workspace())
       and p.id = :project_id::uuid and nullif(current_setting('app.link_task', true), '') is null
    returning workspace_id, id, project_id, number, title, description, status,
              start_on, due_at, completed_at, rev, created_at, updated_at)
select t.id, t.project_id, p.name as project_name,
       p.code || '-' || t.number as code, t.title, t.description, t.status,
       t.start_on, t.due_at, t.completed_at, null::text as approval, true as own,
       t.status = 'todo' as editable, t.rev, t.created_at, t.updated_at
  from t
  join app.projects p on p.workspace_id = t.workspace_id and p.id = t.project_id