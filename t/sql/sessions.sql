-- Signing up, signing in, and the law of refresh tokens.
begin;
select no_plan();
\ir lib/world.sql

select set_config('app.ip_prefix', '192.0.2.0/24', true) \g /dev/null

-- Sign-up: nobody before the address is proven.
create function pg_temp.ask(email text, token text, device text default 'laptop') returns text
language sql as
$$ select pg_temp.failure('ss_auth', format(
     'select auth.register(%L, ''Dee'', null, ''hash'', ''k1'', %L, %L)', email, token,
     sha256(device::bytea))) $$;
create function pg_temp.verify(token text, person text, device text default 'laptop') returns text
language sql as
$$ select pg_temp.fetch('ss_auth', format(
     'select "user" - ''created_at'' from auth.verify_email(%L, %L, %L, %L, %L)', token,
     pg_temp.id(person), pg_temp.id(person || 's'), pg_temp.id(person || ' session'),
     sha256(device::bytea))) $$;
create function pg_temp.verify_failure(token text) returns text language sql as
$$ select pg_temp.failure('ss_auth', format(
     'select * from auth.verify_email(%L, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), null)',
     token)) $$;
select is(pg_temp.ask(' Dee@Example.COM ', 'dee token'), 'no failure', 'C14: somebody asks for an account');
select is(pg_temp.ask('ADA@example.com', 'ada token'), 'no failure', 'C14: a taken address is answered alike');
select is((select string_agg(recipient || ' ' || template, ', ' order by recipient) from app.mail_outbox
            where recipient in ('dee@example.com', 'ada@example.com')),
          'ada@example.com account_exists, dee@example.com verify_email', 'C14: only the mails differ');
select is((select count(*) from app.users where email = 'dee@example.com'), 0::bigint,
          'C14: there is no account yet');
select is((select position('dee token' in r::text) from auth.registrations r), 0, 'the token is kept as a hash');
select is(pg_temp.ask('dee@example.com', 'another'), 'no failure', 'asking again');
select is(pg_temp.ask('dee@example.com', 'a third'), 'no failure', 'and again');
select is(pg_temp.ask('dee@example.com', 'too many'), 'no failure', 'C17: the fourth within an hour is answered alike');
select is((select count(*) from auth.registrations), 3::bigint,
          'C17: but not mailed, and a token that nobody has got is not kept');
select is(pg_temp.verify_failure('too many'), 'SS410 link_expired', 'a token that is not ours proves nothing');
select is(pg_temp.verify('dee token', 'dee'),
    format('{"id": "%s", "name": "Dee", "email": "dee@example.com", "locale": "en", "is_admin": false, "time_zone": "UTC", "workspaces": [{"id": "%s", "name": "Dee''s studio", "role": "owner", "slug": "dee-s-studio"}]}',
           pg_temp.id('dee'), pg_temp.id('dees')),
    'the token makes the person and a workspace, and answers like GET /me');
select is(pg_temp.verify_failure('dee token'), 'SS410 link_expired', 'C15: a token works once');
select is(pg_temp.verify_failure('another'), 'SS410 link_expired', 'and the others of the address are void');
select is(pg_temp.sign_in('dee', 'dees'), 'owner', 'the new session works at once');
select is((select array_agg(kind order by seq) from app.events where workspace_id = pg_temp.id('dees')),
          array['workspace.created', 'member.joined'], 'the log of the workspace begins');
select pg_temp.ask('eve@example.com', 'eve token', 'a stranger''s') \g /dev/null
select is(pg_temp.verify('eve token', 'eve'), null, 'another browser than the one that asked is not signed in');
select is((select count(*) from app.users where email = 'eve@example.com'), 1::bigint, 'though the account is made');
select pg_temp.ask('fay@example.com', 'fay token') \g /dev/null
update auth.registrations set expires_at = now() where email = 'fay@example.com';
select is(pg_temp.verify_failure('fay token'), 'SS410 link_expired', 'C15: a token runs out');

-- What a password is held against.
create function pg_temp.login(email text, place text default '192.0.2.0/24', device text default null)
returns text language sql as
$$ select set_config('app.ip_prefix', place, true);
   select pg_temp.fetch('ss_auth', format(
     'select concat_ws('' '', password_hash, pepper_id, state, retry_after > 0) from auth.find_login(%L, %L, %L)',
     email, sha256(lower(btrim(email))::bytea), sha256(device::bytea))) $$;
select is(pg_temp.login('ADA@example.com '), 'hash k1 open f', 'find_login finds by address in any case');
select is(pg_temp.login('nobody@example.com'), 'f', 'and nobody for an unknown one');
update app.users set disabled_at = now() where id = pg_temp.id('cyd');
select is(pg_temp.login('cyd@example.com'), 'hash k1 disabled f', 'and tells who is disabled');
select pg_temp.ask('gil@example.com', 'gil token') \g /dev/null
select is(pg_temp.login('gil@example.com'), 'hash k1 unverified f', 'and who has not proved the address');
delete from auth.attempts;
select set_config('app.workspace_id', '', true), set_config('app.user_id', '', true) \g /dev/null

-- C3: five attempts of one address from one network within 15 minutes.
create function pg_temp.tries(n int, email text, place text default '192.0.2.0/24', device text default null)
returns text language sql as
$$ select string_agg(right(pg_temp.login(email, place, device), 1), '' order by i) from generate_series(1, n) i $$;
select is(pg_temp.tries(6, email), 'ffffft', 'C3: the sixth is refused: ' || email)
  from (values ('ada@example.com'), ('nobody@example.com')) x (email);
select is(pg_temp.login('ada@example.com', '198.51.100.0/24'), 'hash k1 open f', 'C3: not from another network');
select is(pg_temp.login('bob@example.com'), 'hash k1 open f', 'C3: nor for another address');
update auth.attempts set recent = array(select t - interval '15 minutes' from unnest(recent) t) where place <> '';
select is(pg_temp.tries(6, 'ada@example.com'), 'ffffft', 'C3: after 15 minutes it begins anew');
insert into auth.devices (user_id, device_hash) values (pg_temp.id('ada'), sha256('laptop'));
select is(pg_temp.tries(6, 'ada@example.com', '192.0.2.0/24', 'laptop'), 'ffffft',
          'C3: a known device is not held up by others, but has a count of its own');
select is(pg_temp.login('ada@example.com', '192.0.2.0/24', 'unknown'), 't', 'C3: an unknown one is held up');
select is((select count(*) from app.audit_log where action = 'login.throttled' and chain = pg_temp.id('ada')),
          2::bigint, 'C90: it is in the log, once a place and 15 minutes');

-- C4: fifty within an hour from anywhere, and one mail to the owner.
delete from auth.attempts;
delete from app.mail_outbox;
select is((select count(*) filter (where right(pg_temp.login('ada@example.com', '10.0.' || i || '.0/24'), 1) = 'f')
             from generate_series(1, 200) i), 50::bigint, 'C4: fifty within an hour, whatever the network');
select is((select count(*) from app.mail_outbox where recipient = 'ada@example.com'), 1::bigint,
          'C4: the owner gets one mail');
select is(pg_temp.login('ada@example.com', '10.1.0.0/24', 'laptop'), 'hash k1 open f', 'C4: a known device may still');
delete from auth.attempts;

-- Sign-in.
create function pg_temp.open(session text, person text, remember bool default false,
                             new_hash text default null) returns text language sql as
$$ select pg_temp.failure('ss_auth', format(
     'select auth.password_sign_in(%L, %L, %L, null, ''\x00'', %L, ''k2'')',
     pg_temp.id(person), pg_temp.id(session), remember, new_hash)) $$;
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
     'select state || '' '' || generation from auth.rotate_session(%L, %s, null)',
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
$$ select pg_temp.fetch('ss_auth', format('select auth.close_session(%L, %L)',
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
