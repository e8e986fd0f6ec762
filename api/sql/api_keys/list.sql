-- API keys; row-level security shows members those of their own.
select k.id, k.name, k.hint, k.created_by as user_id,
       (select u.name
          from app.users u
         where u.id = k.created_by) as user_name,
       k.scopes, k.project_ids, k.networks::text[] as networks, k.expires_at,
       k.last_used_at, k.revoked_at, k.rev, k.created_at, k.updated_at
  from app.api_keys k
 where k.workspace_id = :workspace::uuid
--: filter filter[revoked_at][null] (k.revoked_at is null) = :value::bool
--: filter filter[user_id] k.created_by = :value::uuid
--: sort created_at k.created_at::timestamptz, k.id::uuid
--: sort name k.name::text, k.id::uuid
