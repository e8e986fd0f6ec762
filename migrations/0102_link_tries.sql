-- A try of a link's password counts before the password is hashed, so tries at the same
-- time are no more than those one after another; the right one is given back.
create function auth.count_link_try(p_workspace uuid, p_link uuid, p_network text) returns void
language sql security definer set search_path = app, pg_temp
begin atomic
    insert into app.link_failures as f (workspace_id, link_id, network, failures)
    select p_workspace, p_link, x, 1 from unnest(array['', p_network]) x order by x
    on conflict (workspace_id, link_id, network) do update
       set failures = case when f.first_at > now() - interval '30 minutes'
                      then f.failures + 1 else 1 end,
           first_at = case when f.first_at > now() - interval '30 minutes'
                      then f.first_at else now() end,
           last_at = now();
end;

create function auth.try_link(p_token text, p_session text, p_network text)
returns table (link_id uuid, password_hash text, pepper_id text, wait int)
language plpgsql security definer set search_path = app, pg_temp as $$
#variable_conflict use_column
declare
    l record;
    ws uuid;
begin
    select x.* into l from auth.find_link(p_token, p_session, p_network) x;
    if l.link_id is null then
        return;
    end if;
    if l.password_hash is not null and l.wait = 0 then
        select x.workspace_id into ws from app.share_links x where x.id = l.link_id;
        insert into app.link_failures (workspace_id, link_id, network, failures)
        values (ws, l.link_id, '', 0) on conflict do nothing;
        perform from app.link_failures f
          where f.workspace_id = ws and f.link_id = l.link_id and f.network = ''
            for no key update;
        l.wait := (select x.wait from auth.find_link(p_token, p_session, p_network) x);
        if l.wait = 0 then
            perform auth.count_link_try(ws, l.link_id, p_network);
        end if;
    end if;
    return query select l.link_id, l.password_hash, l.pepper_id, coalesce(l.wait, 0);
end
$$;

-- As before, but the try is counted already; a code's is counted where it is looked at.
create or replace function auth.refuse_link(p_link uuid, p_network text, p_agent text)
returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid := (select l.workspace_id from app.share_links l where l.id = p_link);
begin
    perform app.note_access(ws, p_link, null, 'refused', null, p_agent),
            app.audit('share_link.refused', 'share_link', p_link, '{}', ws, null, 'client');
end
$$;

create or replace function auth.open_link(p_link uuid, p_token text, p_session text,
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
    if l.password_hash is not null then
        update app.link_failures f set failures = f.failures - 1
         where f.workspace_id = l.workspace_id and f.link_id = l.id and f.failures > 0
           and f.network = '';
        update app.link_failures f set failures = f.failures - 1
         where f.workspace_id = l.workspace_id and f.link_id = l.id and f.failures > 0
           and f.network = p_network;
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
            perform auth.count_link_try(l.workspace_id, l.id, p_network),
                    auth.refuse_link(l.id, p_network, p_agent);
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

revoke all on function auth.count_link_try(uuid, uuid, text), auth.try_link(text, text, text)
    from public;
grant execute on function auth.try_link(text, text, text) to ss_auth;
grant create on schema auth to ss_gate;
alter function auth.count_link_try(uuid, uuid, text) owner to ss_gate;
alter function auth.try_link(text, text, text) owner to ss_gate;
revoke create on schema auth from ss_gate;
