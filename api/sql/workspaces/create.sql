-- A workspace whose owner is the caller.
select w.id, w.name, w.slug, w.role, w.rev, w.created_at, w.updated_at
  from app.create_workspace(:new_id::uuid, :name::text, :slug::text) w
