-- Another member becomes the owner in the caller's place.
select w.id, w.name, w.slug, 'member' as role, w.rev, w.created_at,
       w.updated_at
  from app.transfer_ownership(:member_id::uuid) t
  join app.workspaces w on w.id = t
