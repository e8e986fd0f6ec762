-- Another role for a member; there is always an owner.
select u.id, u.name, u.email, m.role, m.scope,
       array(select x.project_id
               from app.member_projects x
              where x.workspace_id = m.workspace_id and x.user_id = m.user_id
                and m.scope = 'listed'
              order by x.project_id) as project_ids,
       m.rev, m.created_at
  from app.set_member_role(:member_id::uuid, :if_rev::int, :role::text) m
  join app.users u on u.id = m.user_id
--: current
select u.id, u.name, u.email, m.role, m.scope,
       array(select x.project_id
               from app.member_projects x
              where x.workspace_id = m.workspace_id and x.user_id = m.user_id
              order by x.project_id) as project_ids,
       m.rev, m.created_at
  from app.memberships m
  join app.users u on u.id = m.user_id
 where m.workspace_id = :workspace::uuid and m.user_id = :member_id::uuid
