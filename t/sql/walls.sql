-- Each wall by itself, for every table and role from the catalogue: what a statement
-- without any condition reaches is what the role may see, and a member who is limited
-- to projects, none here, sees less than one who is not.
begin;
select no_plan();
\ir lib/world.sql
\ir lib/shared.sql

-- How many rows a statement touches, or its SQLSTATE; it is undone.
create function pg_temp.reach(role text, statement text) returns text
language plpgsql as $$
declare
    n int;
begin
    perform set_config('role', role, true);
    execute statement;
    get diagnostics n = row_count;
    raise exception using errcode = 'ZZ000', message = n;
exception
    when sqlstate 'ZZ000' then return sqlerrm;
    when others then return sqlstate;
end
$$;

create function pg_temp.seen(role text, tab text) returns int language sql as
$$ select pg_temp.fetch(role, 'select count(*) from ' || tab)::int $$;

-- Rows touched beyond those that are seen, by the worst of these columns.
create function pg_temp.beyond(role text, tab text, columns text[]) returns int
language sql as $$
    select coalesce(max(r.n::int), 0)
      from unnest(columns) c
     cross join pg_temp.reach(role, format('update %s set %I = default', tab, c)) r (n)
     where r.n ~ '^[0-9]{1,4}$' and r.n::int > pg_temp.seen(role, tab)
$$;

create temp view writable as
select r.rolname as role, c.oid::regclass::text as tab,
       has_table_privilege(r.oid, c.oid, 'DELETE') as deletes,
       (select array_agg(a.attname::text) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and has_column_privilege(r.oid, c.oid, a.attnum, 'UPDATE')) as columns
  from pg_class c, pg_roles r
 where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
   and r.rolname in ('ss_app', 'ss_guest')
   and has_any_column_privilege(r.oid, c.oid, 'SELECT');
grant select on writable to ss_app, ss_guest;

create function pg_temp.enter(role text) returns void language sql as $$
    select case role when 'ss_guest' then pg_temp.visit('north')
           else pg_temp.sign_in('ada', 'north') end
$$;

do $$
begin
    perform pg_temp.nobody();
    perform pg_temp.enter('ss_guest');
    perform pg_temp.fetch('ss_guest', 'select app.begin_idempotent(''of a guest'', ''\x00'', ''x'')');
    perform pg_temp.nobody();
end
$$;

-- Every table of south holds what north must not reach.
select is(pg_temp.beyond(role, tab, columns), 0,
          format('C20: %s changes no row of %s that it does not see', role, tab))
  from (select w.*, pg_temp.enter(w.role) from writable w
         where w.columns is not null order by w.role, w.tab offset 0) w;

create function pg_temp.deleted(role text, tab text) returns boolean language plpgsql as $$
declare
    n text;
begin
    perform pg_temp.enter(role);
    n := pg_temp.reach(role, 'delete from ' || tab);
    return n !~ '^[0-9]{1,4}$' or n::int <= pg_temp.seen(role, tab);
end
$$;
select ok(pg_temp.deleted(role, tab),
          format('C20: %s deletes no row of %s that it does not see', role, tab))
  from writable where deletes order by role, tab;

-- Idempotency keys are of the caller, whoever he is.
select pg_temp.nobody(), pg_temp.enter('ss_guest');
select is(pg_temp.fetch('ss_guest', 'select string_agg(key, '','') from app.idempotency_keys'),
          'of a guest', 'a guest sees his own idempotency keys only');
select is(pg_temp.attempt('ss_guest', format(
    'insert into app.idempotency_keys (caller, key, operation, request_hash) values (%L, ''x'', ''x'', ''\x00'')',
    pg_temp.id('ada'))), '42501', 'and claims none for somebody else');
select pg_temp.nobody();
select is(pg_temp.fetch('ss_guest', 'select count(*) from app.idempotency_keys'), '0',
          'nor without a checked request');

-- Members who are limited to projects, and to none. What is seen by its maker only is
-- made over to bob.
set session_replication_role = replica;
update app.drafts set owner_id = pg_temp.id('bob') where workspace_id = pg_temp.id('north');
update app.share_links set created_by = pg_temp.id('bob')
 where workspace_id = pg_temp.id('north');
set session_replication_role = origin;
select pg_temp.sign_in('bob', 'north');
create temp table before_limit as
select p.tablename::text as name, pg_temp.seen('ss_app', format('app.%I', p.tablename)) as n
  from pg_policies p where p.policyname = 'listed_projects' and p.schemaname = 'app';
update app.memberships set scope = 'listed'
 where user_id = pg_temp.id('bob') and workspace_id = pg_temp.id('north');
select pg_temp.sign_in('bob', 'north');
select is(current_setting('app.scope'), 'listed', 'a member is limited to projects');
select cmp_ok(pg_temp.seen('ss_app', format('app.%I', name)), '<', n,
              format('C21: who is limited to projects sees less of %s', name))
  from before_limit where n > 0 order by name;
select is((select string_agg(name, ', ' order by name) from before_limit where n = 0), null,
          'every table that is limited has rows to hide');

select * from finish();
rollback;
