-- Long work as jobs; the export of all personal data; the end of an account.

create table app.jobs (
    id          uuid primary key,
    user_id     uuid not null references app.users on delete cascade,
    kind        text not null constraint jobs_kind_check check (kind in ('export_me')),
    state       text not null default 'queued'
                constraint jobs_state_check
                check (state in ('queued', 'running', 'done', 'failed')),
    result      jsonb,
    error       text,
    created_at  timestamptz not null default now(),
    finished_at timestamptz
);
create index jobs_user_idx on app.jobs (user_id, created_at);
create index jobs_queued_idx on app.jobs (created_at) where state = 'queued';

create table app.exports (
    id         uuid primary key,
    user_id    uuid not null references app.users on delete cascade,
    content    jsonb not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '7 days'
);
create index exports_expires_idx on app.exports (expires_at);
create index exports_user_idx on app.exports (user_id);

alter table app.jobs enable row level security, force row level security;
alter table app.exports enable row level security, force row level security;
create policy own_select on app.jobs for select to ss_app
    using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy own_select on app.exports for select to ss_app
    using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
           and expires_at > now());
grant select on app.jobs, app.exports to ss_app;

-- One export at a time; it is asked for here and made by the job.
create function app.ask_export(p_id uuid)
returns table (id uuid, kind text, state text, created_at timestamptz,
               finished_at timestamptz, result jsonb, error text)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    me uuid := app.current_person();
begin
    perform from app.users u where u.id = me for no key update;
    if exists (select from app.jobs j
                where j.user_id = me and j.kind = 'export_me'
                  and j.state in ('queued', 'running')) then
        perform app.fail(409, 'export_running', 'Your data is being gathered already.');
    end if;
    insert into app.jobs (id, user_id, kind) values (p_id, me, 'export_me');
    perform app.audit('account.export', 'user', me);
    return query
        select j.id, j.kind, j.state, j.created_at, j.finished_at, j.result, j.error
          from app.jobs j where j.id = p_id;
end
$$;

-- Everything that is kept about a person, in the words of the API.
create function app.personal_data(p_user uuid) returns jsonb
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select jsonb_build_object(
        'profile', (
            select jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name,
                       'locale', u.locale, 'time_zone', u.time_zone,
                       'email_verified_at', u.email_verified_at, 'created_at', u.created_at)
              from app.users u where u.id = p_user),
        'workspaces', (
            select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name,
                       'role', m.role, 'joined_at', m.created_at) order by m.created_at), '[]')
              from app.memberships m join app.workspaces w on w.id = m.workspace_id
             where m.user_id = p_user),
        'sessions', (
            select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'user_agent', s.user_agent,
                       'network', s.ip_prefix, 'created_at', s.created_at,
                       'last_used_at', s.rotated_at, 'ended_at', s.revoked_at)
                       order by s.created_at), '[]')
              from app.sessions s where s.user_id = p_user),
        'audit_log', (
            select coalesce(jsonb_agg(jsonb_build_object('at', l.at, 'action', l.action,
                       'network', l.ip_prefix, 'detail', l.detail) order by l.seq), '[]')
              from app.audit_log l where l.chain = p_user),
        'tasks', (
            select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number,
                       'title', t.title, 'description', t.description, 'status', t.status,
                       'mine', t.created_by = p_user, 'assigned_to_me', t.assignee_id = p_user,
                       'created_at', t.created_at) order by t.created_at, t.id), '[]')
              from app.memberships m join app.tasks t on t.workspace_id = m.workspace_id
             where m.user_id = p_user and t.deleted_at is null
               and (t.created_by = p_user or t.assignee_id = p_user)),
        'comments', (
            select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'task_id', c.task_id,
                       'body', c.body, 'created_at', c.created_at) order by c.created_at, c.id),
                       '[]')
              from app.memberships m join app.comments c on c.workspace_id = m.workspace_id
             where m.user_id = p_user and c.author_id = p_user and c.deleted_at is null));
end;

-- Job: makes one export that waits. Returns how many it made.
create function app.make_exports() returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    job app.jobs;
begin
    select j.* into job from app.jobs j
     where j.state = 'queued' and j.kind = 'export_me'
     order by j.created_at limit 1
       for update skip locked;
    if not found then
        return 0;
    end if;

    insert into app.exports (id, user_id, content)
    values (job.id, job.user_id, app.personal_data(job.user_id));
    update app.jobs j
       set state = 'done', finished_at = now(),
           result = jsonb_build_object('location', '/me/exports/' || job.id)
     where j.id = job.id;
    perform app.send_mail(u.email, 'export_ready', jsonb_build_object('name', u.name))
       from app.users u where u.id = job.user_id;
    return 1;
exception when query_canceled or program_limit_exceeded then
    update app.jobs j set state = 'failed', finished_at = now(), error = 'too_large'
     where j.id = job.id;
    return 1;
end
$$;

-- Closes the caller's account: 30 days to think again, then app.purge_accounts.
create function auth.close_account() returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    me app.users;
    own uuid;
begin
    perform app.require_recent_proof();
    select u.* into me from app.users u where u.id = app.current_person() for no key update;

    for own in
        select m.workspace_id from app.memberships m
         where m.user_id = me.id and m.role = 'owner' and m.active
           and not exists (
               select from app.memberships x join app.users u on u.id = x.user_id
                where x.workspace_id = m.workspace_id and x.role = 'owner'
                  and x.user_id <> me.id
                  and u.deleted_at is null and u.disabled_at is null)
         order by m.workspace_id
    loop
        perform app.lock_members(own);
        if exists (select from app.memberships x
                    where x.workspace_id = own and x.user_id <> me.id) then
            perform app.fail(409, 'owner_of_workspaces',
                'Others work in a workspace that only you own: hand it over first.');
        end if;
        update app.workspaces w set deleted_at = now(), purge_after = now() + interval '30 days'
         where w.id = own and w.deleted_at is null;
    end loop;

    perform app.audit('account.closed', 'user', me.id);
    perform app.send_mail(me.email, 'account_closed', jsonb_build_object('name', me.name));
    update app.users u set deleted_at = now(), purge_after = now() + interval '30 days'
     where u.id = me.id;
end
$$;

-- Job: what is left of a closed account after its time is an id without a name, for
-- the logs and texts of the workspaces it was in. Returns how many it purged.
create function app.purge_accounts(p_limit int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    gone uuid;
    n int := 0;
begin
    for gone in
        select u.id from app.users u
         where u.purge_after < now() order by u.purge_after limit p_limit
           for update skip locked
    loop
        delete from auth.credentials c where c.user_id = gone;
        delete from auth.one_time_tokens t where t.user_id = gone;
        delete from auth.second_factors f where f.user_id = gone;
        delete from auth.devices d where d.user_id = gone;
        delete from app.sessions s where s.user_id = gone;
        delete from app.exports e where e.user_id = gone;
        delete from app.jobs j where j.user_id = gone;
        delete from app.mail_outbox m
         where m.recipient = (select u.email from app.users u where u.id = gone);
        update app.users u
           set email = 'deleted-' || gone || '@smartstack.invalid', name = 'Deleted person',
               locale = 'en', time_zone = 'UTC', is_admin = false, disabled_at = now(),
               purge_after = null
         where u.id = gone;
        perform app.audit('account.purged', 'user', gone, p_actor_kind => 'system');
        n := n + 1;
    end loop;
    return n;
end
$$;

-- Job: throws away what is out of date. Returns whether there may be more.
create function app.purge_secrets() returns int
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    delete from auth.registrations r where r.expires_at < now();
    delete from auth.one_time_tokens t where t.expires_at < now();
    delete from auth.attempts a where a.used_at < now() - interval '1 day';
    delete from auth.devices d where d.last_used_at < now() - interval '1 year';
    delete from app.exports e where e.expires_at < now();
    delete from app.jobs j where j.finished_at < now() - interval '30 days';
    return 0;
end
$$;
create index users_purge_idx on app.users (purge_after) where purge_after is not null;
create index devices_used_idx on auth.devices (last_used_at);

grant select, insert, update, delete on app.jobs, app.exports to ss_gate;
grant select on app.tasks, app.comments to ss_gate;
grant delete on auth.credentials, app.sessions, app.mail_outbox to ss_gate;

grant create on schema app, auth to ss_gate;
alter function app.ask_export(uuid) owner to ss_gate;
alter function app.personal_data(uuid) owner to ss_gate;
alter function app.make_exports() owner to ss_gate;
alter function auth.close_account() owner to ss_gate;
alter function app.purge_accounts(int) owner to ss_gate;
alter function app.purge_secrets() owner to ss_gate;
revoke create on schema app, auth from ss_gate;

grant execute on function app.ask_export(uuid) to ss_app;
grant execute on function auth.close_account() to ss_auth;
grant execute on function app.make_exports(), app.purge_accounts(int), app.purge_secrets()
    to ss_worker;
