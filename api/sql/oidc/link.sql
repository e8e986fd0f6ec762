-- Adds whom a provider has named to an account.
select auth.oidc_link(:issuer::text, :subject::text, :provider::text, :email::text,
       :user_id::uuid, :session_id::uuid)
