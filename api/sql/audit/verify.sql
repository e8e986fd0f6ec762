-- Walks a part of the chain of hashes of the workspace's audit log.
select v.intact, v.entries, v.first as "from", v.upto as "to", v.next, v.fault,
       v.checked_at
  from app.verify_audit(:after::bigint, :limit::int) v
