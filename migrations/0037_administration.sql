-- Administrators of the platform: accounts and workspaces from outside, and, with the
-- consent of an owner, reading in a workspace for thirty minutes.
--
-- ss_admin reads names and numbers of people and workspaces, and nothing of what is
-- in a workspace. Each act takes a reason and makes an entry of the audit log.

do $$
declare
    admin constant text :=
        '(select nullif(current_setting(''app.user_id'', true), '''')
           where current_setting(''app.actor_kind'', true) = ''admin'') is not null';
begin
    execute 'create policy admin_select on app.users for select to ss_admin using ('
            || admin || ')';
    execute 'create policy admin_select on app.workspaces for select to ss_admin using ('
            || admin || ')';
    execute 'create policy admin_select on app.memberships for select to ss_admin using ('
            || admin || ')';
    execute 'create policy admin_select on app.audit_log for select to ss_admin using ('
            || admin || ' and (tenant_id is null or actor_kind = ''admin''))';
end
$$;
grant select (id, email, name, is_admin, email_verified_at, disabled_at, deleted_at,
              created_at, updated_at)
    on app.users to ss_admin;
grant select (id, name, slug, suspended_at, deleted_at, purge_after, member_limit,
              project_limit, rev, created_at, updated_at)
    on app.workspaces to ss_admin;
grant select on app.memberships to ss_admin;
grant select on app.audit_log to ss_admin;

create index users_created_idx on app.users (created_at, id);
create index workspaces_created_idx on app.workspaces (created_at, id);
create index audit_log_admin_idx on app.audit_log (at, chain, seq)
    where tenant_id is null or actor_kind = 'admin';


-- Accounts and workspaces -----------------------------------------------------------

create function app.admin_set_user(p_user uuid, p_act text, p_reason text)
returns setof app.users
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform from app.users u where u.id = p_user for no key update;
    if not found then
        return;
    elsif p_user = app.current_person() then
        perform app.fail(409, 'yourself', 'Another administrator has to do this.');
    end if;

    case p_act
    when 'disabled' then
        update app.users u set disabled_at = coalesce(u.disabled_at, now())
         where u.id = p_user;
    when 'enabled' then
        update app.users u set disabled_at = null where u.id = p_user;
    when 'second_factor_reset' then
        delete from auth.second_factors f where f.user_id = p_user;
    else
        null;
    end case;
    if p_act in ('sessions_ended', 'second_factor_reset') then
        update app.sessions s set revoked_at = now()
         where s.user_id = p_user and s.revoked_at is null;
    end if;

    perform app.audit('admin.user_' || p_act, 'user', p_user,
                      jsonb_build_object('reason', p_reason));
    perform app.send_mail(u.email, 'account_administered', jsonb_build_object(
                'name', u.name, 'what', case p_act
                    when 'disabled' then 'has been disabled'
                    when 'enabled' then 'is open again'
                    when 'second_factor_reset' then 'has lost its second factor'
                    else 'has been signed out everywhere' end))
       from app.users u
      where u.id = p_user;
    return query select u.* from app.users u where u.id = p_user;
end
$$;

create function app.admin_set_workspace(p_id uuid, p_rev int, p_data jsonb)
returns setof app.workspaces
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    w app.workspaces;
    closed boolean := (p_data->>'suspended')::boolean;
begin
    select x.* into w from app.workspaces x where x.id = p_id for no key update;
    if w.rev is distinct from p_rev then
        return;
    end if;

    update app.workspaces x
       set suspended_at = case when closed then coalesce(w.suspended_at, now())
                               when not closed then null else w.suspended_at end,
           member_limit = case when p_data ? 'member_limit'
                          then (p_data->>'member_limit')::int else w.member_limit end,
           project_limit = case when p_data ? 'project_limit'
                           then (p_data->>'project_limit')::int else w.project_limit end
     where x.id = p_id;
    if closed is not distinct from (w.suspended_at is not null) or closed is null then
        update app.workspaces x set rev = w.rev + 1, updated_at = now() where x.id = p_id;
    else
        perform app.owner_mail(p_id, 'workspace_suspended', jsonb_build_object(
            'what', case when closed then 'has been suspended' else 'is open again' end,
            'reason', p_data->>'reason'));
    end if;
    perform app.audit('admin.workspace_changed', 'workspace', p_id, p_data,
                      p_workspace => p_id);
    return query select x.* from app.workspaces x where x.id = p_id;
end
$$;

-- What the workspace holds, as a number.
create function app.count_projects(p_workspace uuid) returns bigint
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select count(*) from app.projects p
     where p.workspace_id = p_workspace and p.deleted_at is null;
end;

create function app.platform_stats()
returns table (users bigint, users_disabled bigint, workspaces bigint,
               workspaces_suspended bigint, sessions bigint, mails_queued bigint,
               mails_failed bigint, audit_entries bigint)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select (select count(*) from app.users u where u.deleted_at is null),
           (select count(*) from app.users u where u.disabled_at is not null),
           (select count(*) from app.workspaces w where w.deleted_at is null),
           (select count(*) from app.workspaces w where w.suspended_at is not null),
           (select count(*) from app.sessions s
             where s.revoked_at is null and s.idle_expires_at > now()
               and s.absolute_expires_at > now()),
           (select count(*) from app.mail_outbox m where m.state in ('queued', 'sending')),
           (select count(*) from app.mail_outbox m where m.state = 'failed'),
           (select coalesce(sum(h.seq), 0)::bigint from app.audit_heads h);
end;


-- Support access ---------------------------------------------------------------------

create table app.support_accesses (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    admin_id     uuid not null,
    reason       text not null
                 constraint support_accesses_reason_check
                 check (length(reason) between 1 and 500),
    approved     boolean,
    decided_by   uuid,
    decided_at   timestamptz,
    expires_at   timestamptz not null default now() + interval '7 days',
    ended_at     timestamptz,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint support_accesses_workspace_id_fkey
        foreign key (workspace_id) references app.workspaces,
    constraint support_accesses_admin_id_fkey
        foreign key (admin_id) references app.users
);
create index support_accesses_created_idx
    on app.support_accesses (workspace_id, created_at, id);

alter table app.support_accesses enable row level security, force row level security;
create policy tenant_select on app.support_accesses for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (select current_setting('app.role', true)) = 'owner');
create policy admin_select on app.support_accesses for select to ss_admin
    using ((select nullif(current_setting('app.user_id', true), '')
             where current_setting('app.actor_kind', true) = 'admin') is not null);
grant select on app.support_accesses to ss_app, ss_admin;

create function app.support_status(p_approved boolean, p_ended timestamptz,
    p_expires timestamptz) returns text
language sql stable
return case when not p_approved then 'declined'
            when p_ended is not null then 'ended'
            when p_expires <= now() then 'expired'
            when p_approved then 'active'
            else 'requested' end;
grant execute on function app.support_status(boolean, timestamptz, timestamptz)
    to ss_app, ss_admin;

-- Names in a list of accesses: those of administrators, and of the members of the
-- present workspace.
create function app.name_of(p_user uuid) returns text
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select u.name::text from app.users u
     where u.id = p_user
       and (u.is_admin or current_setting('app.role', true) = 'admin'
            or exists (select from app.memberships m
                        where m.user_id = u.id
                          and m.workspace_id = app.current_workspace()));
end;

create function app.request_support(p_id uuid, p_workspace uuid, p_reason text)
returns setof app.support_accesses
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    a app.support_accesses;
    me uuid := app.current_person();
begin
    perform from app.workspaces w
      where w.id = p_workspace and w.deleted_at is null
        for no key update;
    if not found then
        perform app.fail(422, 'unknown_reference', 'There is no such workspace.', '/tenant_id');
    end if;
    perform from app.support_accesses x
      where x.workspace_id = p_workspace and x.admin_id = me
        and app.support_status(x.approved, x.ended_at, x.expires_at)
            in ('requested', 'active');
    if found then
        perform app.fail(409, 'already_requested', 'You have asked for this already.');
    end if;

    insert into app.support_accesses (workspace_id, id, admin_id, reason)
    values (p_workspace, p_id, me, p_reason)
    returning * into a;
    perform app.audit('support.requested', 'support_access', a.id,
        jsonb_build_object('reason', p_reason), p_workspace => p_workspace);
    perform app.owner_mail(p_workspace, 'support_requested', jsonb_build_object(
        'admin', app.name_of(me), 'reason', p_reason));
    return next a;
end
$$;

-- An owner consents or refuses.
create function app.decide_support(p_id uuid, p_approve boolean)
returns setof app.support_accesses
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    a app.support_accesses;
begin
    select x.* into a from app.support_accesses x
     where x.workspace_id = app.current_workspace() and x.id = p_id
       for update;
    if not found then
        return;
    elsif app.support_status(a.approved, a.ended_at, a.expires_at) <> 'requested' then
        perform app.fail(409, 'support_closed', 'This has been decided already.');
    elsif p_approve then
        perform app.require_recent_proof();
    end if;

    update app.support_accesses x
       set approved = p_approve, decided_by = app.current_person(), decided_at = now(),
           expires_at = now() + interval '30 minutes', updated_at = now()
     where x.workspace_id = a.workspace_id and x.id = a.id
    returning x.* into a;
    perform app.audit(case when p_approve then 'support.approved' else 'support.declined' end,
                      'support_access', a.id, jsonb_build_object('admin_id', a.admin_id));
    if p_approve then
        perform app.owner_mail(a.workspace_id, 'support_started', jsonb_build_object(
            'admin', app.name_of(a.admin_id), 'by', app.name_of(a.decided_by),
            'reason', a.reason, 'until', to_char(a.expires_at, 'HH24:MI "UTC"')));
    end if;
    return next a;
end
$$;

-- Ends it before its time: an owner, or the administrator who has it.
create function app.end_support(p_id uuid) returns setof app.support_accesses
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    a app.support_accesses;
begin
    select x.* into a from app.support_accesses x
     where x.id = p_id
       and (x.workspace_id = app.current_workspace()
            or x.admin_id = app.current_person()
               and current_setting('app.role', true) = 'admin')
       for update;
    if not found then
        return;
    elsif app.support_status(a.approved, a.ended_at, a.expires_at)
          not in ('requested', 'active') then
        perform app.fail(409, 'support_closed', 'This is over already.');
    end if;
    update app.support_accesses x set ended_at = now(), updated_at = now()
     where x.workspace_id = a.workspace_id and x.id = a.id
    returning x.* into a;
    perform app.audit('support.ended', 'support_access', a.id, p_workspace => a.workspace_id);
    return next a;
end
$$;

-- begin_request has found no membership. Each request of an administrator leaves an
-- entry that names the owner who consented, and can write nothing after that.
create function app.begin_support(p_user uuid, p_workspace uuid) returns text
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    a app.support_accesses;
begin
    select x.* into a
      from app.support_accesses x
      join app.users u on u.id = x.admin_id and u.is_admin
     where x.workspace_id = p_workspace and x.admin_id = p_user
       and x.approved and x.ended_at is null and x.expires_at > now()
     limit 1;
    if not found then
        return '';
    end if;
    perform set_config('app.role', 'support', true),
            set_config('app.scope', 'all', true),
            set_config('app.actor_kind', 'admin', true),
            set_config('app.on_behalf_of', a.decided_by::text, true);
    perform app.audit('support.read', 'support_access', a.id);
    perform set_config('transaction_read_only', 'on', true);
    return 'support';
end
$$;

create policy support_select on app.workspaces for select to ss_app
    using (id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (select current_setting('app.role', true)) = 'support');

-- As it was, but for who is no member.
create or replace function app.begin_request(p_session uuid, p_user uuid,
    p_workspace uuid, p_roles int, p_request_id text, p_ip_prefix text default null)
returns text
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    member_role text;
begin
    select case when p_roles = 0 then 'user' else coalesce(m.role, '') end
           || left(set_config('app.workspace_id',
                              case when p_roles = 0 then '' else p_workspace::text end, true)
                || set_config('app.user_id', s.user_id::text, true)
                || set_config('app.session_id', s.id::text, true)
                || set_config('app.request_id', coalesce(p_request_id, ''), true)
                || set_config('app.ip_prefix', coalesce(p_ip_prefix, ''), true)
                || set_config('app.actor_kind', 'member', true)
                || set_config('app.scope', case when p_roles = 0 then ''
                                           else coalesce(m.scope, '') end, true)
                || set_config('app.role', case when p_roles = 0 then 'user'
                                          else coalesce(m.role, '') end, true), 0)
      into member_role
      from app.sessions s
      left join app.memberships m
        on m.workspace_id = p_workspace and m.user_id = s.user_id and m.active
     where s.id = p_session and s.user_id = p_user
       and s.revoked_at is null
       and s.idle_expires_at > now() and s.absolute_expires_at > now();

    if member_role = '' then
        member_role := app.begin_support(p_user, p_workspace);
    end if;
    if member_role is null then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    elsif member_role = '' then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    elsif p_roles <> 0 and p_roles & (case member_role when 'owner' then 1
                                      when 'member' then 2 else 4 end) = 0 then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    end if;
    return member_role;
end
$$;


grant select, insert, update on app.support_accesses to ss_gate;
grant update (member_limit, project_limit, suspended_at, rev) on app.workspaces to ss_gate;
grant select on app.sessions to ss_gate;
grant execute on function app.support_status(boolean, timestamptz, timestamptz) to ss_gate;

grant create on schema app to ss_gate;
alter function app.admin_set_user(uuid, text, text) owner to ss_gate;
alter function app.admin_set_workspace(uuid, int, jsonb) owner to ss_gate;
alter function app.count_projects(uuid) owner to ss_gate;
alter function app.platform_stats() owner to ss_gate;
alter function app.name_of(uuid) owner to ss_gate;
alter function app.request_support(uuid, uuid, text) owner to ss_gate;
alter function app.decide_support(uuid, boolean) owner to ss_gate;
alter function app.end_support(uuid) owner to ss_gate;
alter function app.begin_support(uuid, uuid) owner to ss_gate;
revoke create on schema app from ss_gate;

grant execute on function app.admin_set_user(uuid, text, text),
    app.admin_set_workspace(uuid, int, jsonb), app.count_projects(uuid),
    app.platform_stats(), app.request_support(uuid, uuid, text) to ss_admin;
grant execute on function app.decide_support(uuid, boolean) to ss_app;
grant execute on function app.name_of(uuid), app.end_support(uuid) to ss_app, ss_admin;
