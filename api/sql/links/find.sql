-- What opens behind a token, and for how long nobody may try.
select link_id, password_hash, pepper_id, wait
  from auth.find_link(:token::text, :session::text, :caller_ip_prefix::text)