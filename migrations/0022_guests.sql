-- Guests: how a link is opened, what a guest's request begins with, and what it may
-- see and do.
--
-- A guest sees what is in the scope of his link and is for the client; PostgreSQL
-- enforces both by a policy that restricts every other one. He has rights to few
-- columns: none of rates, costs, notes, or addresses of others.
--
--   app.link_id, app.guest_id      the link and the session behind this request
--   app.guest_name                 how the guest is called
--   app.link_client, app.link_project, app.link_task    what the link leads to; with a
--                                  task, app.link_project is the project of the task
--   app.role                       link:view, link:comment, link:upload or link:edit

-- Failed tries at a link's password or code, from a network and ('') from everywhere.
create table app.link_failures (
    workspace_id uuid not null,
    link_id      uuid not null,
    network      text not null,
    failures     int not null,
    first_at     timestamptz not null default now(),
    last_at      timestamptz not null default now(),
    primary key (workspace_id, link_id, network),
    constraint link_failures_link_id_fkey
        foreign key (workspace_id, link_id) references app.share_links on delete cascade
);

-- A code sent to an address that may open a link. Five tries, ten minutes.
create table app.link_codes (
    workspace_id uuid not null,
    link_id      uuid not null,
    email        text not null,
    code_hash    bytea not null,
    tries        int not null default 0,
    expires_at   timestamptz not null,
    primary key (workspace_id, link_id, email),
    constraint link_codes_link_id_fkey
        foreign key (workspace_id, link_id) references app.share_links on delete cascade
);

alter table app.link_failures enable row level security, force row level security;
alter table app.link_codes enable row level security, force row level security;

-- Whether a link opens: it is not over, who made it is still here, and so is what it
-- leads to.
create function app.link_lives(l app.share_links) returns boolean
language sql stable
begin atomic
    select l.revoked_at is null and l.expires_at > now()
       and exists (select from app.memberships m
                    join app.users u on u.id = m.user_id
                   where m.workspace_id = l.workspace_id and m.user_id = l.created_by
                     and m.active and u.disabled_at is null and u.deleted_at is null)
       and case
           when l.client_id is not null then exists (
               select from app.clients c
                where c.workspace_id = l.workspace_id and c.id = l.client_id
                  and c.deleted_at is null)
           when l.project_id is not null then exists (
               select from app.projects p
                where p.workspace_id = l.workspace_id and p.id = l.project_id
                  and p.deleted_at is null)
           else exists (
               select from app.tasks t
                where t.workspace_id = l.workspace_id and t.id = l.task_id
                  and t.deleted_at is null) end;
end;

create function app.note_access(p_workspace uuid, p_link uuid, p_guest uuid, p_what text,
    p_object uuid default null, p_agent text default null) returns void
language sql
begin atomic
    insert into app.link_accesses (workspace_id, link_id, guest_id, what, object_id,
                                   ip_prefix, agent)
    values (p_workspace, p_link, p_guest, p_what, p_object,
            nullif(current_setting('app.ip_prefix', true), ''), left(p_agent, 255));
end;

-- First step of opening a link: what its password is checked against, and for how many
-- seconds nobody may try. No row: it does not open, for whatever reason. A link that
-- is used up still opens for the browsers that have it.
create function auth.find_link(p_token text, p_session text, p_network text)
returns table (link_id uuid, password_hash text, pepper_id text, wait int)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select l.id, l.password_hash, l.pepper_id,
           coalesce((
               select greatest(0, ceil(extract(epoch from max(case
                          when f.failures >= case when f.network = '' then 50 else 10 end
                          then f.first_at + interval '30 minutes'
                          when f.network <> '' and f.failures >= 5
                          then f.last_at + least(interval '100 milliseconds'
                                                 * power(2, f.failures),
                                                 interval '25 seconds')
                          end) - now())))::int
                 from app.link_failures f
                where f.workspace_id = l.workspace_id and f.link_id = l.id
                  and f.network in ('', p_network)
                  and f.first_at > now() - interval '30 minutes'), 0)
      from app.share_links l
     where l.token_hash = sha256(convert_to(p_token, 'UTF8'))
       and app.link_lives(l)
       and (l.use_count < l.max_uses or l.max_uses is null or exists (
               select from app.link_sessions s
                where s.session_hash = sha256(convert_to(p_session, 'UTF8'))
                  and s.link_id = l.id and s.ended_at is null and s.expires_at > now()));
end;

-- Counts a wrong password or code.
create function auth.refuse_link(p_link uuid, p_network text, p_agent text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid := (select l.workspace_id from app.share_links l where l.id = p_link);
begin
    insert into app.link_failures as f (workspace_id, link_id, network, failures)
    select ws, p_link, x, 1 from unnest(array['', p_network]) x order by x
    on conflict (workspace_id, link_id, network) do update
       set failures = case when f.first_at > now() - interval '30 minutes'
                      then f.failures + 1 else 1 end,
           first_at = case when f.first_at > now() - interval '30 minutes'
                      then f.first_at else now() end,
           last_at = now();
    perform app.note_access(ws, p_link, null, 'refused', null, p_agent),
            app.audit('share_link.refused', 'share_link', p_link, '{}', ws, null, 'client');
end
$$;

-- Last step: the session. state is 'open', or what is still wanted: 'email_required',
-- 'wrong_code'; no row when the link has been used up or closed in the meantime.
-- p_session is what the browser's cookie holds; it is kept when it is known.
create function auth.open_link(p_link uuid, p_session text, p_new_session text,
    p_name text, p_email text, p_code text, p_network text, p_agent text)
returns table (state text, kept boolean, opened jsonb)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    l app.share_links;
    s app.link_sessions;
    known bytea := sha256(convert_to(p_session, 'UTF8'));
    address text := lower(btrim(p_email));
begin
    select x.* into l from app.share_links x where x.id = p_link for no key update;
    if l.id is null or not app.link_lives(l) then
        return;
    end if;
    if not exists (select from app.link_sessions x
                    where x.session_hash = known and x.ended_at is null
                      and x.expires_at > now()) then
        known := null;
    end if;
    select x.* into s from app.link_sessions x
     where x.session_hash = known and x.link_id = l.id and x.ended_at is null
       and x.expires_at > now() and x.user_id is null;

    if s.id is null and l.use_count >= l.max_uses then
        return;
    end if;

    if cardinality(l.allowed_emails) > 0
       and not coalesce(s.email = any (l.allowed_emails), false) then
        if address is null or p_code is null then
            return query select 'email_required', false, null::jsonb;
            return;
        end if;
        update app.link_codes c set tries = c.tries + 1
         where c.workspace_id = l.workspace_id and c.link_id = l.id and c.email = address;
        delete from app.link_codes c
         where c.workspace_id = l.workspace_id and c.link_id = l.id and c.email = address
           and c.tries <= 5 and c.expires_at > now()
           and c.code_hash = sha256(convert_to(p_code, 'UTF8'))
           and address = any (l.allowed_emails);
        if not found then
            perform auth.refuse_link(l.id, p_network, p_agent);
            return query select 'wrong_code', false, null::jsonb;
            return;
        end if;
    else
        address := null;
    end if;

    if s.id is not null then
        update app.link_sessions x
           set name = coalesce(p_name, x.name), email = coalesce(address, x.email),
               last_seen_at = now(), agent = p_agent, ip_prefix = p_network,
               expires_at = least(l.expires_at, now() + interval '7 days')
         where x.workspace_id = s.workspace_id and x.id = s.id
        returning x.* into s;
        update app.share_links x set last_used_at = now()
         where x.workspace_id = l.workspace_id and x.id = l.id;
    else
        -- a member's preview gives way, and so does a session that is over
        update app.link_sessions x set ended_at = now()
         where x.session_hash = known and x.link_id = l.id and x.ended_at is null;
        insert into app.link_sessions as x
               (workspace_id, link_id, session_hash, name, email, ip_prefix, agent, expires_at)
        values (l.workspace_id, l.id,
                coalesce(known, sha256(convert_to(p_new_session, 'UTF8'))),
                coalesce(p_name, l.guest_name), address, p_network, p_agent,
                least(l.expires_at, now() + interval '7 days'))
        returning x.* into s;
        update app.share_links x set use_count = x.use_count + 1, last_used_at = now()
         where x.workspace_id = l.workspace_id and x.id = l.id;
    end if;

    delete from app.link_failures f
     where f.workspace_id = l.workspace_id and f.link_id = l.id and f.network = p_network;
    perform app.note_access(l.workspace_id, l.id, s.id, 'opened', null, p_agent),
            app.audit('share_link.opened', 'share_link', l.id, '{}', l.workspace_id, s.id,
                      'client');
    return query
        select 'open', known is not null,
               jsonb_build_object('link_id', l.id, 'permission', l.permission,
                                  'preview', false, 'expires_at', s.expires_at);
end
$$;

-- A member looks at what his guest sees: a session that may only view, for 15 minutes.
create function app.preview_link(p_link uuid, p_session text, p_new_session text)
returns table (kept boolean, opened jsonb)
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    l app.share_links;
    known bytea := sha256(convert_to(p_session, 'UTF8'));
    until timestamptz := now() + interval '15 minutes';
begin
    select x.* into l from app.share_links x
     where x.workspace_id = app.current_workspace() and x.id = p_link
       and (x.created_by = app.current_person()
            or current_setting('app.role', true) = 'owner');
    if l.id is null then
        return;
    elsif not app.link_lives(l) then
        perform app.fail(409, 'link_closed', 'This link does not open any more.');
    end if;

    if not exists (select from app.link_sessions x
                    where x.session_hash = known and x.ended_at is null
                      and x.expires_at > now()) then
        known := null;
    end if;
    update app.link_sessions x set ended_at = now()
     where x.session_hash = known and x.link_id = l.id and x.ended_at is null;
    insert into app.link_sessions (workspace_id, link_id, session_hash, user_id, name,
                                   expires_at)
    values (l.workspace_id, l.id, coalesce(known, sha256(convert_to(p_new_session, 'UTF8'))),
            app.current_person(), l.guest_name, until);
    return query
        select known is not null,
               jsonb_build_object('link_id', l.id, 'permission', 'view', 'preview', true,
                                  'expires_at', until);
end
$$;

-- Mails a code to an address that may open the link, and else does nothing.
create function auth.send_link_code(p_token text, p_email text, p_code text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    l app.share_links;
    address text := lower(btrim(p_email));
begin
    select x.* into l from app.share_links x
     where x.token_hash = sha256(convert_to(p_token, 'UTF8'));
    if l.id is null or not app.link_lives(l) or address <> all (l.allowed_emails) then
        return;
    end if;
    insert into app.link_codes as c (workspace_id, link_id, email, code_hash, expires_at)
    values (l.workspace_id, l.id, address, sha256(convert_to(p_code, 'UTF8')),
            now() + interval '10 minutes')
    on conflict (workspace_id, link_id, email) do update
       set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at;
    perform app.send_mail(address, 'link-code', jsonb_build_object('code', p_code,
        'workspace', (select w.name from app.workspaces w where w.id = l.workspace_id)),
        null, true, l.workspace_id);
end
$$;

-- First statement of a guest's batch. p_permissions is a bit mask of the permissions
-- that may call: 1 view, 2 comment, 4 upload, 8 edit. Coming back after an hour counts
-- as a visit and keeps the session for another week.
create function app.begin_guest(p_session_hash bytea, p_link uuid, p_permissions int,
    p_request_id text, p_ip_prefix text) returns text
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    s app.link_sessions;
    l app.share_links;
    allowed text;
begin
    select x.* into s from app.link_sessions x
     where x.session_hash = p_session_hash and x.link_id = p_link
       and x.ended_at is null and x.expires_at > now();
    select x.* into l from app.share_links x
     where x.workspace_id = s.workspace_id and x.id = s.link_id and app.link_lives(x)
       and (s.user_id is not null or cardinality(x.allowed_emails) = 0
            or s.email = any (x.allowed_emails));
    if l.id is null then
        perform app.fail(401, 'guest_session_ended', 'Open the link again.');
    end if;

    allowed := case when s.user_id is null then l.permission else 'view' end;
    perform set_config('app.workspace_id', l.workspace_id::text, true),
            set_config('app.user_id', '', true),
            set_config('app.session_id', '', true),
            set_config('app.request_id', coalesce(p_request_id, ''), true),
            set_config('app.ip_prefix', coalesce(p_ip_prefix, ''), true),
            set_config('app.actor_kind', 'client', true),
            set_config('app.scope', '', true),
            set_config('app.role', 'link:' || allowed, true),
            set_config('app.link_id', l.id::text, true),
            set_config('app.guest_id', s.id::text, true),
            set_config('app.guest_name', coalesce(s.name, ''), true),
            set_config('app.link_client', coalesce(l.client_id::text, ''), true),
            set_config('app.link_task', coalesce(l.task_id::text, ''), true),
            set_config('app.link_project', coalesce(l.project_id, (
                select t.project_id from app.tasks t
                 where t.workspace_id = l.workspace_id and t.id = l.task_id))::text, true);

    if p_permissions & (case allowed when 'view' then 1 when 'comment' then 2
                        when 'upload' then 4 else 8 end) = 0 then
        perform app.fail(403, 'role_not_allowed', 'This link does not allow this.');
    end if;

    if s.user_id is null and s.last_seen_at < now() - interval '1 hour' then
        update app.link_sessions x
           set last_seen_at = now(),
               expires_at = least(l.expires_at, now() + interval '7 days')
         where x.workspace_id = s.workspace_id and x.id = s.id
           and x.last_seen_at = s.last_seen_at;
        if found then
            update app.share_links x set last_used_at = now()
             where x.workspace_id = l.workspace_id and x.id = l.id;
            perform app.note_access(l.workspace_id, l.id, s.id, 'seen', null, s.agent);
        end if;
    end if;
    return allowed;
end
$$;

-- Trigger of whatever a guest may write, with its name in the list of accesses: notes
-- it, and holds the guests of a link to what they may write in an hour.
create function app.guest_writes() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    link uuid := nullif(current_setting('app.link_id', true), '')::uuid;
    this_hour timestamptz := date_trunc('hour', now());
begin
    update app.share_links l
       set written = case when l.written_hour = this_hour then l.written + 1 else 1 end,
           written_hour = this_hour
     where l.workspace_id = new.workspace_id and l.id = link
       and (l.written_hour is distinct from this_hour or l.written < l.writes_per_hour);
    if not found then
        perform app.fail(429, 'link_limit',
            'Too much was written through this link; try again in an hour.');
    end if;
    perform app.note_access(new.workspace_id, link,
        nullif(current_setting('app.guest_id', true), '')::uuid, tg_argv[0], new.id);
    return null;
end
$$;
create trigger guest after insert on app.comments
    for each row when (nullif(current_setting('app.guest_id', true), '') is not null)
    execute function app.guest_writes('commented');
create trigger guest after insert on app.tasks
    for each row when (nullif(current_setting('app.guest_id', true), '') is not null)
    execute function app.guest_writes('task_created');

-- The guest himself.
create policy self_select on app.link_sessions for select to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and id = (select nullif(current_setting('app.guest_id', true), '')::uuid));
create policy self_update on app.link_sessions for update to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and id = (select nullif(current_setting('app.guest_id', true), '')::uuid)
           and user_id is null)
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy link_select on app.share_links for select to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and id = (select nullif(current_setting('app.link_id', true), '')::uuid));
grant select (workspace_id, id, user_id, name, email, expires_at), update (name)
    on app.link_sessions to ss_guest;
grant select (workspace_id, id, client_id, project_id, task_id, permission, expires_at)
    on app.share_links to ss_guest;

-- Names of the freelancer's people and of the client: nothing else of them.
create policy guest_select on app.workspaces for select to ss_guest
    using (id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy guest_select on app.memberships for select to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy guest_select on app.users for select to ss_guest
    using (id in (select m.user_id from app.memberships m
                   where m.workspace_id =
                         (select nullif(current_setting('app.workspace_id', true), '')::uuid)));
create policy guest_select on app.clients for select to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and id = (select nullif(current_setting('app.link_client', true), '')::uuid)
           and deleted_at is null);
grant select (id, name) on app.workspaces to ss_guest;
grant select (workspace_id, user_id) on app.memberships to ss_guest;
grant select (id, name) on app.users to ss_guest;
grant select (workspace_id, id, name) on app.clients to ss_guest;

-- Projects, tasks, comments: the tenant, and in a policy that restricts it the scope
-- of the link and what is for the client. A task needs its project to be seen, a
-- comment its task: each asks what the guest sees of its parent, row by row, so that a
-- list goes along the index of what is shown and not by way of the projects.
do $$
declare
    tenant constant text :=
        'workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid)';
    t record;
begin
    for t in
        select * from (values
            ('projects', $p$ and deleted_at is null and visibility = 'client'
                and (client_id = (select nullif(current_setting('app.link_client', true), '')::uuid)
                     or id = (select nullif(current_setting('app.link_project', true), '')::uuid)) $p$),
            ('tasks', $p$ and visibility = 'client'
                and exists (select from app.projects p
                             where p.workspace_id = tasks.workspace_id
                               and p.id = tasks.project_id)
                and ((select nullif(current_setting('app.link_task', true), '')::uuid) is null
                     or id = (select nullif(current_setting('app.link_task', true), '')::uuid)) $p$),
            ('comments', $p$ and visibility = 'client'
                and exists (select from app.tasks t
                             where t.workspace_id = comments.workspace_id
                               and t.id = comments.task_id and t.deleted_at is null) $p$),
            ('project_counters', $p$
                and (select current_setting('app.role', true)) = 'link:edit'
                and project_id = any (array(select p.id from app.projects p)) $p$),
            ('board_columns', $p$
                and project_id = any (array(select p.id from app.projects p)) $p$))
            x (name, scope)
    loop
        execute format('create policy guest_select on app.%I for select to ss_guest using (%s)',
                       t.name, tenant);
        execute format('create policy guest_scope on app.%I as restrictive for all to ss_guest '
                       'using (%s%s) with check (%s%s)', t.name, tenant, t.scope, tenant, t.scope);
    end loop;
end
$$;

create policy guest_insert on app.comments for insert to ss_guest
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
                and author_kind = 'client'
                and author_id = (select nullif(current_setting('app.guest_id', true), '')::uuid)
                and author_name is not distinct from
                    (select nullif(current_setting('app.guest_name', true), ''))
                and (select current_setting('app.role', true))
                    in ('link:comment', 'link:upload', 'link:edit'));
create policy guest_update on app.comments for update to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and author_kind = 'client'
           and author_id = (select nullif(current_setting('app.guest_id', true), '')::uuid)
           and created_at > now() - interval '15 minutes'
           and (select current_setting('app.role', true))
               in ('link:comment', 'link:upload', 'link:edit'))
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy guest_insert on app.tasks for insert to ss_guest
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
                and source = 'client'
                and created_by = (select nullif(current_setting('app.guest_id', true), '')::uuid)
                and (select current_setting('app.role', true)) = 'link:edit'
                and (select nullif(current_setting('app.link_task', true), '')) is null);
create policy guest_update on app.project_counters for update to ss_guest
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid))
    with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

grant select (workspace_id, id, client_id, code, name, description, status, start_on, due_on,
              visibility, created_at, updated_at, deleted_at)
    on app.projects to ss_guest;
grant select (workspace_id, id, project_id, number, title, description, status, start_on,
              due_at, due_sort, visibility, source, completed_at, rev, created_by, created_at,
              updated_at, deleted_at),
      insert (workspace_id, id, project_id, title, description, due_at, visibility, source,
              created_by)
    on app.tasks to ss_guest;
grant select (workspace_id, id, task_id, parent_id, author_kind, author_id, author_name, body,
              visibility, rev, created_at, updated_at, deleted_at),
      insert (workspace_id, id, task_id, parent_id, author_kind, author_id, author_name, body,
              visibility),
      update (body, deleted_at)
    on app.comments to ss_guest;
grant select (workspace_id, project_id, last_number, last_rank, closed),
      update (last_number, last_rank)
    on app.project_counters to ss_guest;
grant select (workspace_id, id, project_id, category, rank) on app.board_columns to ss_guest;

grant usage on schema app to ss_guest;
grant execute on function app.uuid7(timestamptz), app.fail(int, text, text, text),
    app.current_workspace(), app.current_person(), app.refuse_inherited(),
    app.refuse_task(app.tasks) to ss_guest;

grant select, insert, update on app.link_sessions, app.link_failures to ss_gate;
grant select, insert, update, delete on app.link_codes to ss_gate;
grant delete on app.link_failures to ss_gate;
grant insert on app.link_accesses to ss_gate;
grant update on app.share_links to ss_gate;
grant execute on function app.link_lives(app.share_links),
    app.note_access(uuid, uuid, uuid, text, uuid, text) to ss_gate;

grant create on schema app, auth to ss_gate;
alter function auth.find_link(text, text, text) owner to ss_gate;
alter function auth.refuse_link(uuid, text, text) owner to ss_gate;
alter function auth.open_link(uuid, text, text, text, text, text, text, text)
    owner to ss_gate;
alter function app.preview_link(uuid, text, text) owner to ss_gate;
alter function auth.send_link_code(text, text, text) owner to ss_gate;
alter function app.begin_guest(bytea, uuid, int, text, text) owner to ss_gate;
alter function app.guest_writes() owner to ss_gate;
revoke create on schema app, auth from ss_gate;

grant execute on function auth.find_link(text, text, text),
    auth.refuse_link(uuid, text, text),
    auth.open_link(uuid, text, text, text, text, text, text, text),
    auth.send_link_code(text, text, text) to ss_auth;
grant execute on function app.begin_guest(bytea, uuid, int, text, text) to ss_guest;
grant execute on function app.preview_link(uuid, text, text) to ss_app;
