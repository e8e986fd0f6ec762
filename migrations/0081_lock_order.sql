-- One order of locks for all writers, so that none waits in a circle:
--
--   link, project, tasks by id, counters of projects by id, comments by id,
--   conversations by id, clients by id, the guest's link, workspace, audit chain
--
-- The workspace's row is locked by the log, so the log comes last: a trigger that
-- changes more rows has a name before "log". Who changes rows of a later kind below a
-- row of an earlier one (a project that is hidden, a client that is deleted) locks them
-- all first.

alter trigger show_below on app.projects rename to below;
alter trigger show_talk on app.projects rename to follow;
alter trigger show_nothing on app.projects rename to forget;
alter trigger show_below on app.tasks rename to below;
alter trigger show_talk on app.tasks rename to follow;
alter trigger show_nothing on app.tasks rename to forget;
alter trigger trash on app.clients rename to follow;
alter trigger shut on app.share_links rename to close;

-- A change that names a column of a key locks the row against everybody who refers to it,
-- even when the value stays. A code is referred to by nobody, and a partial index is no key.
alter table app.projects drop constraint projects_code_key;
create unique index projects_code_key on app.projects (workspace_id, code)
    where code is not null;

-- What a conversation is to be about: nobody hides it meanwhile. With a client, this is
-- the beginning of a conversation, whose first message needs the client and the link.
create function app.lock_place(p_project uuid, p_task uuid, p_client uuid default null)
returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid := app.current_workspace();
    project uuid;
begin
    if p_task is not null then
        select t.project_id into project from app.tasks t
         where t.workspace_id = ws and t.id = p_task
           for no key update;
    end if;
    project := coalesce(project, p_project);
    if project is not null then
        perform from app.project_counters c
          where c.workspace_id = ws and c.project_id = project
            for no key update;
    end if;
    if p_client is not null then
        perform from app.clients c
          where c.workspace_id = ws and c.id = p_client
            for no key update;
        perform from app.share_links l
          where l.workspace_id = ws
            and l.id = nullif(current_setting('app.link_id', true), '')::uuid
            for no key update;
    end if;
end
$$;

-- What changes with tasks that are locked already, with a project, or with a client.
create function app.lock_below(p_tasks uuid[], p_project uuid default null,
                               p_client uuid default null) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid := app.current_workspace();
    talks uuid[];
begin
    perform from app.comments c
      where c.workspace_id = ws and c.task_id = any (p_tasks)
      order by c.id
        for no key update;
    talks := array(
        select c.id from app.conversations c
         where c.workspace_id = ws and c.task_id = any (p_tasks) and c.deleted_at is null
        union
        select c.id from app.conversations c
         where c.workspace_id = ws and c.project_id = p_project and c.deleted_at is null
        union
        select c.id from app.conversations c
         where c.workspace_id = ws and c.client_id = p_client);
    perform from app.conversations c
      where c.workspace_id = ws and c.id = any (talks)
      order by c.id
        for no key update;
    perform from app.clients k
      where k.workspace_id = ws and (k.id = p_client or k.id in (
            select c.client_id from app.conversations c
             where c.workspace_id = ws and c.id = any (talks)))
      order by k.id
        for no key update;
end
$$;

create or replace function app.show_below_project() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform from app.tasks t
      where t.workspace_id = new.workspace_id and t.project_id = new.id
        and (t.visibility = 'client' or t.visibility_inherited)
      order by t.id
        for no key update;
    perform from app.project_counters c
      where c.workspace_id = new.workspace_id and c.project_id = new.id
        for no key update;
    perform app.lock_below(array(
                select t.id from app.tasks t
                 where t.workspace_id = new.workspace_id and t.project_id = new.id
                   and (t.visibility = 'client' or t.visibility_inherited)), new.id);

    perform set_config('app.quiet', 'on', true);
    update app.tasks t
       set visibility = new.visibility,
           visibility_inherited = new.visibility = 'internal'
               and (old.client_id is null or new.client_id is not distinct from old.client_id)
     where t.workspace_id = new.workspace_id and t.project_id = new.id
       and (t.visibility = 'client' or t.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;

create or replace function app.forget_client() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
begin
    perform set_config('app.quiet', 'on', true);
    if tg_table_name = 'projects' then
        perform from app.tasks t
          where t.workspace_id = new.workspace_id and t.project_id = new.id
          order by t.id
            for no key update;
        perform from app.comments c
          where c.workspace_id = new.workspace_id and c.visibility_inherited
            and c.task_id in (select t.id from app.tasks t
                               where t.workspace_id = new.workspace_id
                                 and t.project_id = new.id)
          order by c.id
            for no key update;
        update app.tasks t set visibility_inherited = false
         where t.workspace_id = new.workspace_id and t.project_id = new.id
           and t.visibility_inherited;
        update app.comments c set visibility_inherited = false
          from app.tasks t
         where t.workspace_id = new.workspace_id and t.project_id = new.id
           and c.workspace_id = t.workspace_id and c.task_id = t.id
           and c.visibility_inherited;
    elsif not exists (
          select from app.projects o
            join app.projects n on n.workspace_id = o.workspace_id
                               and n.client_id = o.client_id
           where o.workspace_id = new.workspace_id and o.id = old.project_id
             and n.id = new.project_id) then
        update app.comments c set visibility_inherited = false
         where c.workspace_id = new.workspace_id and c.task_id = new.id
           and c.visibility_inherited;
    end if;
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;

create or replace function app.show_talk_of_task() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    quiet text := coalesce(current_setting('app.quiet', true), '');
    client uuid := (select p.client_id from app.projects p
                     where p.workspace_id = new.workspace_id and p.id = new.project_id);
begin
    perform app.lock_below(array[new.id]);
    perform set_config('app.quiet', 'on', true);
    update app.conversations c set task_id = null
     where c.workspace_id = new.workspace_id and c.task_id = new.id
       and c.client_id is distinct from client;
    update app.conversations c set project_id = new.project_id
     where c.workspace_id = new.workspace_id and c.task_id = new.id
       and c.project_id <> new.project_id;
    update app.conversations c
       set visibility = new.visibility, visibility_inherited = new.visibility = 'internal'
     where c.workspace_id = new.workspace_id and c.task_id = new.id
       and (c.visibility = 'client' or c.visibility_inherited);
    perform set_config('app.quiet', quiet, true);
    return null;
end
$$;

-- As before, but what it is about is locked before it is looked at.
create or replace function app.place_conversation(inout c app.conversations)
language plpgsql as $$
declare
    task_project uuid;
    project_client uuid;
    task_shown text;
    project_shown text;
begin
    perform app.lock_place(c.project_id, c.task_id);
    if c.task_id is not null then
        select t.project_id, t.visibility into task_project, task_shown
          from app.tasks t
         where t.workspace_id = c.workspace_id and t.id = c.task_id
           and t.deleted_at is null;
        if not found or task_project <> coalesce(c.project_id, task_project) then
            perform app.fail(422, 'unknown_reference', 'There is no such task.', '/task_id');
        end if;
        c.project_id := task_project;
    end if;
    if c.project_id is not null then
        select p.client_id, p.visibility into project_client, project_shown
          from app.projects p
         where p.workspace_id = c.workspace_id and p.id = c.project_id
           and p.deleted_at is null;
        if not found or project_client is distinct from c.client_id then
            perform app.fail(422, 'unknown_reference',
                'There is no such project of this client.', '/project_id');
        end if;
    end if;
    if c.visibility = 'client' and 'internal' in (project_shown, task_shown) then
        perform app.fail(409, 'inherited',
            'The client cannot see it: its project or task is internal.', '/visibility');
    end if;
    c.visibility_inherited := false;
end
$$;

create or replace function app.create_conversation(p_id uuid, p_data jsonb)
returns setof app.conversation_rows
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    client uuid := (p_data->>'client_id')::uuid;
begin
    perform app.lock_place((p_data->>'project_id')::uuid, (p_data->>'task_id')::uuid, client);
    if not exists (
            select from app.clients c
             where c.workspace_id = ws and c.id = client and c.deleted_at is null) then
        perform app.fail(422, 'unknown_reference', 'There is no such client.', '/client_id');
    end if;
    insert into app.conversations (workspace_id, id, client_id, project_id, task_id,
                                   subject, visibility, assignee_id, created_by)
    values (ws, p_id, client, (p_data->>'project_id')::uuid, (p_data->>'task_id')::uuid,
            p_data->>'subject', p_data->>'visibility', (p_data->>'assignee_id')::uuid,
            app.current_person());
    if p_data ? 'message' then
        perform app.create_message(app.uuid7(), p_id, p_data->>'visibility',
                                   p_data->>'message');
    end if;
    return query
    select * from app.conversation_rows r where r.workspace_id = ws and r.id = p_id;
end
$$;

create or replace function app.update_conversation(p_id uuid, p_rev int, p_data jsonb)
returns setof app.conversation_rows
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
begin
    perform app.lock_place(
                case when p_data ? 'project_id' then (p_data->>'project_id')::uuid
                else c.project_id end,
                case when p_data ? 'task_id' then (p_data->>'task_id')::uuid
                     when p_data ? 'project_id' then null
                else c.task_id end)
       from app.conversations c
      where c.workspace_id = ws and c.id = p_id and c.rev = p_rev;
    update app.conversations c
       set subject = coalesce(p_data->>'subject', c.subject),
           visibility = coalesce(p_data->>'visibility', c.visibility),
           project_id = case
               when p_data ? 'project_id' then (p_data->>'project_id')::uuid
               else c.project_id end,
           task_id = case
               when p_data ? 'task_id' then (p_data->>'task_id')::uuid
               when p_data ? 'project_id' then null
               else c.task_id end
     where c.workspace_id = ws and c.id = p_id and c.rev = p_rev and c.deleted_at is null;
    if found then
        return query
        select * from app.conversation_rows r where r.workspace_id = ws and r.id = p_id;
    end if;
end
$$;

create or replace function app.create_portal_conversation(p_id uuid, p_subject text,
                                                          p_body text)
returns setof app.portal_conversations
language plpgsql as $$
declare
    client uuid := app.portal_client();
    project uuid := nullif(current_setting('app.link_project', true), '')::uuid;
    task uuid := nullif(current_setting('app.link_task', true), '')::uuid;
begin
    if client is null then
        perform app.fail(409, 'no_client', 'This project belongs to no client so far.');
    end if;
    perform app.lock_place(project, task, client);
    insert into app.conversations (workspace_id, id, client_id, project_id, task_id, subject,
                                   visibility, created_by)
    values (app.current_workspace(), p_id, client, project, task, p_subject, 'client',
            app.current_person());
    perform app.create_portal_message(app.uuid7(), p_id, p_body);
    return query
    select * from app.portal_conversations c
     where c.workspace_id = app.current_workspace() and c.id = p_id;
end
$$;

-- To the trash, with all that was said: what is said just now comes first, or not at all.
create function app.delete_client(p_id uuid, p_rev int) returns setof uuid
language plpgsql as $$
begin
    perform app.lock_below('{}', null, p_id);
    return query
    update app.clients c set deleted_at = now()
     where c.workspace_id = app.current_workspace() and c.id = p_id
       and c.deleted_at is null and c.rev = p_rev
    returning c.id;
end
$$;

-- Bulk: what will be needed is locked before the first operation writes its log.
create or replace function app.tasks_bulk(p_body jsonb)
returns table (op text, id uuid, status int, rev int, code text, detail text)
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    ops jsonb := p_body->'ops';
    atomic boolean := coalesce((p_body->>'atomic')::boolean, true);
    tasks uuid[];
    one jsonb;
    state text;
    place text;
begin
    if jsonb_array_length(ops) > 100 then
        perform app.fail(422, 'too_many', 'At most 100 operations at a time.', '/ops');
    end if;

    tasks := array(select (x->>'id')::uuid from jsonb_array_elements(ops) x
                    where x ? 'id');
    if exists (select from jsonb_array_elements(ops) x where x->'data' ? 'project_id') then
        -- Another project is another key of the row, which takes the strongest lock.
        perform from app.tasks t
          where t.workspace_id = ws and t.id = any (tasks)
          order by t.id
            for update;
    else
        perform from app.tasks t
          where t.workspace_id = ws and t.id = any (tasks)
          order by t.id
            for no key update;
    end if;
    perform from app.project_counters c
      where c.workspace_id = ws
        and c.project_id = any (array(
                select coalesce(x->>'project_id', x->'data'->>'project_id')::uuid
                  from jsonb_array_elements(ops) x
                union
                select t.project_id from app.tasks t
                 where t.workspace_id = ws and t.id = any (tasks)))
      order by c.project_id
        for no key update;
    perform app.lock_below(tasks)
      where exists (select from jsonb_array_elements(ops) x
                     where x->'data' ?| array['visibility', 'project_id']);

    for i in 0 .. jsonb_array_length(ops) - 1 loop
        one := ops->i;
        op := one->>'op';
        code := null;
        detail := null;
        begin
            select x.id, x.status, x.rev into id, status, rev from app.task_bulk_op(one) x;
        exception when others then
            get stacked diagnostics state = returned_sqlstate, code = message_text,
                                    detail = pg_exception_detail, place = constraint_name;
            id := (one->>'id')::uuid;
            rev := null;
            status := case when state like 'SS___' then substr(state, 3)::int
                      when state = '23505' then 409 else 422 end;
            if state = '23503' then
                code := 'unknown_reference';
                detail := 'The record that ' || coalesce(
                    substring(place from '^tasks_(.*)_fkey$'), 'a value')
                    || ' refers to does not exist.';
            elsif state = '23505' then
                code := 'duplicate';
                detail := 'A record with this value exists already.';
            elsif state = '23514' or state like '22%' then
                code := 'invalid_value';
                detail := 'A value is not allowed here.';
            elsif state not like 'SS%' then
                raise;
            end if;
            if atomic then
                perform app.fail(status, code, detail, '/ops/' || i);
            end if;
        end;
        return next;
    end loop;
end
$$;

create function app.refuse_client() returns void
language plpgsql as $$
begin
    raise foreign_key_violation using
        message = 'there is no such client', schema = 'app', table = 'projects',
        constraint = 'projects_client_id_fkey';
end
$$;

-- A project that goes to another client: that client is looked at last, as a trigger
-- after the change. A new project has nothing below it.
create or replace function app.touch_project() returns trigger
language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (new.client_id, new.code, new.name, new.description, new.status, new.health,
            new.start_on, new.due_on, new.budget_minutes, new.budget_minor, new.billing,
            new.visibility, new.deleted_at)
           is not distinct from
           (old.client_id, old.code, old.name, old.description, old.status, old.health,
            old.start_on, old.due_on, old.budget_minutes, old.budget_minor, old.billing,
            old.visibility, old.deleted_at) then
            return new;
        end if;
        new.rev := old.rev + 1;
        if new.updated_at = old.updated_at then
            new.updated_at := now();
        end if;
        if new.status = 'archived' and old.status <> 'archived' then
            new.archived_from := old.status;
            new.archived_at := new.updated_at;
        elsif new.status <> 'archived' then
            new.archived_from := null;
            new.archived_at := null;
        end if;
        new.purge_after := new.deleted_at + interval '1 year';
    elsif new.code is null then
        -- one after the other, so that each sees the codes before its own
        perform pg_advisory_xact_lock(hashtextextended(new.workspace_id::text, 2));
        new.code := app.project_code(new.workspace_id, new.name);
    end if;

    -- Asked here too: afterwards, its client is one that a listed member sees.
    if new.client_id is not null
       and (tg_op = 'INSERT' or new.client_id is distinct from old.client_id)
       and not exists (select from app.clients c
                        where c.workspace_id = new.workspace_id and c.id = new.client_id
                          and c.deleted_at is null) then
        perform app.refuse_client();
    end if;

    new.search := to_tsvector('simple', new.code || ' ' || new.name || ' ' || new.description);
    return new;
end
$$;

create function app.live_client() returns trigger
language plpgsql as $$
begin
    perform from app.clients c
      where c.workspace_id = new.workspace_id and c.id = new.client_id
        and c.deleted_at is null
        for share;
    if not found then
        perform app.refuse_client();
    end if;
    return null;
end
$$;
create trigger live_client after insert on app.projects
    for each row when (new.client_id is not null) execute function app.live_client();
create trigger live_client_change after update of client_id on app.projects
    for each row when (new.client_id is not null
                       and new.client_id is distinct from old.client_id)
    execute function app.live_client();

-- Members who leave, and workspaces that close: memberships one after the other.
create function app.lock_leaving(p_workspace uuid, p_user uuid) returns void
language plpgsql as $$
begin
    perform app.lock_members(p_workspace);
    perform from app.api_keys k
      where k.workspace_id = p_workspace and k.created_by = p_user
      order by k.id
        for no key update;
    perform from app.tasks t
      where t.workspace_id = p_workspace and t.assignee_id = p_user
      order by t.id
        for no key update;
    perform from app.conversations c
      where c.workspace_id = p_workspace and c.assignee_id = p_user
      order by c.id
        for no key update;
end
$$;

create or replace function app.remove_member(p_user uuid, p_rev int) returns setof uuid
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.lock_leaving(app.current_workspace(), p_user);
    return query
    delete from app.memberships m
     where m.workspace_id = app.current_workspace() and m.user_id = p_user
       and m.rev = coalesce(p_rev, m.rev)
    returning m.user_id;
end
$$;

-- The log will take this lock anyway: two who join at once are not to hold a weaker one.
create or replace function app.join_workspace() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    select w.suspended_at is null and w.deleted_at is null into new.active
      from app.workspaces w
     where w.id = new.workspace_id
       for no key update;
    return new;
end
$$;

create or replace function app.set_member_projects(p_user uuid, p_scope text, p_projects jsonb)
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
       for no key update;
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

create or replace function app.delete_workspace(p_rev int)
returns sETOF uuid
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid := app.current_workspace();
begin
    perform app.require_recent_proof();
    perform app.lock_members(ws);
    update app.workspaces w
       set deleted_at = now(), purge_after = now() + interval '30 days'
     where w.id = ws and w.rev = p_rev and w.deleted_at is null;
    if found then
        perform app.audit('workspace.closed', 'workspace', ws);
        perform app.owner_mail(ws, 'workspace_closed', jsonb_build_object(
            'by', (select u.name from app.users u where u.id = app.current_person()),
            'until', to_char(now() + interval '30 days', 'FMDD FMMonth YYYY')));
        return next ws;
    end if;
end
$$;

create or replace function app.restore_workspace(p_id uuid)
returns table (id uuid, name text, slug text, role text, rev int,
               created_at timestamptz, updated_at timestamptz)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    perform app.lock_members(p_id);
    update app.workspaces w set deleted_at = null, purge_after = null
     where w.id in (select c.id from app.closed_workspaces() c where c.id = p_id);
    if found then
        perform app.audit('workspace.restored', 'workspace', p_id, p_workspace => p_id);
        return query
            select w.id, w.name::text, w.slug, 'owner'::text, w.rev, w.created_at,
                   w.updated_at
              from app.workspaces w
             where w.id = p_id;
    end if;
end
$$;

create or replace function app.admin_set_workspace(p_id uuid, p_rev int, p_data jsonb)
returns sETOF app.workspaces
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    w app.workspaces;
    closed boolean := (p_data->>'suspended')::boolean;
begin
    perform app.lock_members(p_id);
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

create or replace function auth.sign_in(p_user uuid, p_session uuid, p_method text,
    p_remember boolean, p_device bytea)
returns table ("user" jsonb, second_factor boolean)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    account app.users;
begin
    select u.* into account from app.users u where u.id = p_user for no key update;
    if account.id is null or account.disabled_at is not null
       or account.purge_after <= now() then
        perform app.fail(401, 'invalid_credentials', 'The address or the password is wrong.');
    end if;

    if p_method <> 'second_factor' and exists (
           select from auth.second_factors f
            where f.user_id = p_user and f.confirmed_at is not null) then
        return query select null::jsonb, true;
        return;
    end if;

    perform set_config('app.user_id', p_user::text, true);
    if account.deleted_at is not null then
        perform app.lock_members(m.workspace_id)
           from (select x.workspace_id from app.memberships x
                  where x.user_id = p_user and x.role = 'owner'
                  order by x.workspace_id) m;
        update app.users u set deleted_at = null, purge_after = null where u.id = p_user;
        update app.workspaces w set deleted_at = null, purge_after = null
         where w.deleted_at = account.deleted_at and exists (
               select from app.memberships m
                where m.workspace_id = w.id and m.user_id = p_user and m.role = 'owner');
        perform app.audit('account.restored', 'user', p_user, p_actor => p_user);
        perform auth.notice(p_user, 'Your account is open again, because you have signed in.');
    end if;

    -- At most 20 live ones, this one included; the oldest go.
    update app.sessions s set revoked_at = now()
     where s.id in (
         select x.id from app.sessions x
          where x.user_id = p_user and x.revoked_at is null
            and x.idle_expires_at > now() and x.absolute_expires_at > now()
          order by x.created_at desc, x.id desc offset 19);
    perform auth.add_session(p_session, p_user,
        left(nullif(current_setting('app.user_agent', true), ''), 255),
        nullif(current_setting('app.ip_prefix', true), ''), p_remember);
    perform auth.keep_device(p_user, p_device);
    perform app.audit('login.ok', 'session', p_session, jsonb_build_object('by', p_method),
                      p_actor => p_user, p_actor_kind => 'member');

    return query select auth.person(p_user), false;
end
$$;

create or replace function app.purge_accounts(p_limit int)
returns integer
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    gone app.users;
    nobody text;
    n int := 0;
begin
    for gone in
        select u.* from app.users u
         where u.purge_after < now() order by u.purge_after limit p_limit
           for update skip locked
    loop
        perform app.lock_leaving(m.workspace_id, gone.id)
           from (select x.workspace_id from app.memberships x
                  where x.user_id = gone.id order by x.workspace_id) m;
        nobody := 'deleted-' || gone.id || '@smartstack.invalid';
        delete from auth.credentials c where c.user_id = gone.id;
        delete from auth.one_time_tokens t where t.user_id = gone.id;
        delete from auth.second_factors f where f.user_id = gone.id;
        delete from auth.identities i where i.user_id = gone.id;
        delete from auth.oidc_transactions o where o.user_id = gone.id;
        delete from auth.registrations r where r.email = gone.email;
        delete from auth.devices d where d.user_id = gone.id;
        delete from app.sessions s where s.user_id = gone.id;
        delete from app.exports e where e.user_id = gone.id;
        delete from app.jobs j where j.user_id = gone.id;
        delete from app.idempotency_keys k where k.caller = gone.id;
        delete from app.mail_outbox m where m.recipient = gone.email;
        delete from app.mail_suppressions m where m.address = gone.email;
        update app.invitations i set email = nobody where i.accepted_by = gone.id;
        delete from app.invitations i where i.email = gone.email;
        -- The only owner stays until the workspace goes, which it is about to.
        delete from app.memberships m
         where m.user_id = gone.id and (m.role <> 'owner' or exists (
               select from app.memberships x
                where x.workspace_id = m.workspace_id and x.role = 'owner'
                  and x.user_id <> m.user_id));
        update app.users u
           set email = nobody, name = 'Deleted person', locale = 'en', time_zone = 'UTC',
               is_admin = false, disabled_at = now(), purge_after = null
         where u.id = gone.id;
        perform app.audit('account.purged', 'user', gone.id, p_actor_kind => 'system');
        n := n + 1;
    end loop;
    return n;
end
$$;

-- A network that a key comes from the first time is noted when the request is over: the
-- audit chain is the last lock.
create function app.note_network() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.audit('api_key.new_network', 'api_key', new.id, p_workspace => new.workspace_id);
    return null;
end
$$;
create constraint trigger note_network after update of seen_in on app.api_keys
    deferrable initially deferred
    for each row when (cardinality(old.seen_in) > 0 and new.seen_in <> old.seen_in)
    execute function app.note_network();

create or replace function app.touch_key(p_key app.api_keys, p_ip_prefix text)
returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    known boolean := p_ip_prefix is null or p_ip_prefix = any (p_key.seen_in);
begin
    update app.api_keys x
       set last_used_at = now(),
           seen_in = case when known then x.seen_in
                     else (array[p_ip_prefix] || x.seen_in)[1:20] end
     where (x.workspace_id, x.id) in (
           select y.workspace_id, y.id from app.api_keys y
            where y.workspace_id = p_key.workspace_id and y.id = p_key.id
              for no key update skip locked);
end
$$;

-- Who only looks at the portal is seen, once an hour: the link first, then the guest.
create or replace function app.begin_guest(p_session_hash bytea, p_link uuid,
    p_permissions int, p_request_id text, p_ip_prefix text)
returns text
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

    if s.user_id is null and s.last_seen_at < now() - interval '1 hour'
       and p_permissions & 1 <> 0 then
        update app.share_links x set last_used_at = now()
         where x.workspace_id = l.workspace_id and x.id = l.id;
        update app.link_sessions x
           set last_seen_at = now(),
               expires_at = least(l.expires_at, now() + interval '7 days')
         where x.workspace_id = s.workspace_id and x.id = s.id
           and x.last_seen_at = s.last_seen_at;
        if found then
            perform app.note_access(l.workspace_id, l.id, s.id, 'seen', null, s.agent);
        end if;
    end if;
    return allowed;
end
$$;

grant select (workspace_id, id), update (last_used_at) on app.share_links to ss_history;
grant update (assignee_id) on app.conversations to ss_gate;

grant execute on function app.lock_place(uuid, uuid, uuid) to ss_app, ss_guest;
grant execute on function app.lock_below(uuid[], uuid, uuid), app.delete_client(uuid, int),
    app.live_client(), app.refuse_client() to ss_app;
grant execute on function app.current_workspace() to ss_history;
grant execute on function app.lock_leaving(uuid, uuid) to ss_gate;

grant create on schema app to ss_gate, ss_history;
alter function app.lock_place(uuid, uuid, uuid) owner to ss_history;
alter function app.lock_below(uuid[], uuid, uuid) owner to ss_history;
alter function app.note_network() owner to ss_gate;
revoke create on schema app from ss_gate, ss_history;
