-- Forgets accesses, codes and failed tries whose time is over.
--: every 1h
select app.purge_links(500) as done
