-- A workspace with the caller's role in it.
select w.id, w.name, w.slug, current_setting('app.role') as role, w.rev,
       w.created_at, w.updated_at
  from app.workspaces w
 where w.id = :workspace_id::uuid and w.deleted_at is null
