-- Accounts of the platform.
select u.id, u.email, u.name, u.is_admin, u.email_verified_at, u.disabled_at,
       u.deleted_at,
       (select count(*)
          from app.memberships m
         where m.user_id = u.id)::int as workspaces, u.created_at
  from app.users u
 where true
--: filter q starts_with(u.email, lower(:value::text))
--: filter filter[disabled_at][null] (u.disabled_at is null) = :value::bool
--: sort created_at u.created_at::timestamptz, u.id::uuid
