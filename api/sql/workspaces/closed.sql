-- Workspaces that the caller owns and may still take back.
select c.id, c.name, c.slug, c.deleted_at, c.purge_after
  from app.closed_workspaces() c
 limit :limit::int
