-- A task out of a message, in the project of its conversation unless another is named.
select t.id, t.project_id, t.number, t.column_id, t.title, t.description,
       t.status, t.priority, t.assignee_id, t.start_on, t.due_at,
       t.estimate_minutes, t.rank, t.visibility, t.visibility_inherited,
       t.source, t.completed_at, t.comment_count,
       t.source_message_id, t.rev, t.created_by, t.created_at, t.updated_at
  from app.create_task_from_message(:new_id::uuid, :message_id::uuid,
                                    :body::jsonb) t
