-- Puts a task behind or before another one, or at the end of a column.
select t.id, t.project_id, t.number, t.column_id, t.title, t.description,
       t.status, t.priority, t.assignee_id, t.start_on, t.due_at,
       t.estimate_minutes, t.rank, t.visibility, t.visibility_inherited,
       t.source, t.completed_at, t.comment_count,
       t.source_message_id, t.rev, t.created_by, t.created_at, t.updated_at
  from app.move_task(:task_id::uuid, :column_id::uuid, :before::uuid,
                     :after::uuid, :project_id::uuid) t
