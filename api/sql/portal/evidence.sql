-- The record of an approval, without what is not for the client.
select e.seq, e.action, e.actor_kind, e.actor_name, e.entity_rev as task_rev,
       encode(e.snapshot_hash, 'hex') as snapshot_hash, e.note, e.at,
       encode(e.previous, 'hex') as previous, encode(e.hash, 'hex') as hash
  from app.approval_evidence e
 where e.workspace_id = (select app.current_workspace())
   and e.approval_id = :approval_id::uuid
   and (select coalesce(
          (select true
             from app.approvals a
            where a.workspace_id = (select app.current_workspace())
              and a.id = :approval_id::uuid),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
 order by e.seq
 limit :limit::int