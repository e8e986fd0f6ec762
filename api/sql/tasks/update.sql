-- Changes the members of a task that the body names.
update app.tasks t
   set title = coalesce(:title::text, t.title),
       description = coalesce(:description::text, t.description),
       priority = coalesce(:priority::int2, t.priority),
       assignee_id = case when :has_assignee_id::bool
                     then :assignee_id::uuid else t.assignee_id end,
       start_on = case when :has_start_on::bool
                  then :start_on::date else t.start_on end,
       due_at = case when :has_due_at::bool
                then :due_at::timestamptz else t.due_at end,
       estimate_minutes = case when :has_estimate_minutes::bool
                          then :estimate_minutes::int
                          else t.estimate_minutes end,
       visibility = coalesce(:visibility::text, t.visibility),
       visibility_inherited = t.visibility_inherited
                              and :visibility::text is null
 where t.workspace_id = :workspace::uuid and t.id = :task_id::uuid
   and t.deleted_at is null
   and t.rev = :if_rev::int
returning t.id, t.project_id, t.number, t.column_id, t.title, t.description,
       t.status, t.priority, t.assignee_id, t.start_on, t.due_at,
       t.estimate_minutes, t.rank, t.visibility, t.visibility_inherited,
       t.source, t.completed_at, t.comment_count,
       t.source_message_id, t.rev, t.created_by, t.created_at, t.updated_at
--: current
select t.id, t.project_id, t.number, t.column_id, t.title, t.description,
       t.status, t.priority, t.assignee_id, t.start_on, t.due_at,
       t.estimate_minutes, t.rank, t.visibility, t.visibility_inherited,
       t.source, t.completed_at, t.comment_count,
       t.source_message_id, t.rev, t.created_by, t.created_at, t.updated_at
  from app.tasks t
 where t.workspace_id = :workspace::uuid and t.id = :task_id::uuid
   and t.deleted_at is null
