-- Who belongs to a workspace and what keys may do, below the API.
begin;
select no_plan();
\ir lib/world.sql

create function pg_temp.as_member(call text) returns text language sql as
$$ select pg_temp.failure('ss_app', 'select * from app.' || call) $$;

-- C97
select is(pg_temp.as_member(format('remove_member(%L, 1)', pg_temp.id('ada'))), 'SS409 last_owner',
          'C97: the last owner cannot be removed');
select is(pg_temp.as_member(format('set_member_role(%L, 1, ''member'')', pg_temp.id('ada'))),
          'SS409 last_owner', 'C97: nor demoted');
select throws_ok($$ delete from app.memberships where workspace_id = pg_temp.id('north') $$,
                 'SS409', 'last_owner', 'C97: by no statement');
select throws_ok($$ update app.memberships set scope = 'listed' where role = 'owner' $$,
                 '23514', null, 'an owner sees all projects');
select is(pg_temp.attempt('ss_app', 'update app.memberships set role = ''owner'''), '42501',
          'memberships are written by functions only');

-- C90
select is(pg_temp.attempt(role, statement), '42501', format('C90: %s: %s', role, statement))
  from unnest(array['ss_app', 'ss_auth', 'ss_guest', 'ss_worker', 'ss_admin']) role,
       unnest(array['insert into app.audit_log (chain) values (null)',
                    'update app.audit_log set action = ''x''', 'delete from app.audit_log',
                    'update app.audit_heads set seq = 0']) statement;
select is((select count(*) from app.audit_log
            where chain = pg_temp.id('north') and action = 'member.joined'), 2::bigint,
          'C90: who joined is in the log');
select is((app.audit_page(pg_temp.id('north'), 0, 1000)).fault, null, 'C91: the chain holds');
select is(pg_temp.supposing($$ update app.audit_log set ip_prefix = 'x'
                                where chain = pg_temp.id('north') and seq = 1 $$,
          $$ select (app.audit_page(pg_temp.id('north'), 0, 1000)).fault::text $$), '1',
          'C91: a changed entry shows');
select is(pg_temp.fetch('ss_app', 'select count(*) from app.audit_log'),
          (select count(*)::text from app.audit_log where chain = pg_temp.id('north')),
          'an owner reads the log of the workspace');
select pg_temp.sign_in('bob', 'north');
select is(pg_temp.fetch('ss_app', format('select count(*) from app.audit_log
           where actor_id is distinct from %L', pg_temp.id('bob'))), '0', 'a member that of his own');

-- Tokens and hashes are for functions.
select is(pg_temp.attempt('ss_app', format('select %s from app.%s', c, t)), '42501',
          format('%s.%s is not for requests', t, c))
  from (values ('invitations', 'token_hash'), ('api_keys', 'hash'), ('api_keys', 'seen_in')) x (t, c);
select is(pg_temp.fetch('ss_app', 'select count(id) from app.api_keys'), '0',
          'a member does not see the keys of an owner');
select is(pg_temp.failure('ss_app', format('select app.transfer_ownership(%L)', pg_temp.id('ada'))),
          'SS403 role_not_allowed', 'C21: nor does he give away what he does not own');

-- C30
create function pg_temp.with_key(change text, roles int, scope text,
    address text default '192.0.2.7', workspace text default 'north') returns text
language sql as $$
    select pg_temp.supposing(change, format(
        'select pg_temp.failure(''ss_app'', %L)', format(
        'select app.begin_key(%L, %L, %s, %L, ''r'', ''192.0.2.0/24'', %L)',
        sha256(convert_to('key of north', 'UTF8')), pg_temp.id(workspace), roles, scope, address)))
$$;
select is(pg_temp.with_key('select 1', 3, 'tasks:read'), 'no failure', 'C30: a key with the scope may');
select is(pg_temp.with_key('select 1', 3, 'tasks:write'), 'SS403 scope_missing', 'C30: without it may not');
select is(pg_temp.with_key('update app.api_keys set scopes = ''{tasks:write}''', 3, 'tasks:read'),
          'no failure', 'C30: writing includes reading');
select is(pg_temp.with_key('select 1', 2, 'tasks:read'), 'SS403 role_not_allowed',
          'C30: nor more than its member');
select is(pg_temp.with_key('select 1', 3, 'tasks:read', workspace => 'south'), 'SS404 not_found',
          'C30: nor in another workspace');
select is(pg_temp.with_key('update app.api_keys set networks = ''{198.51.100.0/24}''', 3, 'tasks:read'),
          'SS403 network_not_allowed', 'C30: nor from another network');
select is(pg_temp.with_key(change, 3, 'tasks:read'), 'SS401 invalid_key', format('C30: 401 after %s', change))
  from unnest(array['update app.api_keys set revoked_at = now()',
                    'update app.api_keys set expires_at = now()',
                    'update app.users set disabled_at = now()',
                    'update app.users set deleted_at = now()',
                    'update app.workspaces set suspended_at = now()',
                    'delete from app.api_keys']) change;

-- Members of listed projects.
update app.memberships set scope = 'listed' where user_id = pg_temp.id('bob') and role = 'member';
select pg_temp.sign_in('bob', 'north');
select is(pg_temp.fetch('ss_app', format('select count(*) from app.%I', relname)), '0',
          format('%s shows nothing to a member for whom no project is listed', relname))
  from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'listed_projects'
 where relname <> 'events' order by relname;
select is(pg_temp.fetch('ss_app', 'select string_agg(distinct entity_type, '','') from app.events'),
          'member,workspace', 'of the events those of workspace and members');
insert into app.member_projects (workspace_id, user_id, project_id)
values (pg_temp.id('north'), pg_temp.id('bob'), pg_temp.id('north project'));
select is(pg_temp.fetch('ss_app', 'select count(*) from app.tasks'), '3', 'what is listed is there');
select is(pg_temp.fetch('ss_app', 'select count(*) from app.comments'), '1', 'with all that hangs on it');
select set_config('app.scope', '', true);
delete from app.member_projects where user_id = pg_temp.id('bob');
select is(pg_temp.fetch('ss_app', 'select count(*) from app.tasks'), '0',
          'without the setting nothing is shown');

-- C92
update app.users set is_admin = true where id = pg_temp.id('cyd');
create function pg_temp.look_in() returns text language sql as $$
    select pg_temp.failure('ss_app', format('select app.begin_request(%L, %L, %L, 7, ''r'', null)',
        pg_temp.id('cyd session'), pg_temp.id('cyd'), pg_temp.id('north'))) $$;
select is(pg_temp.look_in(), 'SS404 not_found', 'C92: without consent an administrator is a stranger');
insert into app.support_accesses (workspace_id, admin_id, reason, approved, decided_by, expires_at)
values (pg_temp.id('north'), pg_temp.id('cyd'), 'x', true, pg_temp.id('ada'), now() - interval '1 second');
select is(pg_temp.look_in(), 'SS404 not_found', 'C92: and when it is over');
update app.support_accesses set expires_at = now() + interval '30 minutes'
 where admin_id = pg_temp.id('cyd') and approved;
select is(pg_temp.supposing('update app.users set is_admin = false', 'select pg_temp.look_in()'),
          'SS404 not_found', 'C92: and when he is no administrator any more');
select is(pg_temp.fetch('ss_app', format('select app.begin_request(%L, %L, %L, 7, ''r'', null)',
              pg_temp.id('cyd session'), pg_temp.id('cyd'), pg_temp.id('north'))), 'support',
          'C92: with it he may look');
select is(array[current_setting('app.role'), current_setting('app.actor_kind'),
                current_setting('app.on_behalf_of'), current_setting('transaction_read_only')],
          array['support', 'admin', pg_temp.id('ada')::text, 'on'],
          'C92: as support, for the owner who consented, reading only');

select * from finish();
rollback;
