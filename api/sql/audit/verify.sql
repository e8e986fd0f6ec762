-- Walks the chain of hashes of the workspace's audit log.
select v.intact, v.entries, v.fault, v.checked_at from app.verify_audit() v
