-- Signing up, signing in, sessions. Only ss_auth may call these, and it may call
-- nothing else; they run as ss_gate.
--
-- Sessions: idle after 30 days with "remember", else after 12 hours; over after 90
-- days. A refresh token names a generation. The present one moves on by one step;
-- the one before is answered with the present for 30 seconds, because a browser may
-- have lost the answer or have many tabs; anything else was stolen from one of the
-- two who use it, and ends the session.

create function auth.person(p_user uuid) returns jsonb
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select jsonb_build_object(
               'id', u.id, 'email', u.email, 'name', u.name, 'locale', u.locale,
               'time_zone', u.time_zone, 'created_at', u.created_at,
               'workspaces', coalesce((
                   select jsonb_agg(jsonb_build_object(
                              'id', w.id, 'name', w.name, 'slug', w.slug, 'role', m.role)
                              order by w.name, w.id)
                     from app.memberships m
                     join app.workspaces w on w.id = m.workspace_id
                    where m.user_id = u.id and w.deleted_at is null), '[]'))
      from app.users u
     where u.id = p_user;
end;

create function auth.add_session(p_session uuid, p_user uuid, p_agent text,
    p_ip_prefix text, p_remember boolean) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    insert into app.sessions (id, user_id, remember, user_agent, ip_prefix,
                              idle_expires_at, absolute_expires_at)
    values (p_session, p_user, coalesce(p_remember, false), p_agent, p_ip_prefix,
            now() + case when p_remember then interval '30 days' else interval '12 hours' end,
            now() + interval '90 days');
end
$$;

create function auth.register(p_user uuid, p_workspace uuid, p_session uuid,
    p_email text, p_name text, p_hash text, p_pepper text, p_workspace_name text,
    p_agent text, p_ip_prefix text, p_remember boolean, p_request_id text)
returns table ("user" jsonb)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    insert into app.users (id, email, name)
    values (p_user, lower(btrim(p_email)), p_name)
    on conflict on constraint users_email_key do nothing;
    if not found then
        perform app.fail(409, 'email_taken',
            'There is an account with this address already.', '/email');
    end if;

    insert into auth.credentials (user_id, password_hash, pepper_id)
    values (p_user, p_hash, p_pepper);

    perform set_config('app.user_id', p_user::text, true),
            set_config('app.request_id', coalesce(p_request_id, ''), true);
    perform app.make_workspace(p_workspace,
        coalesce(p_workspace_name, left(p_name, 188) || '''s studio'),
        null, p_user);
    perform auth.add_session(p_session, p_user, p_agent,
        p_ip_prefix, p_remember);

    return query select auth.person(p_user);
end
$$;

create function auth.find_login(p_email text)
returns table (user_id uuid, password_hash text, pepper_id text, disabled boolean)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select u.id, c.password_hash, c.pepper_id, u.disabled_at is not null
      from app.users u
      join auth.credentials c on c.user_id = u.id
     where u.email = lower(btrim(p_email)) and u.deleted_at is null;
end;

create function auth.open_session(p_session uuid, p_user uuid, p_agent text,
    p_ip_prefix text, p_remember boolean, p_new_hash text, p_new_pepper text,
    p_request_id text)
returns table ("user" jsonb)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    perform from app.users u
      where u.id = p_user and u.disabled_at is null and u.deleted_at is null
        for no key update;
    if not found then
        perform app.fail(401, 'invalid_credentials', 'Address or password is wrong.');
    end if;

    if p_new_hash is not null then
        update auth.credentials c set password_hash = p_new_hash, pepper_id = p_new_pepper
         where c.user_id = p_user;
    end if;

    -- At most 20 live ones, this one included; the oldest go.
    update app.sessions s set revoked_at = now()
     where s.id in (
         select x.id from app.sessions x
          where x.user_id = p_user and x.revoked_at is null
            and x.idle_expires_at > now() and x.absolute_expires_at > now()
          order by x.created_at desc, x.id desc offset 19);
    perform auth.add_session(p_session, p_user,
        p_agent, p_ip_prefix, p_remember);

    return query select auth.person(p_user);
end
$$;

create function auth.rotate_session(p_session uuid, p_generation int,
    p_request_id text)
returns table (state text, generation int, user_id uuid, remember boolean,
               idle_expires_at timestamptz)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    s app.sessions;
begin
    select x.* into s
      from app.sessions x
      join app.users u on u.id = x.user_id
     where x.id = p_session and u.disabled_at is null and u.deleted_at is null
       for update of x;

    if not found or s.revoked_at is not null
       or s.idle_expires_at <= now() or s.absolute_expires_at <= now() then
        return query select 'gone', p_generation, s.user_id, s.remember, s.idle_expires_at;
    elsif p_generation = s.generation then
        s.idle_expires_at := least(
            now() + case when s.remember then interval '30 days' else interval '12 hours' end,
            s.absolute_expires_at);
        update app.sessions x
           set generation = x.generation + 1, rotated_at = clock_timestamp(),
               idle_expires_at = s.idle_expires_at
         where x.id = s.id;
        return query select 'rotated', p_generation + 1, s.user_id, s.remember, s.idle_expires_at;
    elsif p_generation = s.generation - 1
          and clock_timestamp() - s.rotated_at <= interval '30 seconds' then
        return query select 'grace', s.generation, s.user_id, s.remember, s.idle_expires_at;
    else
        update app.sessions x
           set revoked_at = now(), reuse_detected_at = now()
         where x.id = s.id;
        return query select 'reuse', s.generation, s.user_id, s.remember, s.idle_expires_at;
    end if;
end
$$;

-- p_user is null when a refresh token has proved the session: it names nobody.
create function auth.close_session(p_session uuid, p_user uuid, p_request_id text)
returns void
language sql security definer set search_path = app, pg_temp
begin atomic
    update app.sessions s set revoked_at = now()
     where s.id = p_session and s.user_id = coalesce(p_user, s.user_id)
       and s.revoked_at is null;
end;

-- A free short name for a workspace.
create function app.workspace_slug(p_name text, p_id uuid) returns text
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare
    base text := btrim(left(btrim(regexp_replace(lower(p_name), '[^a-z0-9]+', '-', 'g'), '-'),
                            48), '-');
begin
    if length(base) < 2 then
        base := 'workspace';
    end if;
    -- one after the other, so that each sees the names before its own
    perform pg_advisory_xact_lock(hashtextextended(base, 3));
    if exists (select from app.workspaces w where w.slug = base) then
        return base || '-' || right(p_id::text, 8);
    end if;
    return base;
end
$$;

-- A workspace with its owner. Not for callers: app.create_workspace is.
create function app.make_workspace(p_id uuid, p_name text, p_slug text, p_owner uuid)
returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    insert into app.workspaces (id, name, slug, created_by)
    values (p_id, p_name, coalesce(p_slug, app.workspace_slug(p_name, p_id)), p_owner);
    insert into app.memberships (workspace_id, user_id, role, created_by)
    values (p_id, p_owner, 'owner', p_owner);
end
$$;

-- A new workspace of the caller's; without a slug one is made from the name.
create function app.create_workspace(p_id uuid, p_name text, p_slug text default null)
returns table (id uuid, name text, slug text, role text, rev int,
               created_at timestamptz, updated_at timestamptz)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    if app.current_person() is null then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    end if;
    perform app.make_workspace(p_id, p_name, p_slug, app.current_person());
    return query
        select w.id, w.name::text, w.slug, 'owner'::text, w.rev, w.created_at, w.updated_at
          from app.workspaces w
         where w.id = p_id;
end
$$;

grant insert, update on app.users, auth.credentials, app.sessions to ss_gate;
grant select on auth.credentials to ss_gate;
grant insert on app.workspaces, app.memberships to ss_gate;
grant execute on function app.current_person() to ss_gate;

grant create on schema app, auth to ss_gate;
alter function auth.person(uuid) owner to ss_gate;
alter function auth.add_session(uuid, uuid, text, text, boolean) owner to ss_gate;
alter function auth.register(uuid, uuid, uuid, text, text, text, text, text, text, text,
    boolean, text) owner to ss_gate;
alter function auth.find_login(text) owner to ss_gate;
alter function auth.open_session(uuid, uuid, text, text, boolean, text, text, text)
    owner to ss_gate;
alter function auth.rotate_session(uuid, int, text) owner to ss_gate;
alter function auth.close_session(uuid, uuid, text) owner to ss_gate;
alter function app.workspace_slug(text, uuid) owner to ss_gate;
alter function app.make_workspace(uuid, text, text, uuid) owner to ss_gate;
alter function app.create_workspace(uuid, text, text) owner to ss_gate;
revoke create on schema app, auth from ss_gate;

grant execute on function auth.register(uuid, uuid, uuid, text, text, text, text, text,
    text, text, boolean, text), auth.find_login(text),
    auth.open_session(uuid, uuid, text, text, boolean, text, text, text),
    auth.rotate_session(uuid, int, text), auth.close_session(uuid, uuid, text) to ss_auth;
grant execute on function app.create_workspace(uuid, text, text) to ss_app;
