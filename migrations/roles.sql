-- Roles of the cluster and rights on this database. Not a migration: roles belong
-- to the whole cluster. Run by a superuser (scripts/migrate.sh does it by itself
-- when it is one); may run any number of times.
--
--   ss_owner     owns schemas, tables and most functions; no login
--   ss_migrate   logs in for deployments and becomes ss_owner
--   ss_app       members of workspaces, under row-level security
--   ss_auth      only the functions of schema auth
--   ss_guest, ss_worker, ss_admin   share links, jobs, administration
--   ss_gate      owns the functions that prove who is asking; no login
--   ss_history   owns the functions that write history and events; no login
--   ss_search    owns the functions that search; no login
--
-- The last three pass by row-level security, so each of their functions applies
-- the tenant itself; t/sql/functions.sql names every one of them.

do $$
declare
    wanted constant text[][] := array[
        ['ss_owner',   'nologin'],
        ['ss_gate',    'nologin bypassrls'],
        ['ss_history', 'nologin bypassrls'],
        ['ss_search',  'nologin bypassrls'],
        ['ss_migrate', 'login noinherit'],
        ['ss_app',     'login noinherit'],
        ['ss_auth',    'login noinherit'],
        ['ss_guest',   'login noinherit'],
        ['ss_worker',  'login noinherit'],
        ['ss_admin',   'login noinherit']];
    settings constant text[] := array[
        'statement_timeout=5s',
        'lock_timeout=2s',
        'idle_in_transaction_session_timeout=10s',
        'client_connection_check_interval=1s',
        'plan_cache_mode=force_generic_plan',
        'default_transaction_isolation=read committed',
        'row_security=on',
        'jit=off',
        -- The data is on SSDs or in memory. With PostgreSQL's 4, made for disks
        -- that turn, the planner sorts a list instead of walking its index.
        'random_page_cost=1.1',
        'TimeZone=UTC',
        'search_path=app'];
    role_name text;
    entry text;
    i int;
begin
    for i in 1 .. array_length(wanted, 1) loop
        role_name := wanted[i][1];
        if not exists (select from pg_roles where rolname = role_name) then
            execute format('create role %I nosuperuser nocreatedb nocreaterole '
                           'noreplication %s', role_name, wanted[i][2]);
        end if;

        if wanted[i][2] not like 'login%' or role_name = 'ss_migrate' then
            continue;
        end if;

        -- Only what differs: two databases migrated at once would fail on the
        -- same row otherwise.
        foreach entry in array settings loop
            if not exists (select from pg_db_role_setting s
                             join pg_roles r on r.oid = s.setrole
                            where s.setdatabase = 0 and r.rolname = role_name
                              and entry = any (s.setconfig)) then
                execute format('alter role %I set %I = %L', role_name,
                               split_part(entry, '=', 1),
                               split_part(entry, '=', 2));
            end if;
        end loop;
    end loop;

    if not pg_has_role('ss_migrate', 'ss_owner', 'member') then
        grant ss_owner to ss_migrate;
    end if;
    if not pg_has_role('ss_owner', 'ss_search', 'member') then
        grant ss_gate, ss_history, ss_search to ss_owner;
    end if;

    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect, create on database %I to ss_owner',
                   current_database());
    execute format('grant connect on database %I to ss_migrate, ss_app, ss_auth, '
                   'ss_guest, ss_worker, ss_admin', current_database());
    revoke all on schema public from public;
end
$$;
