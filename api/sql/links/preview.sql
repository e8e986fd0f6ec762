-- A session of the caller's that sees what the guest sees.
select kept, opened
  from app.preview_link(:link_id::uuid, :session::text, :new_session::text)