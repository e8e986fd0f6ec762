-- A comment, with the name of its author.
select c.id, c.task_id, c.parent_id, c.author_id, c.author_kind,
       coalesce(c.author_name, (select u.name
                                  from app.users u
                                 where u.id = c.author_id)) as author_name,
       c.body, c.visibility, c.visibility_inherited, c.rev, c.created_at,
       c.updated_at
  from app.comments c
 where c.workspace_id = :workspace::uuid and c.id = :comment_id::uuid
   and c.deleted_at is null
   and exists (select from app.tasks t
                where t.workspace_id = c.workspace_id and t.id = c.task_id
                  and t.deleted_at is null)
