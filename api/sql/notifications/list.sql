-- What the caller should know, with the event as far as it may be seen.
select n.id, n.seq, n.reason, e.kind, e.entity_type, e.entity_id,
       e.project_id, e.task_id, e.client_id,
       (e.payload ->> 'conversation_id')::uuid as conversation_id,
       e.actor_id, e.actor_kind,
       coalesce((select u.name
                   from app.users u
                  where u.id = e.actor_id),
                (select s.name
                   from app.link_sessions s
                  where s.workspace_id = e.workspace_id
                    and s.id = e.actor_id)) as actor_name,
       coalesce(e.payload || (select jsonb_build_object('excerpt', left(m.body, 200))
                                from app.messages m
                               where e.entity_type = 'message'
                                 and m.workspace_id = e.workspace_id
                                 and m.id = e.entity_id
                                 and m.deleted_at is null),
                e.payload) as payload, e.at, n.read_at
  from app.notifications n
  join app.events e on e.workspace_id = n.workspace_id and e.seq = n.seq
 where n.workspace_id = :workspace::uuid and n.user_id = :caller_user::uuid
   and n.inbox and (n.snoozed_until is null or n.snoozed_until <= now())
--: filter filter[read_at][null] (n.read_at is null) = :value::bool
--: filter filter[reason] n.reason = :value::text
--: sort seq n.seq::bigint
