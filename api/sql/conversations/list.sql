-- Conversations, each with its last message and what the caller has not read.
select r.id, r.client_id, r.client_name, r.project_id, r.project_name,
       r.task_id, r.task_title, r.subject, r.visibility, r.visibility_inherited,
       r.status, r.snoozed_until, r.assignee_id, r.waiting_on, r.waiting_since,
       r.last_message_seq, r.last_message_at, r.last_message, r.read_seq,
       r.unread, r.client_read_seq, r.has_draft, r.rev, r.created_by,
       r.created_at, r.updated_at
  from app.conversation_rows r
 where r.workspace_id = :workspace::uuid
--: filter filter[status] r.status = :value::text
--: filter filter[waiting_on] r.waiting_on = :value::text
--: filter filter[client_id] r.client_id = :value::uuid
--: filter filter[project_id] r.project_id = :value::uuid
--: filter filter[task_id] r.task_id = :value::uuid
--: filter filter[assignee_id] r.assignee_id = :value::uuid
--: filter filter[assignee_id][null] (r.assignee_id is null) = :value::bool
--: filter filter[visibility] r.visibility = :value::text
--: sort last_message_at r.last_message_at::timestamptz, r.id::uuid
--: sort waiting_since r.waiting_sort::timestamptz, r.id::uuid
--: sort created_at r.created_at::timestamptz, r.id::uuid
