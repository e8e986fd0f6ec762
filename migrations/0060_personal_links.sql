-- A share link by mail: each mail has a secret of its own, for one address.
--
-- It opens the link like the link's own secret, and proves the address the first time.
-- It ends with the link, and with the secret that the link had when it was made.
--
--   app.send_share_link(link, to, token), app.resend_share_link(link, to, token)
--   auth.mail_my_links(email, secret)      what a person asks for who lost a link

-- created_by: the member who had it mailed; null when the person has asked for it.
create table app.link_tokens (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    link_id      uuid not null,
    email        text not null,
    token_hash   bytea not null,
    link_hash    bytea not null,
    created_by   uuid,
    created_at   timestamptz not null default now(),
    used_at      timestamptz,
    primary key (workspace_id, id),
    constraint link_tokens_link_id_fkey
        foreign key (workspace_id, link_id) references app.share_links on delete cascade
);
create unique index link_tokens_hash_idx on app.link_tokens (token_hash);
create index link_tokens_link_idx on app.link_tokens (workspace_id, link_id, email, created_at);
create index link_tokens_email_idx on app.link_tokens (email);
create index link_sessions_email_idx on app.link_sessions (email)
    where email is not null and ended_at is null;
create index share_links_allowed_idx on app.share_links using gin (allowed_emails);
create statistics app.link_tokens_link_stats (dependencies)
    on link_id, workspace_id from app.link_tokens;

alter table app.link_tokens enable row level security, force row level security;
create policy link_select on app.link_tokens for select to ss_app
    using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
           and exists (select from app.share_links l
                        where l.workspace_id = link_tokens.workspace_id
                          and l.id = link_tokens.link_id));
grant select (workspace_id, id, link_id, email, created_by, created_at, used_at)
    on app.link_tokens to ss_app;

-- The link that a secret opens; of a mail's secret also which it is, and the address
-- that it still proves. Of an address that may not open the link any more: nothing.
create function app.link_behind(p_token text)
returns table (link app.share_links, proof uuid, proved text)
language sql stable
begin atomic
    select l, null::uuid, null::text
      from app.share_links l
     where l.token_hash = sha256(convert_to(p_token, 'UTF8'))
    union all
    select l, t.id, case when t.used_at is null then t.email end
      from app.link_tokens t
      join app.share_links l on l.workspace_id = t.workspace_id and l.id = t.link_id
     where t.token_hash = sha256(convert_to(p_token, 'UTF8'))
       and (cardinality(l.allowed_emails) = 0 or t.email = any (l.allowed_emails));
end;

create or replace function auth.find_link(p_token text, p_session text, p_network text)
returns table (link_id uuid, password_hash text, pepper_id text, wait int)
language sql stable security definer set search_path = app, pg_temp
begin atomic
    select (b.link).id, (b.link).password_hash, (b.link).pepper_id,
           coalesce((
               select greatest(0, ceil(extract(epoch from max(case
                          when f.failures >= case when f.network = '' then 50 else 10 end
                          then f.first_at + interval '30 minutes'
                          when f.network <> '' and f.failures >= 5
                          then f.last_at + least(interval '100 milliseconds'
                                                 * power(2, f.failures),
                                                 interval '25 seconds')
                          end) - now())))::int
                 from app.link_failures f
                where f.workspace_id = (b.link).workspace_id and f.link_id = (b.link).id
                  and f.network in ('', p_network)
                  and f.first_at > now() - interval '30 minutes'), 0)
      from app.link_behind(p_token) b
     where app.link_lives(b.link)
       and ((b.link).use_count < (b.link).max_uses or (b.link).max_uses is null or exists (
               select from app.link_sessions s
                where s.session_hash = sha256(convert_to(p_session, 'UTF8'))
                  and s.link_id = (b.link).id and s.ended_at is null
                  and s.expires_at > now()));
end;

-- As in 0022_guests.sql; what the secret proves needs no code, and the secret is asked
-- for again below the lock, so that none opens after it ended.
drop function auth.open_link(uuid, text, text, text, text, text, text, text);
create function auth.open_link(p_link uuid, p_token text, p_session text,
    p_new_session text, p_name text, p_email text, p_code text, p_network text, p_agent text)
returns table (state text, kept boolean, opened jsonb)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    b record;
    l app.share_links;
    s app.link_sessions;
    known bytea := sha256(convert_to(p_session, 'UTF8'));
    address text := lower(btrim(p_email));
begin
    perform from app.link_behind(p_token) x
       join app.share_links y on y.workspace_id = (x.link).workspace_id and y.id = (x.link).id
      where y.id = p_link for no key update of y;
    select x.* into b from app.link_behind(p_token) x where (x.link).id = p_link;
    l := b.link;
    if l.id is null or not app.link_lives(l) then
        return;
    end if;
    if not exists (select from app.link_sessions x
                    where x.session_hash = known and x.ended_at is null
                      and x.expires_at > now()) then
        known := null;
    end if;
    select x.* into s from app.link_sessions x
     where x.session_hash = known and x.link_id = l.id and x.ended_at is null
       and x.expires_at > now() and x.user_id is null;

    if s.id is null and l.use_count >= l.max_uses then
        return;
    end if;

    if b.proved is not null then
        address := b.proved;
        update app.link_tokens t set used_at = now()
         where t.workspace_id = l.workspace_id and t.id = b.proof;
    elsif cardinality(l.allowed_emails) > 0
          and not coalesce(s.email = any (l.allowed_emails), false) then
        if address is null or p_code is null then
            return query select 'email_required', false, null::jsonb;
            return;
        end if;
        update app.link_codes c set tries = c.tries + 1
         where c.workspace_id = l.workspace_id and c.link_id = l.id and c.email = address;
        delete from app.link_codes c
         where c.workspace_id = l.workspace_id and c.link_id = l.id and c.email = address
           and c.tries <= 5 and c.expires_at > now()
           and c.code_hash = sha256(convert_to(p_code, 'UTF8'))
           and address = any (l.allowed_emails);
        if not found then
            perform auth.refuse_link(l.id, p_network, p_agent);
            return query select 'wrong_code', false, null::jsonb;
            return;
        end if;
    else
        address := null;
    end if;

    if s.id is not null then
        update app.link_sessions x
           set name = coalesce(p_name, x.name), email = coalesce(address, x.email),
               last_seen_at = now(), agent = p_agent, ip_prefix = p_network,
               expires_at = least(l.expires_at, now() + interval '7 days')
         where x.workspace_id = s.workspace_id and x.id = s.id
        returning x.* into s;
        update app.share_links x set last_used_at = now()
         where x.workspace_id = l.workspace_id and x.id = l.id;
    else
        -- a member's preview gives way, and so does a session that is over
        update app.link_sessions x set ended_at = now()
         where x.session_hash = known and x.link_id = l.id and x.ended_at is null;
        insert into app.link_sessions as x
               (workspace_id, link_id, session_hash, name, email, ip_prefix, agent, expires_at)
        values (l.workspace_id, l.id,
                coalesce(known, sha256(convert_to(p_new_session, 'UTF8'))),
                coalesce(p_name, l.guest_name), address, p_network, p_agent,
                least(l.expires_at, now() + interval '7 days'))
        returning x.* into s;
        update app.share_links x set use_count = x.use_count + 1, last_used_at = now()
         where x.workspace_id = l.workspace_id and x.id = l.id;
    end if;

    delete from app.link_failures f
     where f.workspace_id = l.workspace_id and f.link_id = l.id and f.network = p_network;
    perform app.note_access(l.workspace_id, l.id, s.id, 'opened', null, p_agent),
            app.audit('share_link.opened', 'share_link', l.id, '{}', l.workspace_id, s.id,
                      'client');
    return query
        select 'open', known is not null,
               jsonb_build_object('link_id', l.id, 'permission', l.permission,
                                  'preview', false, 'expires_at', s.expires_at);
end
$$;

create or replace function auth.send_link_code(p_token text, p_email text, p_code text)
returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    l app.share_links;
    address text := lower(btrim(p_email));
begin
    select (b.link).* into l from app.link_behind(p_token) b;
    if l.id is null or not app.link_lives(l) or address <> all (l.allowed_emails) then
        return;
    end if;
    insert into app.link_codes as c (workspace_id, link_id, email, code_hash, expires_at)
    values (l.workspace_id, l.id, address, sha256(convert_to(p_code, 'UTF8')),
            now() + interval '10 minutes')
    on conflict (workspace_id, link_id, email) do update
       set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at;
    perform app.send_mail(address, 'link-code', jsonb_build_object('code', p_code,
        'workspace', (select w.name from app.workspaces w where w.id = l.workspace_id)),
        null, true, l.workspace_id);
end
$$;

-- A new secret for an address. The five newest of each stay: those of members, and
-- those that the person asked for, so that no stranger's asking ends what a member sent.
create function app.add_link_token(l app.share_links, p_email text, p_token text, p_by uuid)
returns void
language sql
begin atomic
    delete from app.link_tokens t
     where (t.workspace_id, t.id) in (
         select x.workspace_id, x.id from app.link_tokens x
          where x.workspace_id = (l).workspace_id and x.link_id = (l).id
            and x.email = p_email and (x.created_by is null) = (p_by is null)
          order by x.created_at desc, x.id desc offset 4);
    insert into app.link_tokens (workspace_id, link_id, email, token_hash, link_hash, created_by)
    values ((l).workspace_id, (l).id, p_email, sha256(convert_to(p_token, 'UTF8')),
            (l).token_hash, p_by);
end;

-- What a link leads to, by name.
create function app.link_scope_name(l app.share_links) returns text
language sql stable
begin atomic
    select coalesce(
        (select c.name from app.clients c
          where c.workspace_id = (l).workspace_id and c.id = (l).client_id),
        (select p.name from app.projects p
          where p.workspace_id = (l).workspace_id and p.id = (l).project_id),
        (select t.title from app.tasks t
          where t.workspace_id = (l).workspace_id and t.id = (l).task_id));
end;

-- Mails a link, with p_token for this address. False: there is nobody to mail it to, or
-- the caller has no such link.
create or replace function app.send_share_link(p_link uuid, p_to text, p_token text)
returns boolean
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    l app.share_links;
    address text := lower(btrim(p_to));
begin
    select x.* into l from app.share_links x
     where x.workspace_id = app.current_workspace() and x.id = p_link and p_to is not null
       and (x.created_by = app.current_person()
            or current_setting('app.role', true) = 'owner')
       for no key update;
    if l.id is null then
        return false;
    elsif not app.link_lives(l) or l.use_count >= l.max_uses then
        perform app.fail(409, 'link_closed', 'This link does not open any more.');
    elsif cardinality(l.allowed_emails) > 0 and address <> all (l.allowed_emails) then
        perform app.fail(422, 'not_invited',
            'This link opens for other addresses only.', '/send_to');
    elsif (select count(distinct t.email) from app.link_tokens t
            where t.workspace_id = l.workspace_id and t.link_id = l.id
              and t.email <> address) >= 50 then
        perform app.fail(409, 'too_many_addresses',
            'A link is mailed to 50 addresses at most; make another one.');
    end if;

    perform app.add_link_token(l, address, p_token, app.current_person());
    perform app.send_mail(address, 'share-link', jsonb_build_object(
                'name', coalesce(l.guest_name, ''),
                'sender', coalesce((select u.name from app.users u
                                     where u.id = app.current_person()), w.name),
                'workspace', w.name, 'what', app.link_scope_name(l), 'token', p_token,
                'until', to_char(l.expires_at, 'YYYY-MM-DD')))
       from app.workspaces w where w.id = l.workspace_id;
    perform app.audit('share_link.sent', 'share_link', l.id);
    return true;
end
$$;

create function app.resend_share_link(p_link uuid, p_to text, p_token text)
returns table (link_id uuid, sent_to text, sent_at timestamptz)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
begin
    if exists (select from app.link_tokens t
                where t.workspace_id = app.current_workspace() and t.link_id = p_link
                  and t.email = lower(btrim(p_to)) and t.created_by = app.current_person()
                  and t.created_at > now() - interval '1 minute') then
        perform app.fail(429, 'rate_limited', 'The mail has just been sent.');
    end if;
    if app.send_share_link(p_link, p_to, p_token) then
        return query select p_link, lower(btrim(p_to)), now();
    end if;
end
$$;

-- The links that a person may have mailed: those that name the address; and of those
-- that name none, the ones that were mailed to it or were opened with proof of it.
create function app.links_of(p_email text) returns setof app.share_links
language sql stable
begin atomic
    select l.* from app.share_links l
     where (l.workspace_id, l.id) in (
               select x.workspace_id, x.id from app.share_links x
                where x.allowed_emails @> array[p_email]
               union
               select t.workspace_id, t.link_id from app.link_tokens t
                where t.email = p_email
               union
               select s.workspace_id, s.link_id from app.link_sessions s
                where s.email = p_email and s.ended_at is null)
       and (cardinality(l.allowed_emails) = 0 or p_email = any (l.allowed_emails))
       and (l.use_count < l.max_uses or l.max_uses is null)
       and app.link_lives(l);
end;

-- A secret for one link out of one for many: without p_secret none of them tells of
-- another.
create function app.derive_token(p_secret text, p_link uuid) returns text
language sql immutable
return translate(encode(sha256(convert_to(p_secret || p_link, 'UTF8')), 'base64'),
                 '+/=', '-_');

-- "Mail me my links": one mail with the ten that were used last, or one that says that
-- there is none. Who asks learns nothing. No secret is made for a mail that is not sent.
create function auth.mail_my_links(p_email text, p_secret text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    address text := lower(btrim(p_email));
    once text := 'my-links ' || encode(sha256(convert_to(p_secret, 'UTF8')), 'hex');
    sent app.share_links;
    found_links app.share_links[] := array(
        select x from app.links_of(address) x
         order by x.last_used_at desc nulls last, x.id desc limit 10);
begin
    if cardinality(found_links) = 0 then
        perform app.send_mail(address, 'no-links', '{}', once, true);
        return;
    end if;

    perform app.send_mail(address, 'my-links', jsonb_build_object('links', (
        select jsonb_agg(jsonb_build_object('what', app.link_scope_name(l),
                             'workspace', w.name, 'token', app.derive_token(p_secret, l.id),
                             'until', to_char(l.expires_at, 'YYYY-MM-DD'))
                         order by l.last_used_at desc nulls last, l.id desc)
          from unnest(found_links) l
          join app.workspaces w on w.id = l.workspace_id)), once, true);
    if not exists (select from app.mail_outbox m where m.dedupe_key = once) then
        return;
    end if;

    -- in one order, because each entry locks the log of its workspace
    for sent in select x.* from unnest(found_links) x order by x.workspace_id, x.id loop
        perform app.add_link_token(sent, address, app.derive_token(p_secret, sent.id), null),
                app.note_access(sent.workspace_id, sent.id, null, 'requested'),
                app.audit('share_link.sent', 'share_link', sent.id, '{}', sent.workspace_id,
                          null, 'client');
    end loop;
end
$$;

-- What ends with the end of a link, with its secret, or with its password: who is in.
-- With the first two also what was mailed.
create or replace function app.log_share_link() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    kind text := case
        when tg_op = 'INSERT' then 'share_link.created'
        when new.revoked_at is not null and old.revoked_at is null then 'share_link.revoked'
        when new.token_hash <> old.token_hash then 'share_link.rotated'
        else 'share_link.updated' end;
begin
    perform app.append_event(new.workspace_id, kind, 'share_link', new.id, new.rev,
        coalesce(new.project_id, (select t.project_id from app.tasks t
                                   where t.workspace_id = new.workspace_id
                                     and t.id = new.task_id)),
        new.task_id, 'internal',
        jsonb_build_object('label', new.label, 'permission', new.permission,
                           'client_id', new.client_id), new.updated_at);
    perform app.audit(kind, 'share_link', new.id, jsonb_strip_nulls(jsonb_build_object(
        'client_id', new.client_id, 'project_id', new.project_id, 'task_id', new.task_id,
        'permission', new.permission, 'expires_at', new.expires_at,
        'password', new.has_password, 'emails', cardinality(new.allowed_emails))),
        new.workspace_id);
    return null;
end
$$;

create function app.shut_share_link() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    update app.link_sessions s set ended_at = now()
     where s.workspace_id = new.workspace_id and s.link_id = new.id and s.ended_at is null;
    delete from app.link_tokens t
     where t.workspace_id = new.workspace_id and t.link_id = new.id
       and (t.link_hash <> new.token_hash or new.revoked_at is not null);
    return null;
end
$$;
create trigger shut after update on app.share_links for each row
    when (new.token_hash <> old.token_hash
          or new.revoked_at is not null and old.revoked_at is null
          or new.password_hash is not null
             and new.password_hash is distinct from old.password_hash)
    execute function app.shut_share_link();

-- Whoever has to say a new password comes in as a new browser.
create function app.recount_share_link() returns trigger
language plpgsql as $$
begin
    new.use_count := 0;
    return new;
end
$$;
create trigger recount before update of password_hash on app.share_links for each row
    when (new.password_hash is not null
          and new.password_hash is distinct from old.password_hash)
    execute function app.recount_share_link();

grant select, insert, update, delete on app.link_tokens to ss_gate;
grant select, delete on app.link_tokens to ss_history;
grant execute on function app.link_behind(text), app.links_of(text),
    app.link_scope_name(app.share_links), app.derive_token(text, uuid),
    app.add_link_token(app.share_links, text, text, uuid) to ss_gate;

grant create on schema app, auth to ss_gate;
grant create on schema app to ss_history;
alter function app.resend_share_link(uuid, text, text) owner to ss_gate;
alter function auth.open_link(uuid, text, text, text, text, text, text, text, text)
    owner to ss_gate;
alter function auth.mail_my_links(text, text) owner to ss_gate;
alter function app.shut_share_link() owner to ss_history;
revoke create on schema app, auth from ss_gate;
revoke create on schema app from ss_history;

grant execute on function app.resend_share_link(uuid, text, text) to ss_app;
grant execute on function
    auth.open_link(uuid, text, text, text, text, text, text, text, text),
    auth.mail_my_links(text, text) to ss_auth;
