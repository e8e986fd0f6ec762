-- Workspaces from outside.
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
 where true
--: filter filter[suspended_at][null] (w.suspended_at is null) = :value::bool
--: filter filter[deleted_at][null] (w.deleted_at is null) = :value::bool
--: sort created_at w.created_at::timestamptz, w.id::uuid
