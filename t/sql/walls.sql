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
select x as name, pg_temp.seen('ss_app', 'app.' || x) as n
  from unnest(array['approval_evidence', 'approvals', 'board_columns', 'client_history',
                    'clients', 'comment_history', 'comments', 'contact_history', 'contacts',
                    'conversation_history', 'conversations', 'drafts', 'events',
                    'link_accesses', 'link_sessions', 'message_history', 'messages',
                    'project_counters', 'project_history', 'projects', 'reactions',
                    'read_marks', 'share_links', 'task_history', 'tasks']) x;
update app.memberships set scope = 'listed'
 where user_id = pg_temp.id('bob') and workspace_id = pg_temp.id('north');
select pg_temp.sign_in('bob', 'north');
select is(current_setting('app.scope'), 'listed', 'a member is limited to projects');
select cmp_ok(pg_temp.seen('ss_app', format('app.%I', name)), '<', n,
              format('C21: who is limited to projects sees less of %s', name))
  from before_limit where n > 0 order by name;
select is((select string_agg(name, ', ' order by name) from before_limit where n = 0), null,
          'each of them has rows to hide');
select set_eq('select name from before_limit',
              'select tablename::text from pg_policies where policyname = ''listed_projects''',
              'these are the tables of what belongs to projects');

-- The guest of one project, in a workspace that has two.
select pg_temp.enter('ss_guest');
select is(pg_temp.fetch('ss_guest', 'select count(*) from app.board_columns'),
          (select count(*)::text from app.board_columns
            where project_id = pg_temp.id('north shown project')),
          'C43: a guest sees the board of what is shared, and of nothing else');
select is(pg_temp.seen('ss_guest', 'app.' || x), 0,
          format('C43: the link is for a project, so %s of the client are not shown', x))
  from unnest(array['conversations', 'messages', 'reactions', 'read_marks']) x;
select is(pg_temp.fetch('ss_guest', format(
              'select count(*) from app.approval_evidence where workspace_id = %L',
              pg_temp.id('south'))), '0', 'C20: and no evidence of another workspace');

-- What a person has asked for is of no workspace: nobody else sees it, no colleague either.
insert into app.jobs (id, user_id, kind)
select pg_temp.id(n || ' job'), pg_temp.id(n), 'export_me' from unnest(array['ada', 'bob', 'cyd']) n;
insert into app.exports (id, user_id, content)
select pg_temp.id(n || ' job'), pg_temp.id(n), '{}' from unnest(array['ada', 'bob', 'cyd']) n;
select pg_temp.sign_in('ada', 'north');
select is(pg_temp.fetch('ss_app', format('select string_agg(user_id::text, '','') from app.%I', x)),
          pg_temp.id('ada')::text, format('C20: %s are seen by who asked for them', x))
  from unnest(array['jobs', 'exports']) x;
insert into app.support_accesses (workspace_id, admin_id, reason)
values (pg_temp.id('north'), pg_temp.id('cyd'), 'Ticket 1');

-- The audit log: an owner sees his workspace, a member what he did himself, an
-- administrator what belongs to no workspace or was done by administrators.
select app.audit('probe.made', p_workspace => pg_temp.id(w), p_actor => pg_temp.id(a),
                 p_actor_kind => k)
  from (values ('north', 'ada', 'member'), ('north', 'bob', 'member'),
               ('south', 'cyd', 'member'), ('south', 'eve', 'admin')) x (w, a, k);
create function pg_temp.probes(role text) returns text language sql as $$
    select pg_temp.fetch(role, 'select string_agg(n.name, '','' order by n.name)
        from app.audit_log l
        join unnest(array[''ada'', ''bob'', ''cyd'', ''eve'']) n (name)
          on l.actor_id = overlay(md5(n.name) placing ''7'' from 13)::uuid
       where l.action = ''probe.made''') $$;
select pg_temp.sign_in('ada', 'north');
select is(pg_temp.probes('ss_app'), 'ada,bob', 'C90: an owner reads the log of his workspace');
select pg_temp.sign_in('bob', 'north');
select is(pg_temp.probes('ss_app'), 'bob', 'C90: a member reads what he did himself');
select pg_temp.nobody();
select is(pg_temp.probes('ss_app'), null, 'C27: nobody reads nothing');
select is(pg_temp.probes('ss_admin'), null, 'C27: neither does the role of administrators');
select is(pg_temp.fetch('ss_admin', format('select count(*) from app.%I', x)), '0',
          format('C27: which sees nothing of %s before begin_admin', x))
  from unnest(array['memberships', 'workspaces', 'audit_log', 'support_accesses']) x;
select is(pg_temp.fetch('ss_admin', 'select count(id) from app.users'), '0',
          'C27: and nobody''s account');
update app.users set is_admin = true where id = pg_temp.id('cyd');
select pg_temp.fetch('ss_admin', format('select app.begin_admin(%L, %L, ''r'', ''n'')',
                     pg_temp.id('cyd session'), pg_temp.id('cyd')));
select is(pg_temp.probes('ss_admin'), 'eve', 'C92: an administrator reads what administrators did');

select * from finish();
rollback;
