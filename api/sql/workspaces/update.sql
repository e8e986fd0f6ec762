-- Changes the members of a workspace that the body names.
update app.workspaces w
   set name = coalesce(:name::text, w.name),
       slug = coalesce(:slug::text, w.slug)
 where w.id = :workspace_id::uuid and w.deleted_at is null
   and w.rev = :if_rev::int
returning w.id, w.name, w.slug, current_setting('app.role') as role, w.rev,
       w.created_at, w.updated_at
--: current
select w.id, w.name, w.slug, current_setting('app.role') as role, w.rev,
       w.created_at, w.updated_at
  from app.workspaces w
 where w.id = :workspace_id::uuid and w.deleted_at is null
