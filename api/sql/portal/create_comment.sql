-- A comment of the guest's, under the name that he has now.
insert into app.comments as c
       (workspace_id, id, task_id, parent_id, author_kind, author_id, author_name,
        body, visibility)
select t.workspace_id, :new_id::uuid, t.id,
       case when :parent_id::uuid is not null then coalesce(
           (select r.id from app.comments r
             where r.workspace_id = t.workspace_id and r.task_id = t.id
               and r.id = :parent_id::uuid and r.deleted_at is null),
           app.fail(422, 'unknown_reference',
             'There is no such comment on this task.', '/parent_id')::uuid) end,
       'client', app.current_person(),
       nullif(current_setting('app.guest_name', true), ''), :body::text, 'client'
  from app.tasks t
 where t.workspace_id = (select app.current_workspace())
   and t.id = :task_id::uuid and t.deleted_at is null
returning c.id, c.task_id, c.parent_id, c.author_kind,
       coalesce(c.author_name, (select u.name from app.users u
                                 where u.id = c.author_id)) as author_name,
       coalesce(c.author_id = app.current_person(), false) as own,
       coalesce(c.author_id = app.current_person(), false)
       and c.created_at > now() - interval '15 minutes' as editable,
       c.body, c.rev, c.created_at, c.updated_at