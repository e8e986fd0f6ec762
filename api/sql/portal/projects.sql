-- Projects that are shown to the client.
select p.id, p.code, p.name, p.status, p.start_on, p.due_on,
       (select jsonb_build_object(
                 'todo', n.shown_todo, 'doing', n.shown_doing,
                 'done', n.shown_done)
          from app.project_counters n
         where n.workspace_id = p.workspace_id and n.project_id = p.id) as task_counts,
       p.updated_at
  from app.projects p
 where p.workspace_id = (select app.current_workspace()) and p.deleted_at is null
   and nullif(current_setting('app.link_task', true), '') is null
--: sort name p.name::text, p.id::uuid