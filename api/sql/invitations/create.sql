-- Invites somebody; the token goes out by mail only.
select i.id, i.email, i.role, i.scope, i.project_ids,
       app.invitation_status(i.accepted_at, i.revoked_at, i.expires_at) as status,
       i.created_by as invited_by,
       (select u.name
          from app.users u
         where u.id = i.created_by) as invited_by_name,
       i.sent_at, i.expires_at, i.accepted_at, i.rev, i.created_at,
       i.updated_at
  from app.create_invitation(:new_id::uuid, :new_token::text, :body::jsonb) i
