-- How a request begins: who asks, in which workspace, and whether the same request
-- was answered before.

-- What begin_request need not look up, because these keep it true: the sessions of a
-- disabled person are revoked, the memberships of a closed workspace inactive.
create function app.end_sessions() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    if new.disabled_at is not null or new.deleted_at is not null then
        update app.sessions s set revoked_at = now()
         where s.user_id = new.id and s.revoked_at is null;
    end if;
    return null;
end
$$;
create trigger end_sessions after update of disabled_at, deleted_at on app.users
    for each row execute function app.end_sessions();

create function app.close_workspace() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update app.memberships m set active = new.suspended_at is null and new.deleted_at is null
     where m.workspace_id = new.id;
    return null;
end
$$;
create trigger close_workspace after update of suspended_at, deleted_at on app.workspaces
    for each row execute function app.close_workspace();

create function app.join_workspace() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    select w.suspended_at is null and w.deleted_at is null into new.active
      from app.workspaces w
     where w.id = new.workspace_id
       for share;
    return new;
end
$$;
create trigger join_workspace before insert on app.memberships
    for each row execute function app.join_workspace();

-- First statement of every batch. Returns the caller's role and makes the settings
-- that policies and triggers read, for this transaction only. roles is a bit mask
-- of those that may call: 1 owner, 2 member; 0 when no workspace is needed.
create function app.begin_request(p_session uuid, p_user uuid, p_workspace uuid,
    p_roles int, p_request_id text) returns text
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

-- Second statement of a request with an Idempotency-Key. SS001 says that the
-- answer is known; then app.replay_idempotent gives it. A key whose request ended
-- without an answer, or whose day is over, counts as new.
create function app.begin_idempotent(p_key text, p_hash bytea, p_operation text)
returns void
language plpgsql as $$
declare
    me uuid := app.current_person();
    known record;
begin
    -- Held until the end of the transaction: whoever comes second does not wait.
    if not pg_try_advisory_xact_lock(hashtextextended(me::text || ' ' || p_key, 1)) then
        perform app.fail(409, 'idempotency_in_flight',
            'A request with this Idempotency-Key is still running.');
    end if;

    select k.operation, k.request_hash, k.response is not null as answered,
           k.expires_at < now() as expired
      into known
      from app.idempotency_keys k
     where k.caller = me and k.key = p_key;

    if not found then
        insert into app.idempotency_keys (caller, key, operation, request_hash)
        values (me, p_key, p_operation, p_hash);
        if random() < 0.01 then
            delete from app.idempotency_keys k
             where k.caller = me and k.expires_at < now();
        end if;
    elsif known.expired or not known.answered then
        update app.idempotency_keys k
           set operation = p_operation, request_hash = p_hash, response = null,
               etag = null, created_at = now(), expires_at = now() + interval '24 hours'
         where k.caller = me and k.key = p_key;
    elsif known.request_hash <> p_hash or known.operation <> p_operation then
        perform app.fail(422, 'idempotency_mismatch',
            'This Idempotency-Key was used for another request.');
    else
        raise exception using errcode = 'SS001', message = 'idempotency_replay';
    end if;
end
$$;

create function app.replay_idempotent(p_key text)
returns table (response json, etag text)
language sql stable
begin atomic
    select k.response, k.etag
      from app.idempotency_keys k
     where k.caller = app.current_person() and k.key = p_key
       and k.response is not null and k.expires_at > now();
end;

-- Whether the database may be served from: the role of the connection is no more
-- than it should be, and every table of a workspace is closed even to its owner.
create function app.check_deployment()
returns table (safe boolean, schema_version int)
language sql stable
begin atomic
    select not exists (
               select from pg_roles r
                where r.rolname = current_user and (r.rolsuper or r.rolbypassrls))
           and not has_database_privilege(current_database(), 'TEMPORARY')
           and not exists (
               select from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('app', 'auth') and c.relkind in ('r', 'p')
                  and (pg_has_role(current_user, c.relowner, 'MEMBER')
                       or not (c.relrowsecurity and c.relforcerowsecurity))),
           (select max(m.number) from meta.migrations m);
end;

grant execute on function app.begin_request(uuid, uuid, uuid, int, text),
    app.begin_idempotent(text, bytea, text), app.replay_idempotent(text) to ss_app;
grant usage on schema app to ss_auth;
grant execute on function app.check_deployment() to ss_app, ss_auth;

grant select on app.sessions, app.users, app.memberships, app.workspaces to ss_gate;
grant update (revoked_at) on app.sessions to ss_gate;
grant update (active) on app.memberships to ss_gate;
grant update (updated_at) on app.workspaces to ss_gate;   -- for a share lock
grant create on schema app to ss_gate;
alter function app.begin_request(uuid, uuid, uuid, int, text) owner to ss_gate;
alter function app.end_sessions() owner to ss_gate;
alter function app.close_workspace() owner to ss_gate;
alter function app.join_workspace() owner to ss_gate;
revoke create on schema app from ss_gate;
