-- One invitation.
select i.id, i.email, i.role, i.scope, i.project_ids,
       app.invitation_status(i.accepted_at, i.revoked_at, i.expires_at) as status,
       i.created_by as invited_by,
       (select u.name
          from app.users u
         where u.id = i.created_by) as invited_by_name,
       i.sent_at, i.expires_at, i.accepted_at, i.rev, i.created_at,
       i.updated_at
  from app.invitations i
 where i.workspace_id = :workspace::uuid and i.id = :invitation_id::uuid
