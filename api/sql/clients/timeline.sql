-- The events that concern a client; of a message that is still there, its beginning.
select e.seq, e.kind, e.entity_type, e.entity_id, e.entity_rev, e.project_id,
       (select p.name
          from app.projects p
         where p.workspace_id = e.workspace_id
           and p.id = e.project_id) as project_name,
       e.task_id, e.audience, e.actor_id, e.actor_kind,
       coalesce((select u.name
                   from app.users u
                  where u.id = e.actor_id),
                (select g.name
                   from app.link_sessions g
                  where g.workspace_id = e.workspace_id
                    and g.id = e.actor_id)) as actor_name,
       coalesce(e.payload || (select jsonb_build_object('excerpt', left(m.body, 200))
                                from app.messages m
                               where e.entity_type = 'message'
                                 and m.workspace_id = e.workspace_id
                                 and m.id = e.entity_id
                                 and m.deleted_at is null),
                e.payload) as payload, e.at
  from app.events e
 where e.workspace_id = :workspace::uuid and e.client_id = :client_id::uuid
   and (select coalesce(
          (select true
             from app.clients c
            where c.workspace_id = :workspace::uuid
              and c.id = :client_id::uuid and c.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
--: filter filter[entity_type] e.entity_type = :value::text
--: filter filter[audience] e.audience = :value::text
--: sort seq e.seq::bigint
