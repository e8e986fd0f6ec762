-- Makes the account; the user like GET /me, or null in another browser.
select "user"
  from auth.verify_email(:token::text, :user_id::uuid, :workspace_id::uuid,
       :session_id::uuid, :device::bytea)
