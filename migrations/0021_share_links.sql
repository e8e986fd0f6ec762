-- Share links: doors for clients who have no account.
--
-- A link leads to a client, a project or a task. Of its secret and password only
-- hashes are kept, and members have no right to read even those. A guest session is
-- one browser behind one link; a browser has one cookie for all of its links.
-- begin_guest (0022_guests.sql) asks for link and session at every request.

create table app.share_links (
    workspace_id    uuid not null,
    id              uuid not null default app.uuid7(),
    client_id       uuid,
    project_id      uuid,
    task_id         uuid,
    label           text not null default '',
    permission      text not null default 'comment',
    guest_name      text,
    allowed_emails  text[] not null default '{}',
    expires_at      timestamptz not null default now() + interval '30 days',
    max_uses        int,
    use_count       int not null default 0,
    writes_per_hour int not null default 100,
    written_hour    timestamptz,
    written         int not null default 0,
    token_hash      bytea not null,
    token_hint      text not null,
    password_hash   text,
    pepper_id       text,
    has_password    boolean not null generated always as (password_hash is not null) stored,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    rev             int not null default 1,
    created_by      uuid not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint share_links_client_id_fkey
        foreign key (workspace_id, client_id) references app.clients on delete cascade,
    constraint share_links_project_id_fkey
        foreign key (workspace_id, project_id) references app.projects on delete cascade,
    constraint share_links_task_id_fkey
        foreign key (workspace_id, task_id) references app.tasks on delete cascade,
    constraint share_links_scope_check check (num_nonnulls(client_id, project_id, task_id) = 1),
    constraint share_links_permission_check
        check (permission in ('view', 'comment', 'upload', 'edit')),
    constraint share_links_label_check check (length(label) <= 100),
    constraint share_links_guest_name_check check (length(guest_name) between 1 and 100),
    constraint share_links_max_uses_check check (max_uses between 1 and 1000),
    constraint share_links_writes_per_hour_check check (writes_per_hour between 1 and 1000)
) with (fillfactor = 80);
create unique index share_links_token_idx on app.share_links (token_hash);
create index share_links_created_idx on app.share_links (workspace_id, created_at, id);

-- user_id: a member who looks at what the guest sees.
create table app.link_sessions (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    link_id      uuid not null,
    session_hash bytea not null,
    user_id      uuid,
    name         text,
    email        text,
    ip_prefix    text,
    agent        text,
    created_at   timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    primary key (workspace_id, id),
    constraint link_sessions_link_id_fkey
        foreign key (workspace_id, link_id) references app.share_links on delete cascade,
    constraint link_sessions_name_check check (length(name) between 1 and 100)
) with (fillfactor = 80);
create unique index link_sessions_hash_idx on app.link_sessions (session_hash, link_id)
    where ended_at is null;
create index link_sessions_link_idx on app.link_sessions (workspace_id, link_id);

-- Who did what with a link; kept for 90 days.
create table app.link_accesses (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    link_id      uuid not null,
    guest_id     uuid,
    what         text not null,
    object_id    uuid,
    ip_prefix    text,
    agent        text,
    at           timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint link_accesses_link_id_fkey
        foreign key (workspace_id, link_id) references app.share_links on delete cascade
);
create index link_accesses_link_idx on app.link_accesses (workspace_id, link_id, at, id);
create statistics app.link_accesses_link_stats (dependencies)
    on link_id, workspace_id from app.link_accesses;

create function app.touch_share_link() returns trigger
language plpgsql as $$
begin
    if row_security_active('app.share_links')
       and new.workspace_id is distinct from app.current_workspace() then
        return new;
    end if;
    new.allowed_emails := array(select distinct lower(btrim(e))
                                  from unnest(new.allowed_emails) e order by 1);

    if tg_op = 'INSERT' or new.expires_at <> old.expires_at then
        if new.expires_at <= now() or new.expires_at > now() + interval '366 days' then
            perform app.fail(422, 'invalid_value',
                'A link ends in the future, within a year.', '/expires_at');
        end if;
    end if;

    if tg_op = 'INSERT' then
        if not exists (
               select from app.clients c
                where c.workspace_id = new.workspace_id and c.id = new.client_id
                  and c.deleted_at is null
               union all
               select from app.projects p
                where p.workspace_id = new.workspace_id and p.id = new.project_id
                  and p.deleted_at is null
               union all
               select from app.tasks t
                where t.workspace_id = new.workspace_id and t.id = new.task_id
                  and t.deleted_at is null) then
            perform app.fail(422, 'unknown_reference',
                'There is nothing that could be shared by this id.', '/scope_id');
        end if;
        return new;
    end if;

    if old.revoked_at is not null then
        if (new.revoked_at, new.token_hash, new.permission, new.expires_at)
           is distinct from (old.revoked_at, old.token_hash, old.permission, old.expires_at) then
            perform app.fail(409, 'link_revoked', 'This link was revoked; make a new one.');
        end if;
    end if;
    if (new.label, new.permission, new.guest_name, new.allowed_emails, new.expires_at,
        new.max_uses, new.writes_per_hour, new.token_hash, new.password_hash, new.revoked_at)
       is distinct from
       (old.label, old.permission, old.guest_name, old.allowed_emails, old.expires_at,
        old.max_uses, old.writes_per_hour, old.token_hash, old.password_hash, old.revoked_at) then
        new.rev := old.rev + 1;
        new.updated_at := now();
    end if;
    if new.token_hash <> old.token_hash then
        new.use_count := 0;
    end if;
    return new;
end
$$;
create trigger touch before insert or update of label, permission, guest_name,
    allowed_emails, expires_at, max_uses, writes_per_hour, token_hash, password_hash,
    revoked_at on app.share_links for each row execute function app.touch_share_link();

-- Each change is in the event log and in the audit log. A new secret and the end of
-- the link end its sessions.
create function app.log_share_link() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    kind text := case
        when tg_op = 'INSERT' then 'share_link.created'
        when new.revoked_at is not null and old.revoked_at is null then 'share_link.revoked'
        when new.token_hash <> old.token_hash then 'share_link.rotated'
        else 'share_link.updated' end;
begin
    if kind in ('share_link.revoked', 'share_link.rotated') then
        update app.link_sessions s set ended_at = now()
         where s.workspace_id = new.workspace_id and s.link_id = new.id
           and s.ended_at is null;
    end if;
    perform app.append_event(new.workspace_id, kind, 'share_link', new.id, new.rev,
        coalesce(new.project_id, (select t.project_id from app.tasks t
                                   where t.workspace_id = new.workspace_id
                                     and t.id = new.task_id)),
        new.task_id, 'internal',
        jsonb_build_object('label', new.label, 'permission', new.permission,
                           'client_id', new.client_id), new.updated_at);
    perform app.audit(kind, 'share_link', new.id, jsonb_strip_nulls(jsonb_build_object(
        'client_id', new.client_id, 'project_id', new.project_id, 'task_id', new.task_id,
        'permission', new.permission, 'expires_at', new.expires_at,
        'password', new.has_password, 'emails', cardinality(new.allowed_emails))),
        new.workspace_id);
    return null;
end
$$;
create trigger log after insert on app.share_links
    for each row execute function app.log_share_link();
create trigger log_change after update on app.share_links
    for each row when (old.rev <> new.rev) execute function app.log_share_link();

-- Mails the address of a link. The caller has just made the secret, and knows it.
create function app.send_share_link(p_link uuid, p_to text, p_token text) returns boolean
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    l record;
begin
    if p_to is null then
        return false;
    end if;
    select w.name as workspace, u.name as sender, x.guest_name, x.expires_at,
           coalesce(c.name, p.name, t.title) as what into l
      from app.share_links x
      join app.workspaces w on w.id = x.workspace_id
      left join app.users u on u.id = app.current_person()
      left join app.clients c on c.workspace_id = x.workspace_id and c.id = x.client_id
      left join app.projects p on p.workspace_id = x.workspace_id and p.id = x.project_id
      left join app.tasks t on t.workspace_id = x.workspace_id and t.id = x.task_id
     where x.workspace_id = app.current_workspace() and x.id = p_link
       and x.token_hash = sha256(convert_to(p_token, 'UTF8'));
    if l.workspace is not null then
        perform app.send_mail(p_to, 'share-link', jsonb_build_object(
            'name', coalesce(l.guest_name, ''), 'sender', coalesce(l.sender, l.workspace),
            'workspace', l.workspace, 'what', l.what, 'token', p_token,
            'until', to_char(l.expires_at, 'YYYY-MM-DD')));
    end if;
    return l.workspace is not null;
end
$$;

-- Members: an owner has all links, a member his own.
alter table app.share_links enable row level security, force row level security;
alter table app.link_sessions enable row level security, force row level security;
alter table app.link_accesses enable row level security, force row level security;

create policy own_select on app.share_links for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (created_by = (select nullif(current_setting('app.user_id', true), '')::uuid)
                or (select current_setting('app.role', true)) <> 'member'));
create policy own_insert on app.share_links for insert to ss_app
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
                and created_by = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy own_update on app.share_links for update to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (created_by = (select nullif(current_setting('app.user_id', true), '')::uuid)
                or (select current_setting('app.role', true)) = 'owner'))
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy tenant_select on app.link_sessions for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy tenant_select on app.link_accesses for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

grant select (workspace_id, id, client_id, project_id, task_id, label, permission, guest_name,
              allowed_emails, expires_at, max_uses, use_count, writes_per_hour, token_hint,
              has_password, last_used_at, revoked_at, rev, created_by, created_at, updated_at),
      insert (workspace_id, id, client_id, project_id, task_id, label, permission, guest_name,
              allowed_emails, expires_at, max_uses, writes_per_hour, token_hash, token_hint,
              created_by),
      update (label, permission, guest_name, allowed_emails, expires_at, max_uses,
              writes_per_hour, token_hash, token_hint, password_hash, pepper_id, revoked_at)
    on app.share_links to ss_app;
grant select (workspace_id, id, link_id, user_id, name, email, created_at)
    on app.link_sessions to ss_app;
grant select on app.link_accesses to ss_app;

grant select, update (ended_at) on app.link_sessions to ss_history;
grant select on app.share_links to ss_gate;
grant select on app.clients, app.projects, app.tasks to ss_gate;
grant execute on function app.current_workspace() to ss_gate;

grant create on schema app to ss_gate, ss_history;
alter function app.log_share_link() owner to ss_history;
alter function app.send_share_link(uuid, text, text) owner to ss_gate;
revoke create on schema app from ss_gate, ss_history;
grant execute on function app.send_share_link(uuid, text, text) to ss_app;
