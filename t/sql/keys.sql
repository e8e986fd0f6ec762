-- What an API key must be and hold to open a batch.
begin;
select no_plan();
\ir lib/world.sql

insert into app.api_keys (workspace_id, id, name, hint, hash, scopes, lifetime, expires_at,
                          created_by)
select pg_temp.id('north'), pg_temp.id(who || ' key'), who, 'x', sha256(who::bytea),
       array['tasks:read', 'clients:write'], '1 day', now() + interval '1 day',
       pg_temp.id(who)
  from unnest(array['ada', 'bob']) who;

create function pg_temp.begin(who text, scope text default 'tasks:read',
    workspace text default 'north', roles int default 3, address text default '192.0.2.7') returns text
language sql as $$
    select pg_temp.failure('ss_app', format(
        'select app.begin_key(%L, %L, %s, %L, ''r'', ''192.0.2.0/24'', %L)', sha256(who::bytea),
        pg_temp.id(workspace), roles, scope, address))
$$;
create function pg_temp.after(change text, who text) returns text language sql as
$$ select pg_temp.supposing(change, format('select pg_temp.begin(%L)', who)) $$;

select is(pg_temp.begin('ada'), 'no failure', 'C30: a key opens a batch');
select is(array[current_setting('app.workspace_id'), current_setting('app.user_id'),
                current_setting('app.actor_kind'), current_setting('app.role'),
                current_setting('app.key_id'), current_setting('app.ip_prefix')],
          array[pg_temp.id('north')::text, pg_temp.id('ada')::text, 'key', 'owner',
                pg_temp.id('ada key')::text, '192.0.2.0/24'], 'for whoever made it');
select is(pg_temp.begin('ada', 'clients:write'), 'no failure', 'C30: with a scope that it holds');
select is(pg_temp.begin('ada', 'clients:read'), 'no failure', 'and writing is more than reading');
select is(pg_temp.begin('ada', 'tasks:write'), 'SS403 scope_missing', 'C30: but not the other way');
select is(pg_temp.begin('ada', 'members:read'), 'SS403 scope_missing', 'C30: nor with any other');
select is(pg_temp.begin('bob', roles => 1), 'SS403 role_not_allowed',
          'C21: a key may no more than its member');
select is(pg_temp.begin('ada', workspace => 'south'), 'SS404 not_found',
          'C20: another workspace is 404');
select is(pg_temp.begin('nobody'), 'SS401 invalid_key', 'C30: an unknown key is 401');
select is(pg_temp.after('update app.api_keys set revoked_at = now()', 'ada'),
          'SS401 invalid_key', 'C30: so is a revoked one, from the next request on');
select is(pg_temp.after('update app.api_keys set expires_at = now()', 'ada'),
          'SS401 invalid_key', 'C30: one out of date');
select is(pg_temp.after('update app.users set disabled_at = now() where id = pg_temp.id(''bob'')', 'bob'),
          'SS401 invalid_key', 'that of a disabled person');
select is(pg_temp.after('delete from app.memberships where user_id = pg_temp.id(''bob'')
                            and workspace_id = pg_temp.id(''north'')', 'bob'),
          'SS401 invalid_key', 'C23: and that of somebody who is no member any more');
select is(pg_temp.after('update app.api_keys set networks = array[''198.51.100.0/24''::cidr]', 'ada'),
          'SS403 network_not_allowed', 'C30: a key may be for some networks only');
select is(pg_temp.after('update app.api_keys set networks = array[''192.0.2.7/32''::cidr]', 'ada'),
          'no failure', 'C30: were it one address');
select is(pg_temp.after('update app.api_keys set networks = array[''192.0.2.8/32''::cidr]', 'ada'),
          'SS403 network_not_allowed', 'C30: and not its neighbour');
select is(pg_temp.supposing('update app.api_keys set networks = array[''192.0.2.7/32''::cidr]',
                             'select pg_temp.begin(''ada'', address => null)'),
          'SS403 network_not_allowed', 'C30: who has no address is in no network');

select * from finish();
rollback;
