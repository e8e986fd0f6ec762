-- Shows a task to the client, or hides it.
update app.tasks t
   set visibility = :visibility::text, visibility_inherited = false
 where t.workspace_id = :workspace::uuid and t.id = :task_id::uuid
   and t.deleted_at is null
returning t.id, t.project_id, t.number, t.column_id, t.title, t.description,
       t.status, t.priority, t.assignee_id, t.start_on, t.due_at,
       t.estimate_minutes, t.rank, t.visibility, t.visibility_inherited,
       t.source, t.completed_at, t.comment_count,
       t.source_message_id, t.rev, t.created_by, t.created_at, t.updated_at
