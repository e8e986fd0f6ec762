-- The secret that the caller is about to prove, and whether a code may be tried.
select secret, retry_after from auth.find_totp(:subject::bytea)
