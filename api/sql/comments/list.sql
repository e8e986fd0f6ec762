-- The comments of a task.
select c.id, c.task_id, c.parent_id, c.author_id, c.author_kind,
       coalesce(c.author_name, (select u.name
                                  from app.users u
                                 where u.id = c.author_id)) as author_name,
       c.body, c.visibility, c.visibility_inherited, c.rev, c.created_at,
       c.updated_at
  from app.comments c
 where c.workspace_id = :workspace::uuid and c.task_id = :task_id::uuid
   and (select coalesce(
          (select true
             from app.tasks t
            where t.workspace_id = :workspace::uuid
              and t.id = :task_id::uuid and t.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
   and c.deleted_at is null
--: filter filter[visibility] c.visibility = :value::text
--: sort created_at c.created_at::timestamptz, c.id::uuid
