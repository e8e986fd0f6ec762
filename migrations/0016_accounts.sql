-- Accounts: sign-up with a proven address, sign-in with limits and a second factor,
-- links by mail, passwords, sessions. Functions of schema auth are for ss_auth; those
-- of signed-in people follow begin_request, the others auth.begin_public, so that
-- the network and the request are known.
--
-- Whoever is not signed in learns nothing about who has an account: such a function
-- does the same for every address, and the difference is in the mail.

-- An account begins with a proven address; those made before are taken as they are.
update app.users set email_verified_at = created_at where email_verified_at is null;
alter table app.users
    alter column email_verified_at set default now(),
    alter column email_verified_at set not null,
    add column purge_after timestamptz;

-- When this session last proved who it is: sensitive things want it recent.
alter table app.sessions add column proved_at timestamptz not null default now();

-- Who has asked for an account. Everything of the account-to-be hangs on the token
-- that was mailed, so that several who claim one address stay apart. The device is
-- the browser that asked: only there the mailed link signs in.
create table auth.registrations (
    id             uuid primary key default app.uuid7(),
    token_hash     bytea not null unique,
    email          text not null,
    name           text not null,
    workspace_name text,
    password_hash  text not null,
    pepper_id      text not null,
    device_hash    bytea,
    created_at     timestamptz not null default now(),
    expires_at     timestamptz not null default now() + interval '24 hours'
);
create index registrations_email_idx on auth.registrations (email, created_at);
create index registrations_expires_idx on auth.registrations (expires_at);

-- Mailed secrets of one use; email is the address that a change of it goes to.
create table auth.one_time_tokens (
    hash       bytea primary key,
    kind       text not null
               constraint one_time_tokens_kind_check check (kind in ('reset', 'magic', 'email')),
    user_id    uuid not null references app.users on delete cascade,
    email      text,
    expires_at timestamptz not null
);
create index one_time_tokens_user_idx on auth.one_time_tokens (user_id, kind);
create index one_time_tokens_expires_idx on auth.one_time_tokens (expires_at);

-- Attempts to guess. subject is a keyed hash (of an address, or of a person and a
-- purpose), so the table names nobody; place is a network, a device, or '' for all.
create table auth.attempts (
    subject bytea not null,
    place   text not null,
    recent  timestamptz[] not null default '{}',
    told_at timestamptz,
    used_at timestamptz not null default now(),
    primary key (subject, place)
);
create index attempts_used_idx on auth.attempts (used_at);

-- Browsers that a person has been signed in with: guessing from elsewhere does not
-- lock them out.
create table auth.devices (
    user_id      uuid not null references app.users on delete cascade,
    device_hash  bytea not null,
    last_used_at timestamptz not null default now(),
    primary key (user_id, device_hash)
);

-- secret is sealed by the server; last_step is the last code that was used.
create table auth.second_factors (
    user_id      uuid primary key references app.users on delete cascade,
    secret       text not null,
    last_step    bigint not null default 0,
    confirmed_at timestamptz,
    created_at   timestamptz not null default now()
);
create table auth.recovery_codes (
    user_id uuid not null references auth.second_factors on delete cascade,
    hash    bytea not null,
    used_at timestamptz,
    primary key (user_id, hash)
);

alter table auth.registrations enable row level security, force row level security;
alter table auth.one_time_tokens enable row level security, force row level security;
alter table auth.attempts enable row level security, force row level security;
alter table auth.devices enable row level security, force row level security;
alter table auth.second_factors enable row level security, force row level security;
alter table auth.recovery_codes enable row level security, force row level security;


-- Guessing ---------------------------------------------------------------------

-- Counts an attempt before it is known how it ends, so that many at once do not
-- pass by the count. Returns 0, or the seconds to wait; then nothing is counted.
create function auth.attempt(p_subject bytea, p_place text, p_most int,
    p_within interval) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    at timestamptz[];
begin
    insert into auth.attempts (subject, place) values (p_subject, p_place)
    on conflict do nothing;
    select array(select t from unnest(a.recent) t
                  where t > clock_timestamp() - p_within order by t) into at
      from auth.attempts a
     where a.subject = p_subject and a.place = p_place
       for update;

    if cardinality(at) >= p_most then
        return greatest(1, ceil(extract(epoch from
            at[cardinality(at) - p_most + 1] + p_within - clock_timestamp())));
    end if;
    update auth.attempts a set recent = at || clock_timestamp(), used_at = now()
     where a.subject = p_subject and a.place = p_place;
    return 0;
end
$$;

-- The attempt was right: its place begins anew, and it does not count for all.
create function auth.forgive(p_subject bytea, p_device bytea) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    delete from auth.attempts a
     where a.subject = p_subject and a.place = 'device ' || encode(p_device, 'hex');
    if not found then
        delete from auth.attempts a
         where a.subject = p_subject and a.place = auth.network();
        update auth.attempts a set recent = trim_array(a.recent, 1)
         where a.subject = p_subject and a.place = '' and cardinality(a.recent) > 0;
    end if;
end
$$;

-- True once in a while: refusals are told to the log, and to the owner, and neither
-- can be flooded with them.
create function auth.first_refusal(p_subject bytea, p_place text, p_within interval)
returns boolean
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update auth.attempts a set told_at = now()
     where a.subject = p_subject and a.place = p_place
       and (a.told_at is null or a.told_at < now() - p_within);
    return found;
end
$$;

create function auth.network() returns text
language sql stable
return coalesce(nullif(current_setting('app.ip_prefix', true), ''), 'unknown');


-- People -----------------------------------------------------------------------

create or replace function auth.person(p_user uuid) returns jsonb
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select jsonb_build_object(
               'id', u.id, 'email', u.email, 'name', u.name, 'locale', u.locale,
               'time_zone', u.time_zone, 'is_admin', u.is_admin,
               'created_at', u.created_at,
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

-- Of oneself, and of nobody else.
create function app.is_admin() returns boolean
language sql stable security definer set search_path = app, pg_temp
return (select u.is_admin from app.users u where u.id = app.current_person());

-- A person whose address is proven; without p_workspace they have no workspace yet.
create function auth.create_person(p_user uuid, p_workspace uuid, p_email text,
    p_name text, p_workspace_name text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    insert into app.users (id, email, name)
    values (p_user, lower(btrim(p_email)), p_name)
    on conflict on constraint users_email_key do nothing;
    if not found then
        perform app.fail(409, 'email_taken',
            'There is an account with this address already.');
    end if;

    perform set_config('app.user_id', p_user::text, true);
    if p_workspace is not null then
        perform app.make_workspace(p_workspace,
            coalesce(p_workspace_name, left(p_name, 188) || '''s studio'), null, p_user);
    end if;
    perform app.audit('account.created', 'user', p_user, p_actor => p_user,
                      p_actor_kind => 'member');
end
$$;

create function auth.notice(p_user uuid, p_event text) returns void
language sql security definer set search_path = app, pg_temp
begin atomic
    select app.send_mail(u.email, 'security_notice',
               jsonb_build_object('name', u.name, 'event', p_event))
      from app.users u
     where u.id = p_user;
end;

create function auth.link_expired() returns text
language sql
return app.fail(410, 'link_expired',
    'This link has been used, is too old, or a newer one was sent.');

drop function auth.register(uuid, uuid, uuid, text, text, text, text, text, text, text,
    boolean, text);

-- A mail that the limits of the outbox drop leaves no token: otherwise a stranger
-- could make the ones void that were delivered.
create function auth.mail_token(p_to text, p_template text, p_token text, p_name text)
returns boolean
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    key text := p_template || ':' || encode(sha256(convert_to(p_token, 'UTF8')), 'hex');
begin
    perform app.send_mail(p_to, p_template,
        jsonb_build_object('token', p_token, 'name', p_name), key, true);
    return exists (select from app.mail_outbox m where m.dedupe_key = key);
end
$$;

create function auth.register(p_email text, p_name text, p_workspace_name text,
    p_hash text, p_pepper text, p_token text, p_device bytea) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    address text := lower(btrim(p_email));
begin
    if exists (select from app.users u where u.email = address) then
        perform app.send_mail(address, 'account_exists', '{}', null, true);
    elsif auth.mail_token(address, 'verify_email', p_token, '') then
        insert into auth.registrations (token_hash, email, name, workspace_name,
                                        password_hash, pepper_id, device_hash)
        values (sha256(convert_to(p_token, 'UTF8')), address, p_name, p_workspace_name,
                p_hash, p_pepper, p_device);
    end if;
end
$$;

-- Makes the account that the token stands for. user is null in another browser than
-- the one that registered.
create function auth.verify_email(p_token text, p_user uuid, p_workspace uuid,
    p_session uuid, p_device bytea)
returns table ("user" jsonb)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    r auth.registrations;
begin
    delete from auth.registrations x
     where x.token_hash = sha256(convert_to(p_token, 'UTF8')) and x.expires_at > now()
    returning * into r;
    if not found then
        perform auth.link_expired();
    end if;

    perform auth.create_person(p_user, p_workspace, r.email, r.name, r.workspace_name);
    insert into auth.credentials (user_id, password_hash, pepper_id)
    values (p_user, r.password_hash, r.pepper_id);
    delete from auth.registrations x where x.email = r.email;

    if r.device_hash = p_device then
        return query select s."user" from auth.sign_in(p_user, p_session, 'verification',
                                                       false, p_device) s;
    else
        return query select null::jsonb;
    end if;
end
$$;


-- Signing in -------------------------------------------------------------------

drop function auth.find_login(text);
drop function auth.open_session(uuid, uuid, text, text, boolean, text, text, text);

-- What a password is held against, always one row. Five attempts of one address
-- from one network within 15 minutes and fifty from anywhere within an hour, then
-- retry_after; a browser that has been signed in has five of its own. The user of a
-- registration that waits for its proof is the registration.
create function auth.find_login(p_email text, p_subject bytea, p_device bytea)
returns table (user_id uuid, password_hash text, pepper_id text, state text,
               retry_after int)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    address text := lower(btrim(p_email));
    network text := auth.network();
    device text := encode(p_device, 'hex');
    account app.users;
    wait int;
begin
    select u.* into account from app.users u where u.email = address;
    if exists (select from auth.devices d
                where d.user_id = account.id and d.device_hash = p_device) then
        network := 'device ' || device;
        wait := auth.attempt(p_subject, network, 5, '15 minutes');
    else
        wait := auth.attempt(p_subject, network, 5, '15 minutes');
        if wait = 0 then
            wait := auth.attempt(p_subject, '', 50, '1 hour');
            if wait > 0 and auth.first_refusal(p_subject, '', '1 day')
               and account.id is not null then
                perform auth.notice(account.id, 'Somebody has tried many passwords for '
                    'your account. Further attempts from unknown browsers are held up.');
            end if;
        end if;
    end if;

    if wait > 0 then
        if auth.first_refusal(p_subject, network, '15 minutes') then
            perform app.audit('login.throttled', 'user', account.id,
                              p_actor => account.id, p_actor_kind => 'system');
        end if;
        return query select null::uuid, null, null, null, wait;
        return;
    end if;

    return query
        select x.id, x.password_hash, x.pepper_id, x.state, 0
          from (values (1)) one
          left join lateral (
              select account.id, c.password_hash, c.pepper_id,
                     case when account.disabled_at is not null then 'disabled'
                          else 'open' end as state
                from auth.credentials c
               where c.user_id = account.id
              union all
              (select r.id, r.password_hash, r.pepper_id, 'unverified'
                 from auth.registrations r
                where r.email = address and r.expires_at > now() and account.id is null
                order by r.created_at desc limit 1)) x on true;
end
$$;

-- A sign-in that came to nothing. p_registration had the right password: its mail
-- may have been lost, so another one goes out.
create function auth.refuse_login(p_user uuid, p_step text, p_registration uuid,
    p_token text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    r auth.registrations;
begin
    perform app.audit('login.failed', 'user', p_user, jsonb_build_object('step', p_step),
                      p_actor => p_user, p_actor_kind => 'system');

    select x.* into r from auth.registrations x where x.id = p_registration for update;
    if found and auth.mail_token(r.email, 'verify_email', p_token, '') then
        update auth.registrations x
           set token_hash = sha256(convert_to(p_token, 'UTF8'))
         where x.id = r.id;
    end if;
end
$$;

create function auth.keep_device(p_user uuid, p_device bytea) returns void
language sql security definer set search_path = app, pg_temp
begin atomic
    insert into auth.devices (user_id, device_hash)
    select p_user, p_device where p_device is not null
    on conflict (user_id, device_hash) do update set last_used_at = now();
end;

-- A session for somebody who has proved who they are by p_method; or, when a second
-- factor is due, second_factor and no session. A closed account opens again.
create function auth.sign_in(p_user uuid, p_session uuid, p_method text,
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

-- The password was right; p_new_hash is a better hash of it.
create function auth.password_sign_in(p_user uuid, p_session uuid, p_remember boolean,
    p_device bytea, p_subject bytea, p_new_hash text, p_new_pepper text)
returns table ("user" jsonb, second_factor boolean)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    perform auth.forgive(p_subject, p_device);
    if p_new_hash is not null then
        update auth.credentials c set password_hash = p_new_hash, pepper_id = p_new_pepper
         where c.user_id = p_user;
    end if;
    return query select s."user", s.second_factor
                   from auth.sign_in(p_user, p_session, 'password', p_remember, p_device) s;
end
$$;


-- The second factor --------------------------------------------------------------

-- What a code is held against. A first step from before the password was changed
-- (p_since) counts no more.
create function auth.find_second_factor(p_user uuid, p_since timestamptz,
    p_subject bytea)
returns table (secret text, last_step bigint, retry_after int)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    if exists (select from auth.credentials c
                where c.user_id = p_user and c.changed_at > p_since + interval '1 second') then
        return;
    end if;
    return query
        select f.secret, f.last_step, auth.attempt(p_subject, '', 5, '15 minutes')
          from auth.second_factors f
         where f.user_id = p_user and f.confirmed_at is not null;
end
$$;

-- A recovery code as it was typed, with whatever between its digits.
create function auth.recovery_hash(p_code text) returns bytea
language sql immutable
return sha256(convert_to(lower(regexp_replace(p_code, '[^0-9A-Za-z]', '', 'g')), 'UTF8'));

-- p_step is that of a code that was right, p_recovery a code on paper. Each works
-- once. p_resealed is the secret under the present key.
create function auth.second_sign_in(p_user uuid, p_session uuid, p_remember boolean,
    p_device bytea, p_subject bytea, p_step bigint, p_recovery text, p_resealed text)
returns table ("user" jsonb, second_factor boolean)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    right_code boolean;
begin
    if p_step is not null then
        update auth.second_factors f
           set last_step = p_step, secret = coalesce(p_resealed, f.secret)
         where f.user_id = p_user and f.confirmed_at is not null and f.last_step < p_step;
        right_code := found;
    else
        update auth.recovery_codes c set used_at = now()
         where c.user_id = p_user and c.used_at is null
           and c.hash = auth.recovery_hash(p_recovery);
        right_code := found;
        if right_code then
            perform app.audit('second_factor.recovery_used', 'user', p_user,
                              p_actor => p_user, p_actor_kind => 'member');
            perform auth.notice(p_user, 'A recovery code was used to sign in.');
        end if;
    end if;
    if not right_code then
        return;
    end if;

    delete from auth.attempts a where a.subject = p_subject;
    return query select s."user", s.second_factor
                   from auth.sign_in(p_user, p_session, 'second_factor', p_remember, p_device) s;
end
$$;


-- Sessions -----------------------------------------------------------------------

-- For whatever is sensitive: the session has proved within ten minutes who it is.
-- An API key never has.
create function app.require_recent_proof() returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    if not exists (
        select from app.sessions s
         where s.id = nullif(current_setting('app.session_id', true), '')::uuid
           and s.proved_at > now() - interval '10 minutes') then
        perform app.fail(403, 'reauth_required', 'Prove first that it is you.');
    end if;
end
$$;

create function auth.end_other_sessions(p_user uuid, p_but uuid) returns void
language sql security definer set search_path = app, pg_temp
begin atomic
    update app.sessions s set revoked_at = now()
     where s.user_id = p_user and s.revoked_at is null and s.id is distinct from p_but;
end;

drop function auth.rotate_session(uuid, int, text);
create function auth.rotate_session(p_session uuid, p_generation int, p_device bytea)
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
        perform auth.keep_device(s.user_id, p_device);
        return query select 'rotated', p_generation + 1, s.user_id, s.remember, s.idle_expires_at;
    elsif p_generation = s.generation - 1
          and clock_timestamp() - s.rotated_at <= interval '30 seconds' then
        return query select 'grace', s.generation, s.user_id, s.remember, s.idle_expires_at;
    else
        update app.sessions x
           set revoked_at = now(), reuse_detected_at = now()
         where x.id = s.id;
        perform app.audit('session.reuse', 'session', s.id, p_actor => s.user_id,
                          p_actor_kind => 'system');
        perform auth.notice(s.user_id, 'A session was ended because its token came a second '
            'time, as from a thief. If you do not know why, change your password.');
        return query select 'reuse', s.generation, s.user_id, s.remember, s.idle_expires_at;
    end if;
end
$$;

-- p_user is null when a refresh token has proved the session: it names nobody.
drop function auth.close_session(uuid, uuid, text);
create function auth.close_session(p_session uuid, p_user uuid) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    who uuid;
begin
    update app.sessions s set revoked_at = now()
     where s.id = p_session and s.user_id = coalesce(p_user, s.user_id)
       and s.revoked_at is null
    returning s.user_id into who;
    if found then
        perform app.audit('logout', 'session', p_session, p_actor => who,
                          p_actor_kind => 'member');
    end if;
end
$$;


-- Rights -------------------------------------------------------------------------

grant select, insert, update, delete on auth.registrations, auth.one_time_tokens,
    auth.attempts, auth.devices, auth.second_factors, auth.recovery_codes to ss_gate;
grant execute on function auth.network(), auth.link_expired(), auth.recovery_hash(text)
    to ss_gate;

grant create on schema app, auth to ss_gate;
alter function auth.attempt(bytea, text, int, interval) owner to ss_gate;
alter function auth.forgive(bytea, bytea) owner to ss_gate;
alter function auth.first_refusal(bytea, text, interval) owner to ss_gate;
alter function auth.create_person(uuid, uuid, text, text, text) owner to ss_gate;
alter function auth.notice(uuid, text) owner to ss_gate;
alter function auth.mail_token(text, text, text, text) owner to ss_gate;
alter function auth.register(text, text, text, text, text, text, bytea) owner to ss_gate;
alter function auth.verify_email(text, uuid, uuid, uuid, bytea) owner to ss_gate;
alter function auth.find_login(text, bytea, bytea) owner to ss_gate;
alter function auth.refuse_login(uuid, text, uuid, text) owner to ss_gate;
alter function auth.keep_device(uuid, bytea) owner to ss_gate;
alter function auth.sign_in(uuid, uuid, text, boolean, bytea) owner to ss_gate;
alter function auth.password_sign_in(uuid, uuid, boolean, bytea, bytea, text, text)
    owner to ss_gate;
alter function auth.find_second_factor(uuid, timestamptz, bytea) owner to ss_gate;
alter function auth.second_sign_in(uuid, uuid, boolean, bytea, bytea, bigint, text, text)
    owner to ss_gate;
alter function app.require_recent_proof() owner to ss_gate;
alter function app.is_admin() owner to ss_gate;
alter function auth.end_other_sessions(uuid, uuid) owner to ss_gate;
alter function auth.rotate_session(uuid, int, bytea) owner to ss_gate;
alter function auth.close_session(uuid, uuid) owner to ss_gate;
revoke create on schema app, auth from ss_gate;

grant execute on function auth.register(text, text, text, text, text, text, bytea),
    auth.verify_email(text, uuid, uuid, uuid, bytea),
    auth.find_login(text, bytea, bytea), auth.refuse_login(uuid, text, uuid, text),
    auth.password_sign_in(uuid, uuid, boolean, bytea, bytea, text, text),
    auth.find_second_factor(uuid, timestamptz, bytea),
    auth.second_sign_in(uuid, uuid, boolean, bytea, bytea, bigint, text, text),
    auth.rotate_session(uuid, int, bytea), auth.close_session(uuid, uuid) to ss_auth;
grant execute on function app.is_admin() to ss_app;
grant execute on function app.require_recent_proof() to ss_app, ss_history, ss_owner;
