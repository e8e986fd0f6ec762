-- A new user with a first workspace and an open session; the user like GET /me.
select "user"
  from auth.register(:user_id::uuid, :workspace_id::uuid, :session_id::uuid,
       :email::text, :name::text, :password_hash::text, :pepper_id::text,
       :workspace_name::text, :user_agent::text, :ip_prefix::text,
       :remember::bool, :request_id::text)
