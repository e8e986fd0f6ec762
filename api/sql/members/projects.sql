-- Says which projects a member sees.
select u.id, u.name, u.email, m.role, m.scope, m.project_ids, m.rev,
       m.created_at
  from app.set_member_projects(:member_id::uuid, :scope::text, :body::jsonb -> 'project_ids') m
  join app.users u on u.id = m.user_id
