-- Signing in with another provider (OpenID Connect). Who somebody is there is the
-- pair of issuer and subject; an address proves nothing about an account that exists.

create table auth.identities (
    issuer       text not null,
    subject      text not null,
    user_id      uuid not null references app.users on delete cascade,
    provider     text not null,
    email        text not null,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    primary key (issuer, subject)
);
create unique index identities_user_idx on auth.identities (user_id, provider);

-- Somebody has been sent to a provider; taken once, by the browser that went. user_id
-- and session_id are those of a person who adds the provider to their account.
create table auth.oidc_transactions (
    browser_hash bytea primary key,
    state_hash   bytea not null,
    provider     text not null,
    nonce        text not null,
    verifier     text not null,
    return_to    text not null,
    user_id      uuid references app.users on delete cascade,
    session_id   uuid,
    expires_at   timestamptz not null default now() + interval '10 minutes'
);
create index oidc_transactions_expires_idx on auth.oidc_transactions (expires_at);

alter table auth.identities enable row level security, force row level security;
alter table auth.oidc_transactions enable row level security, force row level security;

create function auth.oidc_hash(p_text text) returns bytea
language sql immutable
return sha256(convert_to(p_text, 'UTF8'));

create function auth.start_oidc(p_browser text, p_state text, p_provider text,
    p_nonce text, p_verifier text, p_return_to text) returns void
language sql volatile security definer set search_path = app, pg_temp
begin atomic
    insert into auth.oidc_transactions (browser_hash, state_hash, provider, nonce,
                                        verifier, return_to)
    values (auth.oidc_hash(p_browser), auth.oidc_hash(p_state), p_provider, p_nonce,
            p_verifier, p_return_to);
end;

-- The same for somebody signed in, who has to have proved it of late.
create function app.start_oidc_link(p_browser text, p_state text, p_provider text,
    p_nonce text, p_verifier text, p_return_to text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.require_recent_proof();
    insert into auth.oidc_transactions (browser_hash, state_hash, provider, nonce,
                                        verifier, return_to, user_id, session_id)
    values (auth.oidc_hash(p_browser), auth.oidc_hash(p_state), p_provider, p_nonce,
            p_verifier, p_return_to,
            nullif(current_setting('app.user_id', true), '')::uuid,
            nullif(current_setting('app.session_id', true), '')::uuid);
end
$$;

-- Whoever comes back, also with a wrong state, has used it up.
create function auth.take_oidc(p_browser text, p_state text, p_provider text)
returns table (nonce text, verifier text, return_to text, user_id uuid, session_id uuid)
language sql volatile security definer set search_path = app, pg_temp
begin atomic
    with taken as (
        delete from auth.oidc_transactions t
         where t.browser_hash = auth.oidc_hash(p_browser)
        returning t.*)
    select t.nonce, t.verifier, t.return_to, t.user_id, t.session_id
      from taken t
     where t.state_hash = auth.oidc_hash(p_state) and t.provider = p_provider
       and t.expires_at > now();
end;

-- The provider has said who it is. A person who is not known yet gets an account,
-- unless there is one with this address: they have to sign in there first.
create function auth.oidc_sign_in(p_issuer text, p_subject text, p_provider text,
    p_email text, p_name text, p_new_user uuid, p_workspace uuid, p_session uuid,
    p_device bytea)
returns table ("user" jsonb, second_factor boolean, user_id uuid)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    who uuid;
begin
    update auth.identities i set last_used_at = now()
     where i.issuer = p_issuer and i.subject = p_subject
    returning i.user_id into who;

    if who is null then
        if exists (select from app.users u where u.email = lower(btrim(p_email))) then
            perform app.fail(409, 'link_required', 'There is an account with this address. '
                'Sign in to it first; then add the provider in its settings.');
        end if;
        who := p_new_user;
        perform auth.create_person(who, p_workspace, p_email, p_name, null);
        insert into auth.identities (issuer, subject, user_id, provider, email)
        values (p_issuer, p_subject, who, p_provider, lower(btrim(p_email)));
    end if;

    return query select s."user", s.second_factor, who
                   from auth.sign_in(who, p_session, p_provider, true, p_device) s;
end
$$;

-- The same for somebody who adds the provider to their account.
create function auth.oidc_link(p_issuer text, p_subject text, p_provider text,
    p_email text, p_user uuid, p_session uuid) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    owner uuid;
begin
    if not exists (select from app.sessions s join app.users u on u.id = s.user_id
                    where s.id = p_session and s.user_id = p_user
                      and s.revoked_at is null and s.idle_expires_at > now()
                      and s.absolute_expires_at > now()
                      and u.disabled_at is null and u.deleted_at is null) then
        perform app.fail(401, 'session_revoked', 'This session has ended; sign in again.');
    end if;

    select i.user_id into owner from auth.identities i
     where i.issuer = p_issuer and i.subject = p_subject;
    if owner <> p_user then
        perform app.fail(409, 'identity_taken',
            'This account of the provider belongs to another account here.');
    elsif owner is null then
        insert into auth.identities (issuer, subject, user_id, provider, email)
        values (p_issuer, p_subject, p_user, p_provider, lower(btrim(p_email)))
        on conflict (user_id, provider) do nothing;
        if not found then
            perform app.fail(409, 'already_linked',
                'Another account of this provider is linked; remove it first.');
        end if;
        perform app.audit('identity.linked', 'user', p_user,
            jsonb_build_object('provider', p_provider), p_actor => p_user,
            p_actor_kind => 'member');
        perform auth.notice(p_user, 'Signing in with ' || p_provider
            || ' was added to your account.');
    end if;
end
$$;

create function app.list_identities()
returns table (provider text, email text, created_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select i.provider, i.email, i.created_at, i.last_used_at
      from auth.identities i
     where i.user_id = nullif(current_setting('app.user_id', true), '')::uuid
     order by i.provider;
end;

-- Something has to be left to sign in with.
create function app.remove_identity(p_provider text) returns boolean
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    who uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
    perform app.require_recent_proof();
    -- one after the other, so that two removals cannot both leave the other one
    perform from app.users u where u.id = who for no key update;
    if not exists (select from auth.identities i
                    where i.user_id = who and i.provider = p_provider) then
        return false;
    end if;
    if not exists (select from auth.credentials c where c.user_id = who)
       and not exists (select from auth.identities i
                        where i.user_id = who and i.provider <> p_provider) then
        perform app.fail(409, 'last_sign_in',
            'Set a password first: nothing else is left to sign in with.');
    end if;

    delete from auth.identities i where i.user_id = who and i.provider = p_provider;
    perform app.audit('identity.removed', 'user', who,
                      jsonb_build_object('provider', p_provider));
    perform auth.notice(who, 'Signing in with ' || p_provider
        || ' was removed from your account.');
    return true;
end
$$;

create function auth.purge_oidc(p_limit int) returns int
language sql volatile security definer set search_path = app, pg_temp
begin atomic
    with gone as (
        delete from auth.oidc_transactions t
         where t.browser_hash in (select x.browser_hash from auth.oidc_transactions x
                                   where x.expires_at < now() limit p_limit)
        returning 1)
    select count(*)::int from gone;
end;

grant usage on schema auth to ss_worker;
grant select, insert, update, delete on auth.identities, auth.oidc_transactions to ss_gate;
grant execute on function auth.oidc_hash(text) to ss_gate;

grant create on schema app, auth to ss_gate;
alter function auth.start_oidc(text, text, text, text, text, text) owner to ss_gate;
alter function app.start_oidc_link(text, text, text, text, text, text) owner to ss_gate;
alter function auth.take_oidc(text, text, text) owner to ss_gate;
alter function auth.oidc_sign_in(text, text, text, text, text, uuid, uuid, uuid, bytea)
    owner to ss_gate;
alter function auth.oidc_link(text, text, text, text, uuid, uuid) owner to ss_gate;
alter function app.list_identities() owner to ss_gate;
alter function app.remove_identity(text) owner to ss_gate;
alter function auth.purge_oidc(int) owner to ss_gate;
revoke create on schema app, auth from ss_gate;

grant execute on function auth.start_oidc(text, text, text, text, text, text),
    auth.take_oidc(text, text, text),
    auth.oidc_sign_in(text, text, text, text, text, uuid, uuid, uuid, bytea),
    auth.oidc_link(text, text, text, text, uuid, uuid) to ss_auth;
grant execute on function app.start_oidc_link(text, text, text, text, text, text),
    app.list_identities(), app.remove_identity(text) to ss_app;
grant execute on function auth.purge_oidc(int) to ss_worker;
