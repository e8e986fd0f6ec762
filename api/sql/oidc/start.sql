-- Somebody is sent to a provider.
select auth.start_oidc(:browser::text, :state::text, :provider::text, :nonce::text,
       :verifier::text, :return_to::text)
