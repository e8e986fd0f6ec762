-- As find, for who brings a password: the try counts before it is hashed.
select link_id, password_hash, pepper_id, wait
  from auth.try_link(:token::text, :session::text, :caller_ip_prefix::text)
