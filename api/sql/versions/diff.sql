-- The fields in which two versions of a task differ.
select a.rev as "from", b.rev as "to",
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'field', f.name, 'from', a.row->f.name, 'to', b.row->f.name)
                 order by f.place), '[]')
          from unnest(array[
                     'project_id', 'column_id', 'title', 'description', 'status',
                     'priority', 'assignee_id', 'start_on', 'due_at',
                     'estimate_minutes', 'rank', 'visibility', 'completed_at'])
               with ordinality as f (name, place)
         where a.row->f.name is distinct from b.row->f.name) as changes
  from app.task_history a
  join app.task_history b
    on b.workspace_id = a.workspace_id and b.task_id = a.task_id
  join app.tasks t
    on t.workspace_id = a.workspace_id and t.id = a.task_id
 where a.workspace_id = :workspace::uuid and a.task_id = :task_id::uuid
   and a.rev = :from::int and b.rev = :to::int and t.deleted_at is null
