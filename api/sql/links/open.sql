-- The session of a guest who may come in, or what is wanted of him still.
select state, kept, opened
  from auth.open_link(:link_id::uuid, :token::text, :session::text, :new_session::text,
       :name::text, :email::text, :code::text, :caller_ip_prefix::text,
       :caller_agent::text)