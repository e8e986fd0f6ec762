-- Closes a workspace; an owner may take that back for thirty days.
select r as id from app.delete_workspace(:if_rev::int) r
--: current
select w.id, w.name, w.slug, current_setting('app.role') as role, w.rev,
       w.created_at, w.updated_at
  from app.workspaces w
 where w.id = :workspace_id::uuid and w.deleted_at is null
