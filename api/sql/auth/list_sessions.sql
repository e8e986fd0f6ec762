-- Where the caller is signed in, the present session first.
select id, current, user_agent, ip_prefix, created_at, last_used_at, expires_at
  from app.my_sessions()
 order by current desc, last_used_at desc, id
 limit :limit::int
