-- Gives a share link a new secret; the sessions of the old one end.
update app.share_links l
   set token_hash = sha256(convert_to(:new_token::text, 'UTF8')),
       token_hint = left(:new_token::text, 6)
 where l.workspace_id = :workspace::uuid and l.id = :link_id::uuid
returning case when app.send_share_link(l.id, :send_to::text, :new_token_2::text)
            is not null then :new_token::text end as token, l.id, case when l.client_id is not null then 'client'
            when l.project_id is not null then 'project'
            else 'task' end as scope_type,
       coalesce(l.client_id, l.project_id, l.task_id) as scope_id,
       coalesce((select c.name from app.clients c
                  where c.workspace_id = l.workspace_id and c.id = l.client_id),
                (select p.name from app.projects p
                  where p.workspace_id = l.workspace_id and p.id = l.project_id),
                (select t.title from app.tasks t
                  where t.workspace_id = l.workspace_id and t.id = l.task_id),
                '') as scope_name,
       (exists (select from app.projects p
                 where p.workspace_id = l.workspace_id and p.deleted_at is null
                   and (p.client_id = l.client_id or p.id = l.project_id)
                   and p.visibility = 'client')
        or exists (select from app.tasks t
                    where t.workspace_id = l.workspace_id and t.id = l.task_id
                      and t.deleted_at is null
                      and t.visibility = 'client')) as scope_visible,
       l.label, l.permission, l.guest_name, l.allowed_emails, l.has_password,
       array_remove(array[lower(btrim(:send_to::text))], null) as sent_to,
       l.expires_at, l.max_uses, l.use_count, l.writes_per_hour,
       case when l.revoked_at is not null then 'revoked'
            when l.expires_at <= now() then 'expired'
            when l.use_count >= l.max_uses then 'exhausted'
            else 'active' end as state,
       l.token_hint, l.last_used_at, l.revoked_at, l.created_by,
       (select u.name from app.users u
         where u.id = l.created_by) as created_by_name,
       l.rev, l.created_at, l.updated_at