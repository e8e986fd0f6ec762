-- A new share link. Its secret is made for this statement, and only its hash is kept.
insert into app.share_links as l
       (workspace_id, id, client_id, project_id, task_id, label, permission,
        guest_name, allowed_emails, expires_at, max_uses, writes_per_hour,
        token_hash, token_hint, created_by)
values (:workspace::uuid, :new_id::uuid,
        case when :scope_type::text = 'client' then :scope_id::uuid end,
        case when :scope_type::text = 'project' then :scope_id::uuid end,
        case when :scope_type::text = 'task' then :scope_id::uuid end,
        coalesce(:label::text, ''), coalesce(:permission::text, 'comment'),
        :guest_name::text, coalesce(:allowed_emails::text[], '{}'),
        coalesce(:expires_at::timestamptz, now() + interval '30 days'),
        :max_uses::int, coalesce(:writes_per_hour::int, 100),
        sha256(convert_to(:new_token::text, 'UTF8')),
        left(:new_token::text, 6), :caller_user::uuid)
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