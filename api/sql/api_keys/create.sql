-- A new key; it is shown this once.
select k.id, k.name, k.hint, k.created_by as user_id,
       (select u.name
          from app.users u
         where u.id = k.created_by) as user_name,
       k.scopes, k.project_ids, k.networks::text[] as networks, k.expires_at,
       k.last_used_at, k.revoked_at, k.rev, k.created_at, k.updated_at,
       :new_api_key::text as token
  from app.create_api_key(:new_id::uuid, :new_api_key::text, :body::jsonb) k
