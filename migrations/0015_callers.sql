-- Who asks: a member, a person without a workspace, a guest, an administrator, or
-- nobody. The first statement of each batch proves it and makes the settings that
-- policies and triggers read, for one transaction. How API keys and share links are
-- proved is told where they are made.
--
--   app.workspace_id, app.user_id, app.session_id, app.request_id, app.role
--   app.ip_prefix     network of the caller, for the audit log
--   app.actor_kind    member, client, admin or key
--   app.scope         'listed': only the projects that the member is listed for
--   app.key_id, app.link_id, app.guest_id, app.on_behalf_of    where they apply

alter table app.memberships add column scope text not null default 'all'
    constraint memberships_scope_check check (scope in ('all', 'listed'));

-- Who acts: the guest of a link, or the person.
create or replace function app.current_person() returns uuid
language sql stable parallel safe
return coalesce(nullif(current_setting('app.guest_id', true), ''),
                nullif(current_setting('app.user_id', true), ''))::uuid;

create or replace function app.actor_kind() returns text
language sql stable parallel safe
return coalesce(nullif(current_setting('app.actor_kind', true), ''),
                case when app.current_person() is null then 'system' else 'member' end);

-- As it was, but for the two lines that say who acted.
create or replace function app.log_task() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    op text := 'update';
    kind text := 'task.updated';
    changed text[] := '{}';
    actor uuid := coalesce(nullif(current_setting('app.guest_id', true), ''),
                           nullif(current_setting('app.user_id', true), ''))::uuid;
    actor_kind text := coalesce(nullif(current_setting('app.actor_kind', true), ''),
                                case when actor is null then 'system' else 'member' end);
    request text := nullif(current_setting('app.request_id', true), '');
begin
    if tg_op = 'INSERT' then
        op := 'insert';
        kind := 'task.created';
    elsif new.rev = old.rev then
        return null;
    else
        changed := array_remove(array[
            case when new.project_id <> old.project_id then 'project_id' end,
            case when new.column_id <> old.column_id then 'column_id' end,
            case when new.title <> old.title then 'title' end,
            case when new.description <> old.description then 'description' end,
            case when new.status <> old.status then 'status' end,
            case when new.priority <> old.priority then 'priority' end,
            case when new.assignee_id is distinct from old.assignee_id then 'assignee_id' end,
            case when new.start_on is distinct from old.start_on then 'start_on' end,
            case when new.due_at is distinct from old.due_at then 'due_at' end,
            case when new.estimate_minutes is distinct from old.estimate_minutes
                 then 'estimate_minutes' end,
            case when new.rank <> old.rank then 'rank' end,
            case when new.visibility <> old.visibility then 'visibility' end,
            case when new.completed_at is distinct from old.completed_at
                 then 'completed_at' end], null);

        if new.deleted_at is not null and old.deleted_at is null then
            op := 'delete';
            kind := 'task.deleted';
        elsif new.deleted_at is null and old.deleted_at is not null
              or current_setting('app.restoring', true) = 'on' then
            op := 'restore';
            kind := 'task.restored';
        elsif new.status = 'done' and old.status <> 'done' then
            kind := 'task.completed';
        elsif new.status <> 'done' and old.status = 'done' then
            kind := 'task.reopened';
        elsif new.column_id <> old.column_id or new.rank <> old.rank then
            kind := 'task.moved';
        end if;
    end if;

    with h as (
        insert into app.task_history (workspace_id, task_id, rev, op, changed, "row",
                                      actor_id, actor_kind, request_id, at)
        values (new.workspace_id, new.id, new.rev, op, changed,
                jsonb_build_object(
                    'project_id', new.project_id, 'column_id', new.column_id,
                    'title', new.title, 'description', new.description,
                    'status', new.status, 'priority', new.priority,
                    'assignee_id', new.assignee_id, 'start_on', new.start_on,
                    'due_at', new.due_at, 'estimate_minutes', new.estimate_minutes,
                    'rank', new.rank, 'visibility', new.visibility,
                    'completed_at', new.completed_at),
                actor, actor_kind, request, new.updated_at)
    ), w as (
        update app.workspaces x set event_seq = x.event_seq + 1
         where x.id = new.workspace_id returning x.event_seq)
    insert into app.events (workspace_id, seq, kind, entity_type, entity_id, entity_rev,
                            project_id, task_id, audience, actor_kind, actor_id,
                            request_id, payload, at)
    select new.workspace_id, w.event_seq, kind, 'task', new.id, new.rev, new.project_id,
           new.id, new.visibility, actor_kind, actor, request,
           jsonb_build_object('title', new.title, 'number', new.number,
                              'changed', changed), new.updated_at
      from w;
    return null;
end
$$;

-- The sixth parameter has a default: a server of the version before sends five.
drop function app.begin_request(uuid, uuid, uuid, int, text);
create function app.begin_request(p_session uuid, p_user uuid, p_workspace uuid,
    p_roles int, p_request_id text, p_ip_prefix text default null) returns text
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

    if member_role is null then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    elsif member_role = '' then
        perform app.fail(404, 'not_found', 'There is nothing at this address.');
    elsif p_roles <> 0 and p_roles & (case member_role when 'owner' then 1 else 2 end) = 0 then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    end if;
    return member_role;
end
$$;

-- An administrator of the platform, who is in no workspace.
create function app.begin_admin(p_session uuid, p_user uuid, p_request_id text,
    p_ip_prefix text) returns text
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    admin boolean;
begin
    select u.is_admin into admin
      from app.sessions s
      join app.users u on u.id = s.user_id
     where s.id = p_session and s.user_id = p_user
       and s.revoked_at is null
       and s.idle_expires_at > now() and s.absolute_expires_at > now();

    if admin is null then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    elsif not admin then
        perform app.fail(403, 'role_not_allowed', 'Your role does not allow this.');
    end if;

    perform set_config('app.user_id', p_user::text, true),
            set_config('app.session_id', p_session::text, true),
            set_config('app.request_id', coalesce(p_request_id, ''), true),
            set_config('app.ip_prefix', coalesce(p_ip_prefix, ''), true),
            set_config('app.actor_kind', 'admin', true),
            set_config('app.role', 'admin', true);
    return 'admin';
end
$$;

-- Nobody who is signed in: what the audit log keeps, and no more.
create function auth.begin_public(p_request_id text, p_ip_prefix text, p_agent text)
returns text
language sql
begin atomic
    select 'public'
           || left(set_config('app.request_id', coalesce(p_request_id, ''), true)
                || set_config('app.ip_prefix', coalesce(p_ip_prefix, ''), true)
                || set_config('app.user_agent', coalesce(p_agent, ''), true), 0);
end;

-- Handlers of signed-in people that touch credentials run as ss_auth.
grant execute on function app.begin_request(uuid, uuid, uuid, int, text, text)
    to ss_app, ss_auth;
grant execute on function app.begin_admin(uuid, uuid, text, text) to ss_admin;
grant execute on function auth.begin_public(text, text, text) to ss_auth;

grant create on schema app to ss_gate;
alter function app.begin_request(uuid, uuid, uuid, int, text, text) owner to ss_gate;
alter function app.begin_admin(uuid, uuid, text, text) owner to ss_gate;
revoke create on schema app from ss_gate;

-- What the other roles share with ss_app: errors, readiness, idempotency keys.
grant usage on schema app to ss_guest, ss_admin, ss_worker;
grant usage on schema meta to ss_guest, ss_admin, ss_worker;
grant select on meta.migrations to ss_guest, ss_admin, ss_worker;
grant execute on function app.check_deployment() to ss_guest, ss_admin, ss_worker;
grant execute on function app.current_person(), app.fail(int, text, text, text),
    app.begin_idempotent(text, bytea, text), app.replay_idempotent(text)
    to ss_guest, ss_admin;
grant execute on function app.fail(int, text, text, text) to ss_worker;

alter policy own_select on app.idempotency_keys to ss_app, ss_admin;
alter policy own_insert on app.idempotency_keys to ss_app, ss_admin;
alter policy own_update on app.idempotency_keys to ss_app, ss_admin;
alter policy own_delete on app.idempotency_keys to ss_app, ss_admin;
create policy guest_select on app.idempotency_keys for select to ss_guest
    using (caller = (select nullif(current_setting('app.guest_id', true), '')::uuid));
create policy guest_insert on app.idempotency_keys for insert to ss_guest
    with check (caller = (select nullif(current_setting('app.guest_id', true), '')::uuid));
create policy guest_update on app.idempotency_keys for update to ss_guest
    using (caller = (select nullif(current_setting('app.guest_id', true), '')::uuid))
    with check (caller = (select nullif(current_setting('app.guest_id', true), '')::uuid));
create policy guest_delete on app.idempotency_keys for delete to ss_guest
    using (caller = (select nullif(current_setting('app.guest_id', true), '')::uuid));
grant select, insert, update, delete on app.idempotency_keys to ss_guest, ss_admin;
