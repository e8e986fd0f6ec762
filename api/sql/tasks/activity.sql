-- The events of a task and its comments.
select e.seq, e.kind, e.entity_type, e.entity_id, e.entity_rev, e.actor_id,
       e.actor_kind,
       coalesce((select u.name
                   from app.users u
                  where u.id = e.actor_id),
                (select g.name
                   from app.link_sessions g
                  where g.workspace_id = e.workspace_id
                    and g.id = e.actor_id)) as actor_name, e.payload, e.at
  from app.events e
 where e.workspace_id = :workspace::uuid and e.task_id = :task_id::uuid
   and (select coalesce(
          (select true
             from app.tasks t
            where t.workspace_id = :workspace::uuid
              and t.id = :task_id::uuid and t.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
--: sort seq e.seq::bigint
