-- The address that an invitation has proved.
select email from auth.open_invitation(:token::text)
