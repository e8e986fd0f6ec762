-- Who comes back from a provider; works once.
select nonce, verifier, return_to, user_id, session_id
  from auth.take_oidc(:browser::text, :state::text, :provider::text)
