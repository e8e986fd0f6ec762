-- Takes back the closing of a workspace.
select w.id, w.name, w.slug, w.role, w.rev, w.created_at, w.updated_at
  from app.restore_workspace(:closed_workspace_id::uuid) w
