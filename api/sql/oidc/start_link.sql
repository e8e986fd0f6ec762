-- Somebody signed in is sent to a provider, to add it to their account.
select app.start_oidc_link(:browser::text, :state::text, :provider::text, :nonce::text,
       :verifier::text, :return_to::text)
