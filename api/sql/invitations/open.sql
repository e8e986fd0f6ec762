-- What the holder of a token is invited to.
select i.workspace_name, i.invited_by_name, i.email, i.role, i.scope,
       i.expires_at, i.has_account
  from auth.open_invitation(:token::text) i
