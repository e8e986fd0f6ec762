-- The audit log of the workspace; members see what they did themselves.
select l.seq, l.at, l.action, l.actor_kind, l.actor_id,
       (select u.name
          from app.users u
         where u.id = l.actor_id) as actor_name,
       l.on_behalf_of, l.object_type, l.object_id,
       case l.object_type
       when 'member' then (select u.name
                             from app.users u
                            where u.id = l.object_id)
       when 'invitation' then (select i.email
                                 from app.invitations i
                                where i.workspace_id = l.chain
                                  and i.id = l.object_id)
       when 'api_key' then (select k.name
                              from app.api_keys k
                             where k.workspace_id = l.chain
                               and k.id = l.object_id) end as object_name,
       l.ip_prefix, l.request_id, l.detail, encode(l.hash, 'hex') as hash
  from app.audit_log l
 where l.chain = :workspace::uuid
--: filter filter[action] l.action = :value::text
--: filter filter[actor_id] l.actor_id = :value::uuid
--: filter filter[at][gte] l.at >= :value::timestamptz
--: filter filter[at][lt] l.at < :value::timestamptz
--: sort seq l.seq::bigint
