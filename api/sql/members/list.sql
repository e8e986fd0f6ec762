-- The people of the workspace.
select u.id, u.name, u.email, m.role, m.scope, m.rev, m.created_at
  from app.memberships m
  join app.users u on u.id = m.user_id
 where m.workspace_id = :workspace::uuid
--: sort name u.name::text, u.id::uuid
--: sort created_at m.created_at::timestamptz, u.id::uuid
