-- Suspends a workspace, opens it again, sets limits.
select w.id, w.name, w.slug,
       array(select u.email
               from app.memberships m
               join app.users u on u.id = m.user_id
              where m.workspace_id = w.id and m.role = 'owner') as owners,
       (select count(*)
          from app.memberships m
         where m.workspace_id = w.id)::int as members,
       app.count_projects(w.id)::int as projects, w.member_limit,
       w.project_limit, w.suspended_at, w.deleted_at, w.rev, w.created_at,
       w.updated_at
  from app.admin_set_workspace(:tenant_id::uuid, :if_rev::int, :body::jsonb) w
--: current
select w.id, w.name, w.slug,
       array(select u.email
               from app.memberships m
               join app.users u on u.id = m.user_id
              where m.workspace_id = w.id and m.role = 'owner') as owners,
       (select count(*)
          from app.memberships m
         where m.workspace_id = w.id)::int as members,
       app.count_projects(w.id)::int as projects, w.member_limit,
       w.project_limit, w.suspended_at, w.deleted_at, w.rev, w.created_at,
       w.updated_at
  from app.workspaces w
 where w.id = :tenant_id::uuid
