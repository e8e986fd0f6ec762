-- What was closed longer ago than its time of grace is removed for good, by a job, a
-- bounded number of rows at a time: whatever was removed stays so, the next run goes on.
--
-- Of a workspace its chain of the audit log is kept, with an entry that it was removed;
-- the log names people, keys and objects by id alone, and these lead nowhere any more.
-- Of an account an id without a name is kept, for what it left in workspaces of others.

create index workspaces_purge_idx on app.workspaces (purge_after)
    where purge_after is not null;
create index idempotency_keys_expires_idx on app.idempotency_keys (expires_at);
-- Without it each message that is removed would look at all others for answers.
create index messages_reply_idx on app.messages (workspace_id, reply_to_id)
    where reply_to_id is not null;

-- The tables that hold rows of workspaces, in an order in which they can be emptied:
-- first those that nothing points at. Memberships are last, so that nothing has to
-- forget its people before it goes itself. From the catalogue: none is forgotten.
create function app.tenant_tables()
returns table (name regclass, tenant name, newest text)
language sql stable
begin atomic
    with recursive tables as (
        select c.oid, a.attname as tenant
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid
           and a.attname in ('workspace_id', 'tenant_id') and not a.attisdropped
         where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
           and c.oid <> 'app.audit_log'::regclass),
    heights as (
        select t.oid, 0 as height from tables t
        union
        select f.confrelid, h.height + 1
          from heights h
          join pg_constraint f on f.conrelid = h.oid and f.contype = 'f'
           and f.confrelid <> f.conrelid and f.confdeltype <> 'n'
          join tables t on t.oid = f.confrelid
         where h.height < 32)
    select t.oid::regclass, t.tenant,
           (select string_agg(format('y.%I desc', a.attname), ', ' order by k.place)
              from pg_index i
             cross join unnest(i.indkey::int2[]) with ordinality k (attnum, place)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
             where i.indrelid = t.oid and i.indisprimary)
      from tables t join heights h on h.oid = t.oid
     group by t.oid, t.tenant
     order by t.oid = 'app.memberships'::regclass, max(h.height), t.oid;
end;

-- Job: removes up to p_most rows of one closed workspace, at last the workspace itself.
-- Returns how many; 0 when none is due.
create function app.purge_workspaces(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    ws uuid;
    t record;
    removed int;
    total int := 0;
begin
    select w.id into ws from app.workspaces w
     where w.deleted_at is not null and w.purge_after < now()
     order by w.purge_after limit 1
       for update skip locked;
    if not found then
        return 0;
    end if;

    for t in select * from app.tenant_tables() loop
        -- The newest first: what answers something goes before it.
        execute format('delete from %1$s x where x.ctid = any (array('
                       'select y.ctid from %1$s y where y.%2$I = $1 order by %3$s limit $2))',
                       t.name, t.tenant, t.newest) using ws, p_most - total;
        get diagnostics removed = row_count;
        total := total + removed;
        exit when total >= p_most;
    end loop;
    if total > 0 then
        return total;
    end if;

    delete from app.workspaces w where w.id = ws;
    perform app.audit('workspace.purged', 'workspace', ws, p_workspace => chain,
                      p_actor_kind => 'system')
       from unnest(array[ws, '00000000-0000-0000-0000-000000000000']) chain;
    return 1;
end
$$;

-- As it was, but that it leaves nothing which the person has beyond the account: who
-- signed in with whom, memberships of workspaces that live, mails to and about it.
create or replace function app.purge_accounts(p_limit int) returns int
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

-- Job: forgets the answers that were kept for a second try. Returns how many.
create function app.purge_answers(p_most int) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare
    n int;
begin
    delete from app.idempotency_keys k
     where k.ctid = any (array(select x.ctid from app.idempotency_keys x
                                where x.expires_at < now()
                                order by x.expires_at limit p_most));
    get diagnostics n = row_count;
    return n;
end
$$;

do $$
declare
    t record;
begin
    for t in select * from app.tenant_tables() loop
        execute format('grant select, delete on %s to ss_gate', t.name);
    end loop;
end
$$;
grant delete on app.workspaces, app.idempotency_keys, auth.identities,
    auth.oidc_transactions, auth.registrations, app.mail_suppressions to ss_gate;
grant select on app.idempotency_keys, auth.identities, auth.oidc_transactions,
    auth.registrations, app.mail_suppressions to ss_gate;
grant update (email) on app.invitations to ss_gate;
grant execute on function app.tenant_tables() to ss_gate;

grant create on schema app to ss_gate;
alter function app.purge_workspaces(int) owner to ss_gate;
alter function app.purge_answers(int) owner to ss_gate;
revoke create on schema app from ss_gate;
grant execute on function app.purge_workspaces(int), app.purge_answers(int) to ss_worker;
