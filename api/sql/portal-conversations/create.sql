-- A conversation that the client begins.
select c.id, c.subject, c.project_name, c.task_title, c.status, c.waiting_on,
       c.waiting_since, c.last_message_at, c.last_message, c.unread, c.has_draft,
       c.created_at
  from app.create_portal_conversation(:new_id::uuid, :subject::text,
                                      :body::text) c
