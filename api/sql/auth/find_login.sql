-- What a password is checked against, and whether it may be tried: one row always.
select user_id, password_hash, pepper_id, state, retry_after
  from auth.find_login(:email::text, :subject::bytea, :device::bytea)
