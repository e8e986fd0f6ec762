-- A session for a user who has proved the password; the user like GET /me.
select "user"
  from auth.open_session(:session_id::uuid, :user_id::uuid,
       :user_agent::text, :ip_prefix::text, :remember::bool,
       :new_hash::text, :new_pepper::text, :request_id::text)
