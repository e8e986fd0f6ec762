-- The people of a workspace: roles, and members who see only listed projects.
-- All of it is written by functions, for callers whose role begin_request has checked,
-- and each change makes its entry in the audit log.
--
-- Who changes who belongs to a workspace takes app.lock_members first, before any row,
-- so that two of them cannot wait for each other.

alter table app.memberships add column rev int not null default 1,
    add constraint memberships_owner_check check (role = 'member' or scope = 'all');

-- null is no limit. Like all of this table without checks (0006_rules.sql).
alter table app.workspaces add column member_limit int, add column project_limit int;


-- Members who see listed projects only -----------------------------------------

create table app.member_projects (
    workspace_id uuid not null,
    user_id      uuid not null,
    project_id   uuid not null,
    created_by   uuid,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, user_id, project_id),
    constraint member_projects_user_id_fkey
        foreign key (workspace_id, user_id) references app.memberships on delete cascade,
    constraint member_projects_project_id_fkey
        foreign key (workspace_id, project_id) references app.projects on delete cascade
);

alter table app.member_projects enable row level security, force row level security;
create policy tenant_select on app.member_projects for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
                or (select current_setting('app.role', true)) = 'owner'));
grant select on app.member_projects to ss_app;

-- The projects that the caller is limited to. An API key may be limited further:
-- begin_key has then put what is left into app.projects.
create function app.listed_projects() returns uuid[]
language sql stable
begin atomic
    select coalesce(nullif(current_setting('app.projects', true), '')::uuid[],
                    array(select m.project_id from app.member_projects m
                           where m.workspace_id = app.current_workspace()
                             and m.user_id = nullif(current_setting('app.user_id', true),
                                                    '')::uuid));
end;

-- And the clients of these.
create function app.listed_clients() returns uuid[]
language sql stable
begin atomic
    select array(select p.client_id from app.projects p
                  where p.workspace_id = app.current_workspace()
                    and p.id = any (app.listed_projects()));
end;

create function app.sees_task(p_task uuid) returns boolean
language sql stable
begin atomic
    select exists (select from app.tasks t
                    where t.workspace_id = app.current_workspace() and t.id = p_task);
end;

-- Whoever sees everything pays for one comparison a statement: "is not null" is taken
-- by the planner for nearly always true, so that no plan changes, and what stands
-- behind "or" is a function, so that no other table is opened.
do $$
declare
    everything constant text :=
        '(select 1 where current_setting(''app.scope'', true) = ''all'') is not null';
    projects constant text := 'any ((select app.listed_projects())::uuid[])';
    clients constant text := 'any ((select app.listed_clients())::uuid[])';
    t record;
begin
    for t in
        select * from (values
            ('projects',         'id = ' || projects),
            ('project_counters', 'project_id = ' || projects),
            ('project_history',  'project_id = ' || projects),
            ('board_columns',    'project_id = ' || projects),
            ('tasks',            'project_id = ' || projects),
            ('task_history',     'app.sees_task(task_id)'),
            ('comments',         'app.sees_task(task_id)'),
            ('comment_history',  'app.sees_task(("row" ->> ''task_id'')::uuid)'),
            ('clients',          'id = ' || clients),
            ('client_history',   'client_id = ' || clients),
            ('events',           'project_id = ' || projects
                || ' or project_id is null and (entity_type in (''workspace'', ''member'')'
                || ' or entity_type = ''client'' and entity_id = ' || clients || ')')
            ) x (name, listed)
    loop
        execute format('create policy listed_projects on app.%I as restrictive for all '
                       'to ss_app using (%s or %s)', t.name, everything, t.listed);
    end loop;
end
$$;

create function app.refuse_listed() returns trigger
language plpgsql as $$
begin
    perform app.fail(403, 'listed_projects_only', 'You work in listed projects only.');
end
$$;
create trigger refuse_listed before insert on app.projects for each row
    when (current_setting('app.scope', true) = 'listed')
    execute function app.refuse_listed();
create trigger refuse_listed before insert on app.clients for each row
    when (current_setting('app.scope', true) = 'listed')
    execute function app.refuse_listed();

grant execute on function app.listed_projects(), app.listed_clients(),
    app.sees_task(uuid) to ss_app;


-- Roles -------------------------------------------------------------------------

create function app.lock_members(p_workspace uuid) returns void
language sql volatile
begin atomic
    select pg_advisory_xact_lock(hashtextextended(p_workspace::text, 4));
end;

-- A workspace that is open has an owner, whoever changes or removes the row.
create function app.keep_owner() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.lock_members(old.workspace_id);
    if not exists (select from app.memberships m
                    where m.workspace_id = old.workspace_id and m.role = 'owner')
       and exists (select from app.workspaces w
                    where w.id = old.workspace_id and w.deleted_at is null) then
        perform app.fail(409, 'last_owner', 'A workspace must have an owner.');
    end if;
    return null;
end
$$;
create trigger keep_owner after delete on app.memberships
    for each row when (old.role = 'owner') execute function app.keep_owner();
create trigger keep_owner_change after update of role on app.memberships
    for each row when (old.role = 'owner' and new.role <> 'owner')
    execute function app.keep_owner();

create or replace function app.log_membership() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    m app.memberships := coalesce(new, old);
    what text := case tg_op when 'INSERT' then 'member.joined'
                            when 'DELETE' then 'member.removed'
                            else 'member.updated' end;
begin
    perform app.append_event(m.workspace_id, what, 'member', m.user_id, null, null, null,
        'internal', jsonb_build_object('role', m.role),
        case when tg_op = 'INSERT' then m.created_at else now() end);

    if tg_op = 'UPDATE' and new.role <> old.role then
        perform app.audit('member.role_changed', 'member', m.user_id,
            jsonb_build_object('from', old.role, 'to', new.role), m.workspace_id);
    elsif tg_op <> 'UPDATE' then
        perform app.audit(what, 'member', m.user_id,
            jsonb_build_object('role', m.role, 'scope', m.scope), m.workspace_id);
    end if;
    return null;
end
$$;
create trigger log_change after update on app.memberships for each row
    when (old.rev <> new.rev) execute function app.log_membership();
create trigger log_removal after delete on app.memberships
    for each row execute function app.log_membership();

create function app.set_member_role(p_user uuid, p_rev int, p_role text)
returns setof app.memberships
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    m app.memberships;
begin
    perform app.lock_members(app.current_workspace());
    update app.memberships x
       set role = p_role, rev = x.rev + (x.role <> p_role)::int, updated_at = now(),
           scope = case p_role when 'owner' then 'all' else x.scope end
     where x.workspace_id = app.current_workspace() and x.user_id = p_user
       and x.rev = p_rev
    returning x.* into m;
    if not found then
        return;
    end if;
    if p_role = 'owner' then
        delete from app.member_projects x
         where x.workspace_id = m.workspace_id and x.user_id = p_user;
    end if;
    return next m;
end
$$;

-- Its tasks lose their assignee; they are locked in the order of 0012_actions.sql.
create function app.remove_member(p_user uuid, p_rev int) returns setof uuid
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.lock_members(app.current_workspace());
    perform from app.tasks t
      where t.workspace_id = app.current_workspace() and t.assignee_id = p_user
      order by t.id
        for no key update;
    return query
    delete from app.memberships m
     where m.workspace_id = app.current_workspace() and m.user_id = p_user
       and m.rev = coalesce(p_rev, m.rev)
    returning m.user_id;
end
$$;

-- The ids of projects of this workspace; any other is refused, at pointer.
create function app.known_projects(p_projects jsonb, p_pointer text) returns uuid[]
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    wanted uuid[] := array(select distinct x::uuid
                             from jsonb_array_elements_text(
                                 case jsonb_typeof(p_projects) when 'array'
                                 then p_projects else '[]' end) x);
begin
    if (select count(*) from app.projects p
         where p.workspace_id = app.current_workspace() and p.id = any (wanted)
           and p.deleted_at is null
           and (current_setting('app.scope', true) = 'all'
                or p.id = any (app.listed_projects()))) < cardinality(wanted) then
        perform app.fail(422, 'unknown_reference', 'There is no such project.', p_pointer);
    end if;
    return wanted;
end
$$;

create function app.set_member_projects(p_user uuid, p_scope text, p_projects jsonb)
returns table (user_id uuid, role text, scope text, project_ids uuid[], rev int,
               created_at timestamptz)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    ws uuid := app.current_workspace();
    wanted uuid[] := app.known_projects(p_projects, '/project_ids');
    m app.memberships;
begin
    if p_scope = 'all' then
        wanted := '{}';
    end if;
    perform app.lock_members(ws);
    select x.* into m from app.memberships x
     where x.workspace_id = ws and x.user_id = p_user
       for update;
    if not found then
        return;
    elsif m.role = 'owner' and p_scope <> 'all' then
        perform app.fail(409, 'owner_sees_all', 'An owner sees all projects.');
    end if;

    delete from app.member_projects x
     where x.workspace_id = ws and x.user_id = p_user;
    insert into app.member_projects (workspace_id, user_id, project_id, created_by)
    select ws, p_user, p, app.current_person() from unnest(wanted) p;
    update app.memberships x
       set scope = p_scope, rev = x.rev + 1, updated_at = now()
     where x.workspace_id = ws and x.user_id = p_user
    returning x.* into m;
    perform app.audit('member.projects_changed', 'member', p_user,
                      jsonb_build_object('scope', p_scope, 'project_ids', wanted));
    return query select m.user_id, m.role, m.scope, wanted, m.rev, m.created_at;
end
$$;

-- The caller hands the workspace to another member and stays as a member.
create function app.transfer_ownership(p_user uuid) returns setof uuid
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid := app.current_workspace();
    me uuid := app.current_person();
begin
    perform app.require_recent_proof();
    perform app.lock_members(ws);
    perform from app.memberships m
       join app.users u on u.id = m.user_id
      where m.workspace_id = ws and m.user_id = p_user and m.user_id <> me
        and u.disabled_at is null and u.deleted_at is null;
    if not found then
        perform app.fail(422, 'unknown_reference', 'There is no such member.', '/member_id');
    end if;

    delete from app.member_projects x where x.workspace_id = ws and x.user_id = p_user;
    update app.memberships m
       set role = 'owner', scope = 'all', rev = m.rev + 1, updated_at = now()
     where m.workspace_id = ws and m.user_id = p_user and m.role <> 'owner';
    update app.memberships m set role = 'member', rev = m.rev + 1, updated_at = now()
     where m.workspace_id = ws and m.user_id = me and m.role = 'owner';
    if not found then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    end if;
    perform app.audit('workspace.ownership_transferred', 'member', p_user);
    perform app.send_mail(u.email, 'ownership_transferred', jsonb_build_object(
                'name', u.name, 'workspace', w.name, 'from', f.name, 'to', t.name))
       from app.users u, app.users f, app.users t, app.workspaces w
      where u.id in (me, p_user) and f.id = me and t.id = p_user and w.id = ws;
    return next ws;
end
$$;


grant select, insert, delete on app.member_projects to ss_gate;
grant update (role, scope, rev, updated_at), delete on app.memberships to ss_gate;
grant select on app.projects, app.tasks to ss_gate;
grant update (assignee_id) on app.tasks to ss_gate;   -- for a lock
grant execute on function app.lock_members(uuid), app.listed_projects(),
    app.current_workspace() to ss_gate;

grant create on schema app to ss_gate;
alter function app.keep_owner() owner to ss_gate;
alter function app.set_member_role(uuid, int, text) owner to ss_gate;
alter function app.remove_member(uuid, int) owner to ss_gate;
alter function app.known_projects(jsonb, text) owner to ss_gate;
alter function app.set_member_projects(uuid, text, jsonb) owner to ss_gate;
alter function app.transfer_ownership(uuid) owner to ss_gate;
revoke create on schema app from ss_gate;

grant execute on function app.set_member_role(uuid, int, text),
    app.remove_member(uuid, int), app.set_member_projects(uuid, text, jsonb),
    app.transfer_ownership(uuid) to ss_app;
