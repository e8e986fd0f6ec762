-- A comment that is for the client.
select c.id, c.task_id, c.parent_id, c.author_kind,
       coalesce(c.author_name, (select u.name from app.users u
                                 where u.id = c.author_id)) as author_name,
       coalesce(c.author_id = app.current_person(), false) as own,
       coalesce(c.author_id = app.current_person(), false)
       and c.created_at > now() - interval '15 minutes' as editable,
       c.body, c.rev, c.created_at, c.updated_at
  from app.comments c
 where c.workspace_id = (select app.current_workspace())
   and c.id = :comment_id::uuid and c.deleted_at is null