-- Invitations to the workspace.
select i.id, i.email, i.role, i.scope, i.project_ids,
       app.invitation_status(i.accepted_at, i.revoked_at, i.expires_at) as status,
       i.created_by as invited_by,
       (select u.name
          from app.users u
         where u.id = i.created_by) as invited_by_name,
       i.sent_at, i.expires_at, i.accepted_at, i.rev, i.created_at,
       i.updated_at
  from app.invitations i
 where i.workspace_id = :workspace::uuid
--: filter filter[status] app.invitation_status(i.accepted_at, i.revoked_at, i.expires_at) = :value::text
--: sort created_at i.created_at::timestamptz, i.id::uuid
--: sort email i.email::text, i.id::uuid
