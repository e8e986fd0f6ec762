-- Forgets who was sent to a provider and did not come back.
--: every 1h
select auth.purge_oidc(500) as done
