-- Changes the members of the caller's profile that the body names.
update app.users u
   set name = coalesce(:name::text, u.name),
       locale = coalesce(:locale::text, u.locale),
       time_zone = coalesce(:time_zone::text, u.time_zone)
 where u.id = :caller_user::uuid
returning u.id, u.email, u.name, u.locale, u.time_zone, app.is_admin() as is_admin, u.created_at,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'id', w.id, 'name', w.name, 'slug', w.slug, 'role', m.role)
                 order by w.name, w.id), '[]')
          from app.memberships m
          join app.workspaces w on w.id = m.workspace_id
         where m.user_id = u.id and w.deleted_at is null) as workspaces
