-- The versions of a task, without the task.
select h.rev, h.op, h.changed, h.actor_id, h.actor_kind, h.request_id, h.at
  from app.task_history h
 where h.workspace_id = :workspace::uuid and h.task_id = :task_id::uuid
   and (select coalesce(
          (select true
             from app.tasks t
            where t.workspace_id = :workspace::uuid
              and t.id = :task_id::uuid and t.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
--: sort rev h.rev::int
