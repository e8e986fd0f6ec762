-- Ten new recovery codes of the caller's, shown once.
select app.renew_recovery_codes() as recovery_codes
