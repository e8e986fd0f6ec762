-- A new task at the end of a column; number, place and state, and whether there
-- is such a project, are its trigger's.
insert into app.tasks as t
       (workspace_id, id, project_id, column_id, title, description, priority,
        assignee_id, start_on, due_at, estimate_minutes, visibility,
        created_by)
values (:workspace::uuid, :new_id::uuid, :project_id::uuid, :column_id::uuid,
        :title::text, coalesce(:description::text, ''),
        coalesce(:priority::int2, 0), :assignee_id::uuid, :start_on::date,
        :due_at::timestamptz, :estimate_minutes::int,
        coalesce(:visibility::text, 'internal'), :caller_user::uuid)
returning t.id, t.project_id, t.number, t.column_id, t.title, t.description,
       t.status, t.priority, t.assignee_id, t.start_on, t.due_at,
       t.estimate_minutes, t.rank, t.visibility, t.visibility_inherited,
       t.source, t.completed_at, t.comment_count,
       t.source_message_id, t.rev, t.created_by, t.created_at, t.updated_at
