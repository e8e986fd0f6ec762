-- What a password is checked against; no row for an unknown address.
select user_id, password_hash, pepper_id, disabled
  from auth.find_login(:email::text)
