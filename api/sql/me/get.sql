-- The caller and the caller's workspaces.
select u.id, u.email, u.name, u.locale, u.time_zone, app.is_admin() as is_admin, u.created_at,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', w.id, 'name', w.name, 'slug', w.slug, 'role', m.role)
                 order by w.name, w.id), '[]')
          from app.memberships m
          join app.workspaces w on w.id = m.workspace_id
         where m.user_id = u.id and w.deleted_at is null) as workspaces
  from app.users u
 where u.id = :caller_user::uuid
