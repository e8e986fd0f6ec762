-- Deletes the guest's own comment, in its first 15 minutes. Its task, which counts it,
-- is locked first.
update app.comments c
   set deleted_at = now()
  from app.lock_place(null, (
         select x.task_id from app.comments x
          where x.workspace_id = (select app.current_workspace())
            and x.id = :comment_id::uuid)) locked
 where c.workspace_id = (select app.current_workspace())
   and c.id = (
           select x.id from app.comments x
            where x.workspace_id = (select app.current_workspace())
              and x.id = :comment_id::uuid and x.deleted_at is null
              and (x.author_id = app.current_person()
                   or app.fail(403, 'not_author',
                        'This comment was written by somebody else.') is null)
              and (x.created_at > now() - interval '15 minutes'
                   or app.fail(403, 'too_late',
                        'A comment can be changed for 15 minutes.') is null))
   and c.rev = :if_rev::int
returning c.id
--: current
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