-- Checks the chains of the audit log, each once a day.
--: every 5m
select app.check_audit(20) as done
