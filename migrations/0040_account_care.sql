-- What a person does with the own account: passwords, links by mail, another address,
-- the second factor, sessions. What follows auth.begin_public is neutral: it does the
-- same for every address.

-- Passwords and links by mail -------------------------------------------------------

-- A mailed secret for the person with this address; the one before it is void.
create function auth.mail_link(p_email text, p_kind text, p_token text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    address text := lower(btrim(p_email));
    account app.users;
begin
    select u.* into account from app.users u
     where u.email = address and u.disabled_at is null
       and (u.purge_after is null or u.purge_after > now());
    if not found then
        perform app.send_mail(address, 'no_account', '{}', null, true);
    elsif auth.mail_token(address, case p_kind when 'reset' then 'reset_password'
                                               else 'magic_link' end,
                          p_token, account.name) then
        delete from auth.one_time_tokens t where t.user_id = account.id and t.kind = p_kind;
        insert into auth.one_time_tokens (hash, kind, user_id, expires_at)
        values (sha256(convert_to(p_token, 'UTF8')), p_kind, account.id,
                now() + case p_kind when 'reset' then interval '30 minutes'
                                    else interval '15 minutes' end);
        perform app.audit('mail_link.sent', 'user', account.id,
            jsonb_build_object('kind', p_kind), p_actor => account.id, p_actor_kind => 'system');
    end if;
end
$$;

-- Takes a mailed secret; it works once.
create function auth.take_token(p_token text, p_kind text) returns auth.one_time_tokens
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    taken auth.one_time_tokens;
begin
    delete from auth.one_time_tokens t
     where t.hash = sha256(convert_to(p_token, 'UTF8')) and t.kind = p_kind
       and t.expires_at > now()
    returning * into taken;
    if not found then
        perform auth.link_expired();
    end if;
    perform set_config('app.user_id', taken.user_id::text, true);
    return taken;
end
$$;

create function auth.redeem_magic_link(p_token text, p_session uuid, p_remember boolean,
    p_device bytea)
returns table ("user" jsonb, second_factor boolean, user_id uuid)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    taken auth.one_time_tokens := auth.take_token(p_token, 'magic');
begin
    return query select s."user", s.second_factor, taken.user_id
                   from auth.sign_in(taken.user_id, p_session, 'magic_link', p_remember,
                                     p_device) s;
end
$$;

-- Whose password a token may set, before the work of hashing it.
create function auth.find_reset(p_token text) returns table (email text)
language plpgsql stable security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    return query
        select u.email from auth.one_time_tokens t join app.users u on u.id = t.user_id
         where t.hash = sha256(convert_to(p_token, 'UTF8')) and t.kind = 'reset'
           and t.expires_at > now();
    if not found then
        perform auth.link_expired();
    end if;
end
$$;

create function auth.store_password(p_user uuid, p_hash text, p_pepper text, p_action text,
    p_session uuid) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    insert into auth.credentials (user_id, password_hash, pepper_id)
    values (p_user, p_hash, p_pepper)
    on conflict (user_id) do update
       set password_hash = p_hash, pepper_id = p_pepper, changed_at = now();
    delete from auth.one_time_tokens t where t.user_id = p_user;
    perform auth.end_other_sessions(p_user, p_session);
    perform app.audit(p_action, 'user', p_user, p_actor => p_user, p_actor_kind => 'member');
    perform auth.notice(p_user, 'Your password was changed, and other browsers were signed out.');
end
$$;

create function auth.reset_password(p_token text, p_hash text, p_pepper text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    taken auth.one_time_tokens := auth.take_token(p_token, 'reset');
begin
    perform auth.store_password(taken.user_id, p_hash, p_pepper, 'password.reset', null);
end
$$;

-- Whether the caller may set a password, before the work of hashing it.
create function auth.may_change_password() returns table (email text)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    perform app.require_recent_proof();
    return query select u.email from app.users u where u.id = app.current_person();
end
$$;

create function auth.change_password(p_hash text, p_pepper text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.require_recent_proof();
    perform auth.store_password(app.current_person(), p_hash, p_pepper, 'password.changed',
                                current_setting('app.session_id')::uuid);
end
$$;


-- Accepts an invitation with a new account, and signs it in.
create function auth.invited_sign_in(p_user uuid, p_session uuid, p_token text, p_name text,
    p_hash text, p_pepper text, p_remember boolean, p_device bytea)
returns table ("user" jsonb, second_factor boolean)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    perform auth.register_invited(p_user, p_token, p_name, p_hash, p_pepper);
    return query select s."user", s.second_factor
                   from auth.sign_in(p_user, p_session, 'invitation', p_remember, p_device) s;
end
$$;


-- Proving it again ------------------------------------------------------------------

create function auth.find_own_password(p_subject bytea)
returns table (password_hash text, pepper_id text, retry_after int)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    return query
        select c.password_hash, c.pepper_id, auth.attempt(p_subject, '', 5, '15 minutes')
          from auth.credentials c
         where c.user_id = app.current_person();
    if not found then
        perform app.fail(409, 'no_password',
            'This account has no password: sign in again, or set one by mail.');
    end if;
end
$$;

create function auth.prove_session(p_subject bytea) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    delete from auth.attempts a where a.subject = p_subject;
    update app.sessions s set proved_at = now()
     where s.id = current_setting('app.session_id')::uuid;
    perform app.audit('session.proved', 'session', current_setting('app.session_id')::uuid);
end
$$;


-- Another address ---------------------------------------------------------------------

create function app.change_email(p_email text, p_token text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    me app.users;
    address text := lower(btrim(p_email));
begin
    perform app.require_recent_proof();
    select u.* into me from app.users u where u.id = app.current_person();
    if address = me.email then
        perform app.fail(422, 'same_email', 'This is your address already.', '/email');
    end if;

    if exists (select from app.users u where u.email = address) then
        perform app.send_mail(address, 'account_exists', '{}', null, true);
    elsif auth.mail_token(address, 'change_email', p_token, me.name) then
        delete from auth.one_time_tokens t where t.user_id = me.id and t.kind = 'email';
        insert into auth.one_time_tokens (hash, kind, user_id, email, expires_at)
        values (sha256(convert_to(p_token, 'UTF8')), 'email', me.id, address,
                now() + interval '1 hour');
    end if;
    perform app.audit('email.change_asked', 'user', me.id);
    perform auth.notice(me.id, 'Your account is about to move to another e-mail address. '
        'If that was not you, change your password now.');
end
$$;

create function auth.confirm_email(p_token text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    taken auth.one_time_tokens := auth.take_token(p_token, 'email');
begin
    if exists (select from app.users u where u.email = taken.email) then
        perform app.fail(409, 'email_taken',
            'There is an account with this address already.');
    end if;
    perform auth.notice(taken.user_id, 'Your account has moved to another e-mail address.');
    update app.users u set email = taken.email, email_verified_at = now()
     where u.id = taken.user_id;
    delete from auth.one_time_tokens t where t.user_id = taken.user_id;
    perform app.audit('email.changed', 'user', taken.user_id, p_actor => taken.user_id,
                      p_actor_kind => 'member');
end
$$;


-- The second factor ---------------------------------------------------------------------

create function auth.start_totp(p_secret text) returns table (email text)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    perform app.require_recent_proof();
    insert into auth.second_factors as f (user_id, secret)
    values (app.current_person(), p_secret)
    on conflict (user_id) do update set secret = p_secret, last_step = 0
     where f.confirmed_at is null;
    if not found then
        perform app.fail(409, 'second_factor_set', 'There is a second factor: remove it first.');
    end if;
    return query select u.email from app.users u where u.id = app.current_person();
end
$$;

create function auth.find_totp(p_subject bytea) returns table (secret text, retry_after int)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    return query
        select f.secret, auth.attempt(p_subject, '', 5, '15 minutes')
          from auth.second_factors f
         where f.user_id = app.current_person() and f.confirmed_at is null;
    if not found then
        perform app.fail(409, 'second_factor_not_started', 'There is nothing to confirm.');
    end if;
end
$$;

-- Ten codes of 112 random bits, so that a plain hash of them is safe.
create function auth.make_recovery_codes(p_user uuid) returns text[]
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    codes text[];
begin
    delete from auth.recovery_codes c where c.user_id = p_user;
    select array_agg(left(x, 7) || '-' || substr(x, 8, 7) || '-' || substr(x, 15, 7) || '-'
                     || substr(x, 22, 7)) into codes
      from (select encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
                          'hex') as x
              from generate_series(1, 10)) random;
    insert into auth.recovery_codes (user_id, hash)
    select p_user, auth.recovery_hash(c) from unnest(codes) c;
    return codes;
end
$$;

create function auth.confirm_totp(p_step bigint, p_subject bytea)
returns table (recovery_codes text[])
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    me uuid := app.current_person();
begin
    update auth.second_factors f set confirmed_at = now(), last_step = p_step
     where f.user_id = me and f.confirmed_at is null;
    if not found then
        perform app.fail(409, 'second_factor_not_started', 'There is nothing to confirm.');
    end if;
    delete from auth.attempts a where a.subject = p_subject;
    perform app.audit('second_factor.added', 'user', me);
    perform auth.notice(me, 'A second factor protects your account now.');
    return query select auth.make_recovery_codes(me);
end
$$;

create function app.remove_totp() returns setof boolean
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    me uuid := app.current_person();
begin
    perform app.require_recent_proof();
    delete from auth.second_factors f where f.user_id = me and f.confirmed_at is not null;
    if found then
        perform app.audit('second_factor.removed', 'user', me);
        perform auth.notice(me, 'The second factor of your account was removed.');
        return next true;
    end if;
end
$$;

create function app.renew_recovery_codes() returns text[]
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    me uuid := app.current_person();
begin
    perform app.require_recent_proof();
    perform from auth.second_factors f
      where f.user_id = me and f.confirmed_at is not null for update;
    if not found then
        perform app.fail(409, 'no_second_factor', 'There is no second factor.');
    end if;
    perform app.audit('second_factor.codes_renewed', 'user', me);
    perform auth.notice(me, 'Your recovery codes were made anew; the old ones are void.');
    return auth.make_recovery_codes(me);
end
$$;

create function app.my_security()
returns table (has_password boolean, password_changed_at timestamptz, second_factor boolean,
               recovery_codes_left int, pending_email text, recently_proved boolean)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select c.user_id is not null, c.changed_at, f.confirmed_at is not null,
           (select count(*)::int from auth.recovery_codes r
             where r.user_id = u.id and r.used_at is null),
           (select t.email from auth.one_time_tokens t
             where t.user_id = u.id and t.kind = 'email' and t.expires_at > now()),
           exists (select from app.sessions s
                    where s.id = nullif(current_setting('app.session_id', true), '')::uuid
                      and s.proved_at > now() - interval '10 minutes')
      from app.users u
      left join auth.credentials c on c.user_id = u.id
      left join auth.second_factors f on f.user_id = u.id
     where u.id = app.current_person();
end;


-- Sessions ---------------------------------------------------------------------------

create function app.my_sessions()
returns table (id uuid, current boolean, user_agent text, ip_prefix text,
               created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select s.id, s.id = nullif(current_setting('app.session_id', true), '')::uuid,
           s.user_agent, s.ip_prefix, s.created_at, s.rotated_at,
           least(s.idle_expires_at, s.absolute_expires_at)
      from app.sessions s
     where s.user_id = app.current_person() and s.revoked_at is null
       and s.idle_expires_at > now() and s.absolute_expires_at > now();
end;

create function app.end_session(p_session uuid) returns setof boolean
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update app.sessions s set revoked_at = now()
     where s.id = p_session and s.user_id = app.current_person() and s.revoked_at is null;
    if found then
        perform app.audit('session.ended', 'session', p_session);
        return next true;
    end if;
end
$$;

create function auth.end_all_sessions() returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform auth.end_other_sessions(app.current_person(), null);
    perform app.audit('logout.all', 'user', app.current_person());
end
$$;


-- Rights -------------------------------------------------------------------------------

grant create on schema app, auth to ss_gate;
alter function auth.mail_link(text, text, text) owner to ss_gate;
alter function auth.take_token(text, text) owner to ss_gate;
alter function auth.redeem_magic_link(text, uuid, boolean, bytea) owner to ss_gate;
alter function auth.find_reset(text) owner to ss_gate;
alter function auth.store_password(uuid, text, text, text, uuid) owner to ss_gate;
alter function auth.reset_password(text, text, text) owner to ss_gate;
alter function auth.may_change_password() owner to ss_gate;
alter function auth.invited_sign_in(uuid, uuid, text, text, text, text, boolean, bytea)
    owner to ss_gate;
alter function auth.change_password(text, text) owner to ss_gate;
alter function auth.find_own_password(bytea) owner to ss_gate;
alter function auth.prove_session(bytea) owner to ss_gate;
alter function app.change_email(text, text) owner to ss_gate;
alter function auth.confirm_email(text) owner to ss_gate;
alter function auth.start_totp(text) owner to ss_gate;
alter function auth.find_totp(bytea) owner to ss_gate;
alter function auth.make_recovery_codes(uuid) owner to ss_gate;
alter function auth.confirm_totp(bigint, bytea) owner to ss_gate;
alter function app.remove_totp() owner to ss_gate;
alter function app.renew_recovery_codes() owner to ss_gate;
alter function app.my_security() owner to ss_gate;
alter function app.my_sessions() owner to ss_gate;
alter function app.end_session(uuid) owner to ss_gate;
alter function auth.end_all_sessions() owner to ss_gate;
revoke create on schema app, auth from ss_gate;

grant execute on function auth.mail_link(text, text, text),
    auth.redeem_magic_link(text, uuid, boolean, bytea), auth.find_reset(text),
    auth.reset_password(text, text, text), auth.may_change_password(),
    auth.change_password(text, text), auth.find_own_password(bytea),
    auth.invited_sign_in(uuid, uuid, text, text, text, text, boolean, bytea),
    auth.prove_session(bytea), auth.confirm_email(text), auth.start_totp(text),
    auth.find_totp(bytea), auth.confirm_totp(bigint, bytea), auth.end_all_sessions() to ss_auth;
grant execute on function app.change_email(text, text), app.remove_totp(),
    app.renew_recovery_codes(), app.my_security(), app.my_sessions(), app.end_session(uuid)
    to ss_app;
