-- Changes subject, place or visibility of a conversation.
select r.id, r.client_id, r.client_name, r.project_id, r.project_name,
       r.task_id, r.task_title, r.subject, r.visibility, r.visibility_inherited,
       r.status, r.snoozed_until, r.assignee_id, r.waiting_on, r.waiting_since,
       r.last_message_seq, r.last_message_at, r.last_message, r.read_seq,
       r.unread, r.client_read_seq, r.has_draft, r.rev, r.created_by,
       r.created_at, r.updated_at
  from app.update_conversation(:conversation_id::uuid, :if_rev::int,
                               :body::jsonb) r
--: current
select r.id, r.client_id, r.client_name, r.project_id, r.project_name,
       r.task_id, r.task_title, r.subject, r.visibility, r.visibility_inherited,
       r.status, r.snoozed_until, r.assignee_id, r.waiting_on, r.waiting_since,
       r.last_message_seq, r.last_message_at, r.last_message, r.read_seq,
       r.unread, r.client_read_seq, r.has_draft, r.rev, r.created_by,
       r.created_at, r.updated_at
  from app.conversation_rows r
 where r.workspace_id = :workspace::uuid and r.id = :conversation_id::uuid
