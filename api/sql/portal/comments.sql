-- Comments on a task that are for the client.
select c.id, c.task_id, c.parent_id, c.author_kind,
       coalesce(c.author_name, (select u.name from app.users u
                                 where u.id = c.author_id)) as author_name,
       coalesce(c.author_id = app.current_person(), false) as own,
       coalesce(c.author_id = app.current_person(), false)
       and c.created_at > now() - interval '15 minutes' as editable,
       c.body, c.rev, c.created_at, c.updated_at
  from app.comments c
 where c.workspace_id = (select app.current_workspace())
   and c.task_id = :task_id::uuid and c.visibility = 'client'
   and (select coalesce(
          (select true
             from app.tasks t
            where t.workspace_id = (select app.current_workspace())
              and t.id = :task_id::uuid and t.deleted_at is null),
          app.fail(404, 'not_found',
            'There is nothing at this address.') is null))
   and c.deleted_at is null
--: sort created_at c.created_at::timestamptz, c.id::uuid