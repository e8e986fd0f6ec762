-- Signing up, signing in, and the law of refresh tokens.
begin;
select no_plan();
\ir lib/world.sql

-- Sign-up.
select is(pg_temp.fetch('ss_auth', format(
    'select "user" - ''created_at'' from auth.register(%L, %L, %L, '' Dee@Example.COM '', ''Dee'', ''hash'', ''k1'', null, ''agent'', ''192.0.2.0/24'', false, ''r'')',
    pg_temp.id('dee'), pg_temp.id('dees'), pg_temp.id('dee session'))),
    format('{"id": "%s", "name": "Dee", "email": "dee@example.com", "locale": "en", "time_zone": "UTC", "workspaces": [{"id": "%s", "name": "Dee''s studio", "role": "owner", "slug": "dee-s-studio"}]}',
           pg_temp.id('dee'), pg_temp.id('dees')),
    'register makes the person and a workspace, and answers like GET /me');
select is(pg_temp.failure('ss_auth', format(
    'select auth.register(%L, %L, %L, ''DEE@example.com'', ''Dee'', ''hash'', ''k1'', null, null, null, false, ''r'')',
    gen_random_uuid(), gen_random_uuid(), gen_random_uuid())), 'SS409 email_taken /email',
    'an address is taken once, in any case');
select is(pg_temp.sign_in('dee', 'dees'), 'owner', 'the new session works at once');
select is((select array_agg(kind order by seq) from app.events where workspace_id = pg_temp.id('dees')),
          array['workspace.created', 'member.joined'], 'the log of the workspace begins');

select is(pg_temp.fetch('ss_auth', 'select password_hash || pepper_id || disabled from auth.find_login(''ADA@example.com '')'),
          'hashk1false', 'find_login finds by address in any case');
select is(pg_temp.attempt('ss_auth', 'select * from auth.find_login(''nobody@example.com'')'), '0 rows',
          'and nobody for an unknown one');
update app.users set disabled_at = now() where id = pg_temp.id('cyd');
select is(pg_temp.fetch('ss_auth', 'select disabled from auth.find_login(''cyd@example.com'')'), 'true',
          'and tells who is disabled');

-- Sign-in.
create function pg_temp.open(session text, person text, remember bool default false,
                             new_hash text default null) returns text language sql as
$$ select pg_temp.failure('ss_auth', format(
     'select auth.open_session(%L, %L, ''agent'', ''192.0.2.0/24'', %L, %L, ''k2'', ''r'')',
     pg_temp.id(session), pg_temp.id(person), remember, new_hash)) $$;
select is(pg_temp.open('s', 'cyd'), 'SS401 invalid_credentials', 'a disabled person gets no session');
select is(pg_temp.open('short', 'ada', false), 'no failure', 'a session');
select is(pg_temp.open('long', 'ada', true, 'new hash'), 'no failure', 'one that is remembered, with a new hash');
select is((select idle_expires_at - created_at from app.sessions where id = pg_temp.id('short')),
          interval '12 hours', 'a session is over after 12 idle hours');
select is((select idle_expires_at - created_at from app.sessions where id = pg_temp.id('long')),
          interval '30 days', 'one that is remembered after 30 days');
select is((select absolute_expires_at - created_at from app.sessions where id = pg_temp.id('long')),
          interval '90 days', 'every one after 90 days');
select is((select password_hash || pepper_id from auth.credentials where user_id = pg_temp.id('ada')),
          'new hashk2', 'the new hash is kept');

update app.sessions set created_at = now() - interval '1 hour' where id = pg_temp.id('short');
do $$ begin
    for i in 1 .. 19 loop perform pg_temp.open('s' || i, 'ada'); end loop;
end $$;
select is((select count(*) from app.sessions where user_id = pg_temp.id('ada') and revoked_at is null),
          20::bigint, 'a person has at most 20 live sessions');
select isnt((select revoked_at from app.sessions where id = pg_temp.id('short')), null,
            'the oldest one has gone');
select is((select revoked_at from app.sessions where id = pg_temp.id('s19')), null, 'the newest is live');

-- Refresh.
create function pg_temp.rotate(session text, generation int) returns text language sql as
$$ select pg_temp.fetch('ss_auth', format(
     'select state || '' '' || generation from auth.rotate_session(%L, %s, ''r'')',
     pg_temp.id(session), generation)) $$;
select is(pg_temp.rotate('long', 1), 'rotated 2', 'C10: the present generation moves on by one');
select is(pg_temp.rotate('long', 1), 'grace 2', 'C10: the one before gets the present, without a step');
select is(pg_temp.rotate('long', 1), 'grace 2', 'C11: as often as a browser has tabs');
select is(pg_temp.rotate('long', 2), 'rotated 3', 'C10: and on');
update app.sessions set rotated_at = clock_timestamp() - interval '31 seconds' where id = pg_temp.id('long');
select is(pg_temp.supposing('select pg_temp.rotate(''long'', ' || n || ')', check_), wanted, why)
  from (values
    (2, 'select pg_temp.rotate(''long'', 3)', 'gone 3',
     'C10: after 30 seconds the one before is stolen, and the session is over for both'),
    (1, 'select pg_temp.rotate(''long'', 3)', 'gone 3',
     'C10: a generation further back is stolen at any time'),
    (9, 'select pg_temp.rotate(''long'', 3)', 'gone 3', 'so is one that was never given out'),
    (2, 'select reuse_detected_at is not null from app.sessions where id = pg_temp.id(''long'')',
     'true', 'C10: which is noted')) x (n, check_, wanted, why);
select is(pg_temp.supposing('select 1', 'select pg_temp.rotate(''long'', 2)'), 'reuse 3',
          'C10: the thief is told nothing but that it is over');
select is(pg_temp.rotate('long', 3), 'rotated 4', 'the present one still works after 31 seconds');
select is(pg_temp.rotate('nothing', 1), 'gone 1', 'an unknown session is gone');

update app.sessions set idle_expires_at = now() + interval '1 minute',
                        absolute_expires_at = now() + interval '1 day' where id = pg_temp.id('s19');
select is(pg_temp.rotate('s19', 1), 'rotated 2', 'a refresh');
select is((select idle_expires_at - now() from app.sessions where id = pg_temp.id('s19')),
          interval '12 hours', 'begins the idle time anew');
update app.sessions set absolute_expires_at = now() + interval '1 hour' where id = pg_temp.id('s19');
select is(pg_temp.rotate('s19', 2), 'rotated 3', 'a refresh near the end');
select is((select idle_expires_at - now() from app.sessions where id = pg_temp.id('s19')),
          interval '1 hour', 'does not go beyond it');
update app.sessions set idle_expires_at = now() where id = pg_temp.id('s19');
select is(pg_temp.rotate('s19', 3), 'gone 3', 'an idle session is gone');

-- Sign-out.
create function pg_temp.close(session text, person text) returns void language sql as
$$ select pg_temp.fetch('ss_auth', format('select auth.close_session(%L, %L, ''r'')',
                                          pg_temp.id(session), pg_temp.id(person))) $$;
select pg_temp.close('s18', 'bob');
select is((select revoked_at from app.sessions where id = pg_temp.id('s18')), null,
          'nobody ends somebody else''s session');
select pg_temp.close('s18', 'ada');
select is(pg_temp.rotate('s18', 1), 'gone 1', 'C12: a closed session is gone');

-- Workspaces.
select pg_temp.sign_in('ada');
select is(pg_temp.fetch('ss_app', format('select slug || role || rev from app.create_workspace(%L, ''North'')',
                                         pg_temp.id('second'))),
          'north-' || right(pg_temp.id('second')::text, 8) || 'owner1',
          'a second workspace of the same name gets another short name');
select is(pg_temp.failure('ss_app', format('select app.create_workspace(%L, ''X'', ''south'')', gen_random_uuid())),
          '23505 workspaces_slug_key', 'a short name that is asked for may be taken');
select is(pg_temp.failure('ss_app', format('select app.create_workspace(%L, ''X'', ''No good'')', gen_random_uuid())),
          '23514 workspaces_slug_check', 'or not be one');
select is(pg_temp.failure('ss_app', format('select app.create_workspace(%L, '''')', gen_random_uuid())),
          '23514 workspaces_name_check', 'a workspace has a name');
select is(pg_temp.sign_in('ada', 'second'), 'owner', 'its maker is its owner');
select is(pg_temp.attempt('ss_app', 'update app.workspaces set name = ''Second'''), '1 rows',
          'an owner renames the present workspace only');
select is((select rev || name from app.workspaces where id = pg_temp.id('second')), '2Second',
          'which is a new revision');
select set_config('app.user_id', '', true);
select is(pg_temp.failure('ss_app', format('select app.create_workspace(%L, ''X'')', gen_random_uuid())),
          'SS401 session_revoked', 'nobody signed in makes none');

-- Profile.
select pg_temp.sign_in('ada');
select is(pg_temp.failure('ss_app', format('update app.users set time_zone = %L', zone)), wanted,
          'time zone ' || zone)
  from (values ('Europe/Berlin', 'no failure'), ('UTC', 'no failure'),
               ('America/Argentina/Buenos_Aires', 'no failure'),
               ('Mars/Base', '23514 users_time_zone_check'), ('CET-1', '23514 users_time_zone_check'),
               ('', '23514 users_time_zone_check')) x (zone, wanted);

select * from finish();
rollback;
