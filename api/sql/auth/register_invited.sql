-- Uses up an invitation, makes the account and signs it in; the user like GET /me.
select "user", second_factor
  from auth.invited_sign_in(:user_id::uuid, :session_id::uuid, :token::text, :name::text,
       :password_hash::text, :pepper_id::text, :remember::bool, :device::bytea)
