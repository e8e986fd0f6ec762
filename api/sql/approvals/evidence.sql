-- The entries of evidence of an approval, and whether each is as it was written.
select e.seq, e.action, e.entity_type, e.entity_id, e.entity_rev,
       encode(e.snapshot_hash, 'hex') as snapshot_hash, e.actor_kind, e.actor_id,
       e.actor_name, e.actor_email, e.link_id, e.ip_prefix, e.agent, e.note, e.at,
       encode(e.previous, 'hex') as previous, encode(e.hash, 'hex') as hash,
       e.hash = app.evidence_hash(e) as intact
  from app.approval_evidence e
 where e.workspace_id = :workspace::uuid and e.approval_id = :approval_id::uuid
   and (select coalesce(
          (select true
             from app.approvals a
             join app.tasks t
               on t.workspace_id = a.workspace_id and t.id = a.task_id
            where a.workspace_id = :workspace::uuid
              and a.id = :approval_id::uuid and t.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
 order by e.seq
 limit :limit::int