-- Removes closed workspaces for good, after their time to think again.
--: every 10m
select app.purge_workspaces(1000) as done
