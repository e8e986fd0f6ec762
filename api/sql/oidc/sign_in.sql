-- Signs in whom a provider has named; the user like GET /me, or the need for a second
-- factor.
select "user", second_factor, user_id
  from auth.oidc_sign_in(:issuer::text, :subject::text, :provider::text, :email::text,
       :name::text, :new_user::uuid, :workspace_id::uuid, :session_id::uuid,
       :device::bytea)
