-- Changes name or reach of the caller's own key.
select k.id, k.name, k.hint, k.created_by as user_id,
       (select u.name
          from app.users u
         where u.id = k.created_by) as user_name,
       k.scopes, k.project_ids, k.networks::text[] as networks, k.expires_at,
       k.last_used_at, k.revoked_at, k.rev, k.created_at, k.updated_at
  from app.update_api_key(:api_key_id::uuid, :if_rev::int, :body::jsonb) k
--: current
select k.id, k.name, k.hint, k.created_by as user_id,
       (select u.name
          from app.users u
         where u.id = k.created_by) as user_name,
       k.scopes, k.project_ids, k.networks::text[] as networks, k.expires_at,
       k.last_used_at, k.revoked_at, k.rev, k.created_at, k.updated_at
  from app.api_keys k
 where k.workspace_id = :workspace::uuid and k.id = :api_key_id::uuid
