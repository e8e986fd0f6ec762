-- Tenancy by catalogue: whatever tables there are, they are closed, keyed and
-- indexed by workspace. A new table that is not fails here without a new test.
begin;
select no_plan();

create temp view tenant_tables as
select c.oid, c.oid::regclass::text as name
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
 where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p');

create temp view logins as
select rolname from pg_roles
 where rolname in ('ss_app', 'ss_auth', 'ss_guest', 'ss_worker', 'ss_admin');

select cmp_ok((select count(*) from tenant_tables), '>=', 12::bigint, 'there are tables of workspaces');

select ok(c.relrowsecurity and c.relforcerowsecurity,
          format('C27: %s is closed by row-level security, to its owner too', c.oid::regclass))
  from pg_class c
 where c.relnamespace in ('app'::regnamespace, 'auth'::regnamespace) and c.relkind in ('r', 'p')
 order by c.oid::regclass::text;

select ok(exists (select from pg_policy p
                   where p.polrelid = x.oid and p.polcmd in (x.letter, '*')
                     and p.polpermissive and x.role = any (p.polroles)),
          format('C27: %s has a policy for %s by %s', x.oid::regclass, x.command, x.role::regrole))
  from (select c.oid, r.oid as role, cmd.*
          from pg_class c, pg_roles r,
               (values ('SELECT', 'r'::"char"), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd'))
               cmd (command, letter)
         where c.relnamespace in ('app'::regnamespace, 'auth'::regnamespace)
           and c.relkind in ('r', 'p') and r.rolname in (select rolname from logins)
           and case when command = 'DELETE' then has_table_privilege(r.oid, c.oid, command)
               else has_any_column_privilege(r.oid, c.oid, command) end) x
 order by x.oid::regclass::text, x.command;

select ok(coalesce(pg_get_expr(p.polqual, p.polrelid), '')
          || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
          ~ '\( SELECT \(?NULLIF\(current_setting\(''app\.(workspace|user|guest|link|project)_id''',
          format('%s of %s reads its setting once a statement', p.polname, p.polrelid::regclass))
  from pg_policy p where p.polname <> 'listed_projects'
 order by p.polrelid::regclass::text, p.polname;

-- "is not null" keeps the plans of those who see everything as they were.
select ok(pg_get_expr(p.polqual, p.polrelid)
          ~ '\( SELECT 1\s+WHERE \(current_setting\(''app\.scope''::text, true\) = ''all''::text\)\) IS NOT NULL\)? OR',
          format('%s of %s costs next to nothing for who sees all projects',
                 p.polname, p.polrelid::regclass))
  from pg_policy p where p.polname = 'listed_projects'
 order by p.polrelid::regclass::text;
select is((select string_agg(c.oid::regclass::text, ', ' order by c.oid::regclass::text)
             from pg_class c
            where c.oid in (select a.attrelid from pg_attribute a
                             where a.attname in ('project_id', 'task_id', 'client_id')
                               and not a.attisdropped)
              and c.relkind = 'r' and has_any_column_privilege('ss_app', c.oid, 'SELECT')
              and not exists (select from pg_policy p
                               where p.polrelid = c.oid and p.polname = 'listed_projects')),
          'app.member_projects',
          'what belongs to a project, task or client is closed to members who see others');

select is((select string_agg(p.polname || ' of ' || p.polrelid::regclass, ', ')
             from pg_policy p where 0 = any (p.polroles)), null, 'policies name their roles');
select is((select string_agg(distinct p.polname, ', ' order by p.polname) from pg_policy p
            where not p.polpermissive and p.polname not in ('listed_projects', 'guest_scope')),
          null, 'only these narrow what another policy allows');

select ok((select array_agg(f.attname::text || '=' || t.attname::text)
             from unnest(k.conkey, k.confkey) u (a, b)
             join pg_attribute f on f.attrelid = k.conrelid and f.attnum = u.a
             join pg_attribute t on t.attrelid = k.confrelid and t.attnum = u.b)
          @> array['workspace_id=' || case when k.confrelid = 'app.workspaces'::regclass
                                      then 'id' else 'workspace_id' end],
          format('%s carries the workspace along', k.conname))
  from pg_constraint k
 where k.contype = 'f' and k.conrelid in (select oid from tenant_tables)
   and k.confrelid <> 'app.users'::regclass
 order by k.conname;

-- What statements can write hangs on something; logs that only triggers write do not.
select ok(exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = t.oid),
          format('%s refers to what it belongs to', t.name))
  from tenant_tables t
 where has_any_column_privilege('ss_app', t.oid, 'INSERT') order by t.name;

select is((select a.attname::text from pg_attribute a
            where a.attrelid = i.indrelid and a.attnum = i.indkey[0]), 'workspace_id',
          format('%s leads with the workspace', i.indexrelid::regclass))
  from pg_index i
 where i.indrelid in (select oid from tenant_tables)
   and i.indexrelid::regclass::text not in (
       'app.memberships_user_idx',                            -- one's own, in all workspaces
       'app.api_keys_hash_idx', 'app.invitations_token_idx',  -- what a secret stands for
       'app.share_links_token_idx', 'app.link_sessions_hash_idx',
       'app.link_tokens_hash_idx', 'app.link_tokens_email_idx',  -- or an address
       'app.link_sessions_email_idx', 'app.share_links_allowed_idx',
       'app.notification_prefs_mail_idx', 'app.notification_prefs_digest_idx',  -- whose turn it is
       'app.link_accesses_at_idx')                            -- what is to be forgotten
 order by i.indexrelid::regclass::text;

select is((select string_agg(i.indexrelid::regclass::text, ', ' order by i.indexrelid::regclass::text)
             from pg_index i
            where i.indisunique and not i.indisprimary
              and i.indrelid in (select oid from pg_class
                                  where relnamespace = 'app'::regnamespace)
              and i.indrelid not in (select oid from tenant_tables)),
          'app.mail_outbox_dedupe_idx, app.users_email_key, app.workspaces_slug_key',
          'unique over all workspaces are only addresses of people, short names of workspaces, and mails');

-- Who changes a key locks out all who refer to its row, and waits for them (0098).
select is((select string_agg(i.indexrelid::regclass::text, ', ' order by i.indexrelid::regclass::text)
             from pg_index i
            where i.indisunique and not i.indisprimary and i.indpred is null
              and i.indrelid in (select confrelid from pg_constraint where contype = 'f')
              and i.indexrelid not in (select conindid from pg_constraint where contype = 'f')),
          'app.messages_seq_key, app.users_email_key',
          'what others refer to has no key that changes, but for the address of a person');

select ok(exists (select from pg_statistic_ext s
                   where s.stxrelid = t.oid and 'f' = any (s.stxkind)),
          format('%s has statistics that say its parent lies in one workspace', t.name))
  from tenant_tables t
 where t.name in ('app.tasks', 'app.projects', 'app.comments', 'app.events',
                  'app.task_history', 'app.board_columns', 'app.contacts',
                  'app.conversations', 'app.messages', 'app.message_history') order by t.name;

select ok(k.conname ~ ('^' || c.relname || '_[a-z_]+_(fkey|check|key)$'),
          format('%s names its table and column', k.conname))
  from pg_constraint k join pg_class c on c.oid = k.conrelid
 where k.connamespace in ('app'::regnamespace, 'auth'::regnamespace) and k.contype in ('f', 'c', 'u')
 order by k.conname;

select is((select string_agg(format('%s.%s', a.attrelid::regclass, a.attname), ', ')
             from pg_attribute a join pg_type t on t.oid = a.atttypid
            where a.attrelid in (select oid from tenant_tables) and a.attnum > 0
              and not a.attisdropped and (t.typtype = 'e' or t.typname in ('numeric', 'citext'))),
          null, 'no enums, numerics or citext: their operators are not leakproof');

-- Roles.
select ok(not (r.rolsuper or r.rolbypassrls or r.rolcreatedb or r.rolcreaterole
               or r.rolreplication or r.rolinherit),
          format('%s is an ordinary role', r.rolname))
  from pg_roles r where r.rolname in (select rolname from logins)
 order by r.rolname;
select is((select string_agg(m.roleid::regrole::text, ', ') from pg_auth_members m
            where m.member in (select oid from pg_roles
                                where rolname in (select rolname from logins))),
          null, 'no role that serves requests is a member of another');
select is((select string_agg(c.oid::regclass::text, ', ') from pg_class c
            where c.relnamespace in ('app'::regnamespace, 'auth'::regnamespace, 'meta'::regnamespace)
              and c.relowner <> 'ss_owner'::regrole), null, 'ss_owner owns all tables');
select is((select string_agg(rolname, ', ' order by rolname) from pg_roles
            where rolname like 'ss\_%' and not rolcanlogin),
          'ss_gate, ss_history, ss_owner, ss_search', 'owners do not log in');

select is(has_database_privilege(rolname, current_database(), 'CREATE')
          or has_schema_privilege(rolname, 'public', 'USAGE')
          or has_schema_privilege(rolname, 'app', 'CREATE')
          or has_schema_privilege(rolname, 'auth', 'CREATE'), false,
          format('%s can make nothing', rolname)) from logins order by rolname;
select is(has_schema_privilege('ss_app', 'auth', 'USAGE'), false, 'ss_app cannot enter schema auth');
select is((select string_agg(c.oid::regclass::text, ', ') from pg_class c
            where c.relkind = 'r' and c.relnamespace in ('app'::regnamespace, 'auth'::regnamespace)
              and has_any_column_privilege('ss_auth', c.oid, 'SELECT, INSERT, UPDATE')), null,
          'ss_auth reads and writes no table by itself');
select is((select string_agg(c.oid::regclass::text, ', ') from pg_class c, logins
            where c.relkind = 'r' and c.relnamespace in ('app'::regnamespace, 'auth'::regnamespace)
              and has_table_privilege(rolname, c.oid, 'TRUNCATE, REFERENCES, TRIGGER')), null,
          'nobody may truncate, refer or add triggers');
select is((select string_agg(c.oid::regclass::text, ', ') from pg_class c
            where c.relname ~ '_history$|^events$' and c.relkind = 'r'
              and (has_any_column_privilege('ss_app', c.oid, 'INSERT, UPDATE')
                   or has_table_privilege('ss_app', c.oid, 'DELETE'))), null,
          'versions and events cannot be written by the application');

select ok((select s.setconfig from pg_db_role_setting s
            where s.setrole = r.oid and s.setdatabase = 0) @> array[
              'statement_timeout=5s', 'lock_timeout=2s', 'idle_in_transaction_session_timeout=10s',
              'client_connection_check_interval=1s', 'plan_cache_mode=force_generic_plan',
              'TimeZone=UTC', 'search_path=app', 'jit=off', 'row_security=on'],
          format('%s has its settings', r.rolname))
  from pg_roles r where r.rolname in (select rolname from logins) order by r.rolname;

select is((select string_agg(c.oid::regclass::text, ', ') from pg_class c
            where c.relkind in ('v', 'm')
              and c.relnamespace in ('app'::regnamespace, 'auth'::regnamespace)
              and not coalesce(c.reloptions @> array['security_invoker=true'], false)), null,
          'views are read with the rights of the reader');

select * from finish();
rollback;
