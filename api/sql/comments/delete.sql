-- Deletes a comment: its author may, and an owner. Its task, which counts it, is locked
-- first.
update app.comments c
   set deleted_at = now()
  from app.lock_place(null, (
         select x.task_id
           from app.comments x
          where x.workspace_id = :workspace::uuid
            and x.id = :comment_id::uuid)) locked
 where c.workspace_id = :workspace::uuid and c.id = :comment_id::uuid
   and c.deleted_at is null
   and exists (select from app.tasks t
                where t.workspace_id = c.workspace_id and t.id = c.task_id
                  and t.deleted_at is null)
   and c.rev = :if_rev::int
   and (c.author_id = :caller_user::uuid
        or current_setting('app.role', true) = 'owner'
        or app.fail(403, 'not_author',
                    'This comment was written by somebody else.') is null)
returning c.id
--: current
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
