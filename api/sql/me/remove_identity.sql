-- I no longer sign in with this provider; no row when I did not.
select true as removed where app.remove_identity(:provider::text)
