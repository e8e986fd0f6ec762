-- How a request begins: session, membership, role; idempotency keys; readiness.
begin;
select no_plan();
\ir lib/world.sql

create function pg_temp.begin(session text, person text, workspace text, roles int) returns text
language sql as $$
    select pg_temp.failure('ss_app', format('select app.begin_request(%L, %L, %L, %s, ''r'')',
        pg_temp.id(session), pg_temp.id(person), pg_temp.id(workspace), roles))
$$;

select is(pg_temp.sign_in('ada', 'north'), 'owner', 'begin_request tells the role: owner');
select is(pg_temp.sign_in('bob', 'north'), 'member', 'begin_request tells the role: member');
select is(pg_temp.sign_in('bob'), 'user', 'without a workspace the role is user');
select is(current_setting('app.workspace_id'), '', 'and no workspace is set');
select is(array[current_setting('app.actor_kind'), current_setting('app.scope')],
          array['member', ''], 'a person acts, limited to no projects');
select pg_temp.sign_in('ada', 'north');
select is(array[current_setting('app.workspace_id'), current_setting('app.user_id'),
                current_setting('app.session_id'), current_setting('app.role'),
                current_setting('app.request_id')],
          array[pg_temp.id('north')::text, pg_temp.id('ada')::text,
                pg_temp.id('ada session')::text, 'owner', 'request-of-ada'],
          'begin_request makes the settings');
select is(pg_temp.fetch('ss_app', format(
              'select app.begin_request(%L, %L, %L, 3, ''request-of-ada'', ''192.0.2.0/24'')',
              pg_temp.id('ada session'), pg_temp.id('ada'), pg_temp.id('north'))), 'owner',
          'begin_request takes the network of the caller');
select is(array[current_setting('app.ip_prefix'), current_setting('app.scope')],
          array['192.0.2.0/24', 'all'], 'and sets it, beside the projects of the member');
select is(pg_temp.supposing(
              'update app.memberships set scope = ''listed'' where role = ''member'' and user_id = pg_temp.id(''bob'')',
              'select pg_temp.sign_in(''bob'', ''north'') || current_setting(''app.scope'')'),
          'memberlisted', 'a member may be limited to listed projects');

-- Administrators and nobody.
create function pg_temp.admin(person text) returns text language sql as $$
    select pg_temp.failure('ss_admin', format('select app.begin_admin(%L, %L, ''r'', ''n'')',
        pg_temp.id(person || ' session'), pg_temp.id(person)))
$$;
select is(pg_temp.admin('ada'), 'SS403 role_not_allowed', 'C21: an owner is no administrator');
select is(pg_temp.admin('nobody'), 'SS401 session_revoked', 'a stranger is 401');
update app.users set is_admin = true where id = pg_temp.id('ada');
select is(pg_temp.fetch('ss_admin', format('select app.begin_admin(%L, %L, ''r'', ''n'')',
          pg_temp.id('ada session'), pg_temp.id('ada'))), 'admin', 'an administrator is let in');
select is(array[current_setting('app.user_id'), current_setting('app.role'),
                current_setting('app.actor_kind'), current_setting('app.ip_prefix')],
          array[pg_temp.id('ada')::text, 'admin', 'admin', 'n'], 'with settings of his own');
select is(pg_temp.supposing('update app.sessions set revoked_at = now()',
                            'select pg_temp.admin(''ada'')'),
          'SS401 session_revoked', 'C9: until his session ends');
update app.users set is_admin = false where id = pg_temp.id('ada');
select is(pg_temp.fetch('ss_auth', 'select auth.begin_public(''req'', ''net'', ''agent'')'),
          'public', 'nobody is let in as nobody');
select is(array[current_setting('app.request_id'), current_setting('app.ip_prefix'),
                current_setting('app.user_agent')], array['req', 'net', 'agent'],
          'and leaves what the audit log keeps');
select pg_temp.sign_in('ada', 'north');

select is(pg_temp.begin('nothing', 'ada', 'north', 3), 'SS401 session_revoked', 'an unknown session is 401');
select is(pg_temp.begin('bob session', 'ada', 'north', 3), 'SS401 session_revoked',
          'somebody else''s session is 401');
select is(pg_temp.begin('ada session', 'ada', 'south', 3), 'SS404 not_found',
          'a workspace of others is 404');
select is(pg_temp.begin('ada session', 'ada', 'nowhere', 3), 'SS404 not_found',
          'a workspace that does not exist is the same 404');
select is(pg_temp.failure('ss_app', format('select app.begin_request(%L, %L, null, 3, null)',
          pg_temp.id('ada session'), pg_temp.id('ada'))), 'SS404 not_found', 'no workspace is 404');
select is(pg_temp.begin('bob session', 'bob', 'north', 1), 'SS403 role_not_allowed',
          'a member may not do what only owners may');
select is(pg_temp.begin('ada session', 'ada', 'north', 2), 'SS403 role_not_allowed',
          'an owner may not do what only members may');

create function pg_temp.begin_after(change text, person text, roles int default 3) returns text
language sql as $$
    select pg_temp.supposing(change, format('select pg_temp.begin(%L, %L, ''north'', %s)',
                                            person || ' session', person, roles))
$$;
select is(pg_temp.begin_after('update app.sessions set revoked_at = now()', 'ada'),
          'SS401 session_revoked', 'C9: a revoked session ends with the very next request');
select is(pg_temp.begin_after('update app.sessions set idle_expires_at = now()', 'ada'),
          'SS401 session_revoked', 'so does an idle one');
select is(pg_temp.begin_after('update app.sessions set absolute_expires_at = now()', 'ada'),
          'SS401 session_revoked', 'and one of old age');
select is(pg_temp.begin_after('update app.users set disabled_at = now()', 'ada'),
          'SS401 session_revoked', 'and that of a disabled person');
select is(pg_temp.begin_after('delete from app.memberships where role = ''member''', 'bob'),
          'SS404 not_found', 'C23: a removed member finds no workspace');
select is(pg_temp.begin_after('update app.memberships set role = ''owner'' where user_id = pg_temp.id(''bob'');
                               update app.memberships set role = ''member'' where user_id = pg_temp.id(''ada'')', 'ada', 1),
          'SS403 role_not_allowed', 'a changed role counts at once');
select is(pg_temp.begin_after('update app.workspaces set suspended_at = now()', 'ada'),
          'SS404 not_found', 'a suspended workspace is 404');
select is(pg_temp.begin_after('update app.workspaces set deleted_at = now()', 'ada'),
          'SS404 not_found', 'so is a deleted one');
select is(pg_temp.begin_after('update app.workspaces set suspended_at = now();
                               update app.workspaces set suspended_at = null', 'ada'),
          'no failure', 'until it is opened again');
select is(pg_temp.begin_after('update app.workspaces set suspended_at = now();
                               delete from app.memberships where role = ''member'' and user_id = pg_temp.id(''bob'');
                               insert into app.memberships (workspace_id, user_id, role)
                               values (pg_temp.id(''north''), pg_temp.id(''bob''), ''member'')', 'bob'),
          'SS404 not_found', 'nobody comes in by joining a suspended one');
select is(pg_temp.begin_after('update app.users set disabled_at = now();
                               update app.users set disabled_at = null', 'ada'),
          'SS401 session_revoked', 'who is enabled again signs in again');

-- Idempotency.
select pg_temp.sign_in('ada', 'north');
create function pg_temp.claim(key text, hash text, operation text) returns text language sql as
$$ select pg_temp.failure('ss_app', format('select app.begin_idempotent(%L, %L, %L)', key, hash, operation)) $$;

select is(pg_temp.claim('k1', '\x01', 'createTask'), 'no failure', 'C95: a new key is free');
select is(pg_temp.claim('k1', '\x01', 'createTask'), 'no failure',
          'C95: a key whose request left no answer is free again');
select is(pg_temp.attempt('ss_app', 'update app.idempotency_keys set response = ''{"b": 1, "a": 2}'', etag = ''r1'' where key = ''k1'''),
          '1 rows', 'the wrapped statement stores the answer');
select is(pg_temp.claim('k1', '\x01', 'createTask'), 'SS001 idempotency_replay', 'C95: then the answer is known');
select is(pg_temp.fetch('ss_app', 'select response::text || etag from app.replay_idempotent(''k1'')'),
          '{"b": 1, "a": 2}r1', 'C95: and replayed as it was, members in their order');
select is(pg_temp.claim('k1', '\x02', 'createTask'), 'SS422 idempotency_mismatch',
          'C95: the same key with another body is 422');
select is(pg_temp.claim('k1', '\x01', 'createClient'), 'SS422 idempotency_mismatch',
          'C95: the same key with another operation is 422');
select is(pg_temp.fetch('ss_app', 'select count(*) from app.replay_idempotent(''k2'')'), '0',
          'an unknown key has no answer');
update app.idempotency_keys set expires_at = now() - interval '1 second' where key = 'k1';
select is(pg_temp.claim('k1', '\x02', 'createTask'), 'no failure', 'after a day the key is free');
select is(pg_temp.fetch('ss_app', 'select count(*) from app.replay_idempotent(''k1'')'), '0',
          'and its old answer is gone');
select pg_temp.sign_in('bob', 'north');
select is(pg_temp.claim('k1', '\x09', 'createTask'), 'no failure', 'keys belong to their caller');
select is(pg_temp.failure('ss_app', format(
    'insert into app.idempotency_keys (caller, key, operation, request_hash) values (%L, ''x'', ''x'', ''\x00'')',
    pg_temp.id('ada'))), '42501', 'nobody claims a key for somebody else');
select is(pg_temp.claim(repeat('k', 256), '\x01', 'createTask'), '23514 idempotency_keys_key_check',
          'C95: a key has at most 255 characters');

-- Errors for the client.
select is(pg_temp.failure('ss_app', 'select app.fail(409, ''in_use'', ''Still in use.'', ''/name'')'),
          'SS409 in_use /name', 'app.fail carries status, code and pointer');
select is(pg_temp.failure('ss_app', 'select 1 where app.fail(422, ''x'', ''y'') is null'), 'SS422 x',
          'and stands in any expression');

-- Readiness.
create function pg_temp.ready(role text) returns text language sql as
$$ select pg_temp.fetch(role, 'select safe || '' '' || schema_version from app.check_deployment()') $$;

select is(pg_temp.ready('ss_app'), 'true ' || (select max(number) from meta.migrations),
          'the deployment is safe for ss_app, and tells its version');
select matches(pg_temp.ready('ss_auth'), '^true ', 'and for ss_auth');
select is((select safe from app.check_deployment()), false, 'not for a superuser');
select matches(pg_temp.supposing(change, 'select pg_temp.ready(''ss_app'')'), '^false ', why)
  from (values
    ('alter table app.comments no force row level security',
     'not with a table that its owner could read past the policies'),
    ('alter table app.comments disable row level security', 'not with an open table'),
    ('grant ss_owner to ss_app', 'not when the role could become the owner'),
    (format('grant temporary on database %I to public', current_database()),
     'not when it could make temporary tables')) x (change, why);

select * from finish();
rollback;
