-- How much the workspace holds, and how much it may.
select (select count(*)
          from app.memberships m
         where m.workspace_id = w.id)::int as members, w.member_limit,
       (select count(*)
          from app.invitations i
         where i.workspace_id = w.id and i.accepted_at is null
           and i.revoked_at is null and i.expires_at > now())::int as invitations,
       (select count(*)
          from app.api_keys k
         where k.workspace_id = w.id and k.revoked_at is null
           and k.expires_at > now())::int as api_keys,
       (select count(*)
          from app.clients c
         where c.workspace_id = w.id and c.deleted_at is null)::int as clients,
       (select count(*)
          from app.projects p
         where p.workspace_id = w.id and p.deleted_at is null)::int as projects,
       w.project_limit,
       (select count(*)
          from app.tasks t
         where t.workspace_id = w.id and t.deleted_at is null)::int as tasks,
       (select count(*)
          from app.comments c
         where c.workspace_id = w.id and c.deleted_at is null)::int as comments,
       w.event_seq as events
  from app.workspaces w
 where w.id = :workspace_id::uuid
