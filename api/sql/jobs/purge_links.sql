-- Forgets accesses, codes, failed tries and guests' sessions whose time is over.
--: every 1h
select app.purge_links(500) as done
