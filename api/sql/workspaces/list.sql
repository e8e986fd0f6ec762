-- The caller's workspaces.
select w.id, w.name, w.slug, m.role, w.rev, w.created_at, w.updated_at
  from app.memberships m
  join app.workspaces w on w.id = m.workspace_id
 where m.user_id = :caller_user::uuid and w.deleted_at is null
--: sort name w.name::text, w.id::uuid
--: sort created_at w.created_at::timestamptz, w.id::uuid
