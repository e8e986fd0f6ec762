-- A comment on a task; one that answers another is as visible as that.
insert into app.comments as c
       (workspace_id, id, task_id, parent_id, author_id, body, visibility)
select t.workspace_id, :new_id::uuid, t.id, :parent_id::uuid,
       :caller_user::uuid, :body::text,
       coalesce((select r.visibility
                   from app.comments r
                  where r.workspace_id = t.workspace_id and r.task_id = t.id
                    and r.id = :parent_id::uuid and r.deleted_at is null),
                case when :parent_id::uuid is not null
                then app.fail(422, 'unknown_reference',
                       'There is no such comment on this task.', '/parent_id')
                end,
                :visibility::text, 'internal')
  from app.tasks t
 where t.workspace_id = :workspace::uuid and t.id = :task_id::uuid
   and t.deleted_at is null
returning c.id, c.task_id, c.parent_id, c.author_id, c.author_kind,
       coalesce(c.author_name, (select u.name
                                  from app.users u
                                 where u.id = c.author_id)) as author_name,
       c.body, c.visibility, c.visibility_inherited, c.rev, c.created_at,
       c.updated_at
