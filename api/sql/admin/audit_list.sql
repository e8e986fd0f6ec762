-- What administrators did, and what belongs to no workspace.
select l.chain || '/' || l.seq as id, l.tenant_id, l.seq, l.at, l.action,
       l.actor_kind, l.actor_id,
       (select u.name
          from app.users u
         where u.id = l.actor_id) as actor_name,
       l.on_behalf_of, l.object_type, l.object_id, l.ip_prefix, l.request_id,
       l.detail
  from app.audit_log l
 where (l.tenant_id is null or l.actor_kind = 'admin')
--: filter filter[action] l.action = :value::text
--: filter filter[actor_id] l.actor_id = :value::uuid
--: filter filter[at][gte] l.at >= :value::timestamptz
--: filter filter[at][lt] l.at < :value::timestamptz
--: sort at l.at::timestamptz, l.chain::uuid, l.seq::bigint
