-- A version with the task as it was then.
select h.rev, h.op, h.changed, h.actor_id, h.actor_kind, h.request_id, h.at,
       jsonb_build_object(
         'project_id', h.row->'project_id',
         'column_id', h.row->'column_id',
         'title', h.row->'title',
         'description', h.row->'description',
         'status', h.row->'status',
         'priority', h.row->'priority',
         'assignee_id', h.row->'assignee_id',
         'start_on', h.row->'start_on',
         'due_at', h.row->'due_at',
         'estimate_minutes', h.row->'estimate_minutes',
         'rank', h.row->'rank',
         'visibility', h.row->'visibility',
         'completed_at', h.row->'completed_at') as task
  from app.task_history h
  join app.tasks t
    on t.workspace_id = h.workspace_id and t.id = h.task_id
 where h.workspace_id = :workspace::uuid and h.task_id = :task_id::uuid
   and h.rev = :rev::int and t.deleted_at is null
