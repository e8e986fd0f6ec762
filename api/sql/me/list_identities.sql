-- The providers that I sign in with.
select provider, email, created_at, last_used_at
  from app.list_identities()
 limit :limit::int
