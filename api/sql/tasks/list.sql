-- Tasks of all projects, without their descriptions.
select t.id, t.project_id, t.number, t.column_id, t.title, t.status,
       t.priority, t.assignee_id, t.start_on, t.due_at, t.estimate_minutes,
       t.rank, t.visibility, t.visibility_inherited, t.source,
       t.completed_at, t.comment_count,
       t.source_message_id, t.rev, t.created_by, t.created_at, t.updated_at
  from app.tasks t
 where t.workspace_id = :workspace::uuid and t.deleted_at is null
--: filter filter[status] t.status = :value::text
--: filter filter[status][in] t.status = any(:value::text[])
--: filter filter[project_id] t.project_id = :value::uuid
--: filter filter[project_id][in] t.project_id = any(:value::uuid[])
--: filter filter[assignee_id] t.assignee_id = :value::uuid
--: filter filter[assignee_id][null] (t.assignee_id is null) = :value::bool
--: filter filter[priority] t.priority = :value::int2
--: filter filter[priority][gte] t.priority >= :value::int2
--: filter filter[due_at][lt] t.due_at < :value::timestamptz
--: filter filter[due_at][gte] t.due_at >= :value::timestamptz
--: filter filter[due_at][null] (t.due_at is null) = :value::bool
--: filter q t.id = any(array(select app.search_tasks(:value::text)))
--: sort due_at t.due_sort::timestamptz, t.id::uuid
--: sort created_at t.created_at::timestamptz, t.id::uuid
--: sort updated_at t.updated_at::timestamptz, t.id::uuid
