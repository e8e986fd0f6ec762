-- The workspace's events after a number, in their order.
select e.seq, e.kind, e.entity_type, e.entity_id, e.entity_rev, e.actor_id,
       e.actor_kind, e.request_id, e.payload, e.at
  from app.events e
 where e.workspace_id = :workspace::uuid
   and e.seq > :after::bigint
 order by e.seq
 limit :limit::int
