-- Uses up a code and opens the session; no row when it does not count.
select "user", second_factor
  from auth.second_sign_in(:user_id::uuid, :session_id::uuid, :remember::bool,
       :device::bytea, :subject::bytea, :step::bigint, :recovery_code::text,
       :resealed::text)
