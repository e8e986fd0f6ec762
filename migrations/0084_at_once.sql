-- What two at once, or a great many, could still get wrong.

-- An owner is somebody who can sign in: one whose account is disabled or closed does not
-- count, for who leaves or is demoted.
create function app.has_owner(p_workspace uuid, p_but uuid default null) returns boolean
language sql stable
begin atomic
    select exists (
        select from app.memberships m
          join app.users u on u.id = m.user_id
         where m.workspace_id = p_workspace and m.role = 'owner'
           and m.user_id is distinct from p_but
           and u.disabled_at is null and u.deleted_at is null);
end;

create or replace function app.keep_owner() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform app.lock_members(old.workspace_id);
    if not app.has_owner(old.workspace_id)
       and exists (select from app.workspaces w
                    where w.id = old.workspace_id and w.deleted_at is null) then
        perform app.fail(409, 'last_owner', 'A workspace must have an owner.');
    end if;
    return null;
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
         where m.user_id = gone.id
           and (m.role <> 'owner' or app.has_owner(m.workspace_id, gone.id));
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

-- Who becomes the owner does not close the account meanwhile.
create or replace function app.transfer_ownership(p_user uuid) returns setof uuid
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
        and u.disabled_at is null and u.deleted_at is null
        for share of u;
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

-- Counted one after the other; touch_project takes the same lock for codes.
create or replace function app.limit_projects() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.workspace_id::text, 2));
    if (select count(*) from app.projects p
         where p.workspace_id = new.workspace_id and p.deleted_at is null)
       >= (select w.project_limit from app.workspaces w where w.id = new.workspace_id) then
        perform app.fail(409, 'project_limit', 'The workspace has as many projects as it may.');
    end if;
    return new;
end
$$;

-- A new code takes the place of the one before, and gives new tries, only when it is
-- really mailed: who asks too often would otherwise void the code of somebody else.
create or replace function auth.send_link_code(p_token text, p_email text, p_code text) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    l app.share_links;
    address text := lower(btrim(p_email));
    once text := 'link-code ' || gen_random_uuid();
begin
    select (b.link).* into l from app.link_behind(p_token) b;
    if l.id is null or not app.link_lives(l) or address <> all (l.allowed_emails) then
        return;
    end if;
    perform app.send_mail(address, 'link-code', jsonb_build_object('code', p_code,
        'workspace', (select w.name from app.workspaces w where w.id = l.workspace_id)),
        once, true, l.workspace_id);
    if exists (select from app.mail_outbox m where m.dedupe_key = once) then
        insert into app.link_codes as c (workspace_id, link_id, email, code_hash, expires_at)
        values (l.workspace_id, l.id, address, sha256(convert_to(p_code, 'UTF8')),
                now() + interval '10 minutes')
        on conflict (workspace_id, link_id, email) do update
           set code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at;
    end if;
end
$$;

-- A bounded number at a time, as every other job; it runs again while there is more.
drop function app.purge_secrets();
create function app.purge_secrets(p_most int default 1000) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    n int;
    total int := 0;
begin
    delete from auth.registrations r where r.ctid = any (array(
        select x.ctid from auth.registrations x where x.expires_at < now() limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from auth.one_time_tokens t where t.ctid = any (array(
        select x.ctid from auth.one_time_tokens x where x.expires_at < now() limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from auth.attempts a where a.ctid = any (array(
        select x.ctid from auth.attempts x
         where x.used_at < now() - interval '1 day' limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from auth.devices d where d.ctid = any (array(
        select x.ctid from auth.devices x
         where x.last_used_at < now() - interval '1 year' limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from app.exports e where e.ctid = any (array(
        select x.ctid from app.exports x where x.expires_at < now() limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from app.jobs j where j.ctid = any (array(
        select x.ctid from app.jobs x
         where x.finished_at < now() - interval '30 days' limit p_most));
    get diagnostics n = row_count;
    total := total + n;
    delete from app.sessions s where s.ctid = any (array(
        select x.ctid from app.sessions x
         where x.absolute_expires_at < now() - interval '90 days' limit p_most));
    get diagnostics n = row_count;
    return total + n;
end
$$;
create index sessions_ended_idx on app.sessions (absolute_expires_at);
create index jobs_finished_idx on app.jobs (finished_at) where finished_at is not null;
create index link_accesses_at_idx on app.link_accesses (at);

grant execute on function app.has_owner(uuid, uuid) to ss_gate;
grant create on schema app to ss_gate;
alter function app.purge_secrets(int) owner to ss_gate;
revoke create on schema app from ss_gate;
grant execute on function app.purge_secrets(int) to ss_worker;
