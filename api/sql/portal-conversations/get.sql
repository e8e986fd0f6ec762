-- A conversation as the client sees it.
select c.id, c.subject, c.project_name, c.task_title, c.status, c.waiting_on,
       c.waiting_since, c.last_message_at, c.last_message, c.unread, c.has_draft,
       c.created_at
  from app.portal_conversations c
 where c.workspace_id = (select app.current_workspace())
   and c.id = :conversation_id::uuid
