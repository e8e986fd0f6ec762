-- Disables an account.
select u.id, u.email, u.name, u.is_admin, u.email_verified_at, u.disabled_at,
       u.deleted_at,
       (select count(*)
          from app.memberships m
         where m.user_id = u.id)::int as workspaces, u.created_at
  from app.admin_set_user(:user_id::uuid, 'disabled', :reason::text) u
