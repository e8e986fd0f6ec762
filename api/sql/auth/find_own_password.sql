-- What the caller's password is checked against, and whether it may be tried.
select password_hash, pepper_id, retry_after
  from auth.find_own_password(:subject::bytea)
