-- The second factor counts from now on; the recovery codes, shown once.
select recovery_codes from auth.confirm_totp(:step::bigint, :subject::bytea)
