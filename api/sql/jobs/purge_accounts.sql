-- Removes what closed accounts leave behind, after their time to think again.
--: every 1h
select app.purge_accounts(20) as done
