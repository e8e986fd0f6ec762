-- Uses up a mailed token; the user like GET /me, or the need for a second factor.
select "user", second_factor, user_id
  from auth.redeem_magic_link(:token::text, :session_id::uuid, :remember::bool,
       :device::bytea)
