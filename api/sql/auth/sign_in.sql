-- A session for a user who has proved the password; the user like GET /me, or the
-- need for a second factor.
select "user", second_factor
  from auth.password_sign_in(:user_id::uuid, :session_id::uuid, :remember::bool,
       :device::bytea, :subject::bytea, :new_hash::text, :new_pepper::text)
