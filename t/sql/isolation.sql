-- Two workspaces and every table, from the catalogue: nothing of the other is seen,
-- changed or made, whatever statement is tried.
begin;
select no_plan();
\ir lib/world.sql
\ir lib/shared.sql
select pg_temp.nobody();

create temp view tables as
select c.oid, c.relname::text as name, format('app.%I', c.relname) as full_name
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
 where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
   and has_any_column_privilege('ss_app', c.oid, 'SELECT');

create function pg_temp.rows_of(tab text, workspace text) returns bigint language plpgsql as
$$ declare n bigint; begin
    execute format('select count(*) from %s where workspace_id = %L', tab, pg_temp.id(workspace)) into n;
    return n;
end $$;

select cmp_ok(pg_temp.rows_of(full_name, 'south'), '>', 0::bigint,
              format('%s has rows of the other workspace to be hidden', name))
  from tables where name not in ('client_history') order by name;

-- Nobody is signed in: nothing is there.
select set_config('app.workspace_id', '', true), set_config('app.user_id', '', true);
select is(pg_temp.fetch('ss_app', 'select count(*) from ' || full_name), '0',
          format('C27: %s shows nothing before begin_request', name)) from tables order by name;
select is(pg_temp.fetch('ss_app', 'select count(*) from app.' || x), '0',
          format('C27: %s shows nothing before begin_request', x))
  from unnest(array['workspaces', 'idempotency_keys']) x;
select is(pg_temp.fetch('ss_app', 'select count(id) from app.users'), '0',
          'C27: users shows nobody before begin_request');

select pg_temp.sign_in('ada', 'north');

select is(pg_temp.fetch('ss_app', 'select count(*) from ' || full_name),
          pg_temp.rows_of(full_name, 'north')::text,
          format('C20: %s shows all rows of one''s own workspace and no other', name))
  from tables where name not in ('memberships', 'notification_prefs') order by name;
select is(pg_temp.fetch('ss_app', format('select count(*) from %s where workspace_id = %L',
                                         full_name, pg_temp.id('south'))), '0',
          format('C20: %s shows nothing of the other workspace when asked for it', name))
  from tables order by name;

select is(pg_temp.attempt('ss_app', format('insert into %s (workspace_id) values (%L)',
                                           full_name, pg_temp.id('south'))), '42501',
          format('C27: %s takes no row for the other workspace', name)) from tables order by name;
select is(pg_temp.attempt('ss_app', format('update %s set workspace_id = %L',
                                           full_name, pg_temp.id('south'))), '42501',
          format('C27: no row of %s can be moved to the other workspace', name))
  from tables order by name;
select is(pg_temp.attempt('ss_app', format('update %s set %I = %s where workspace_id = %L',
              t.full_name, a.attname,
              case when has_column_privilege('ss_app', t.oid, a.attnum, 'SELECT')
              then quote_ident(a.attname) else 'default' end, pg_temp.id('south'))),
          '0 rows', format('C20: %s.%s of the other workspace cannot be changed', t.name, a.attname))
  from tables t
  join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
   and has_column_privilege('ss_app', t.oid, a.attnum, 'UPDATE')
 order by t.name, a.attname;
select is(pg_temp.attempt('ss_app', 'delete from ' || full_name), '42501',
          format('no row of %s can be deleted', name))
  from tables where not has_table_privilege('ss_app', oid, 'DELETE') order by name;
select is(pg_temp.attempt('ss_app', format('delete from %s where workspace_id = %L',
                                           full_name, pg_temp.id('south'))), '0 rows',
          format('C20: no row of %s of the other workspace can be deleted', name))
  from tables where has_table_privilege('ss_app', oid, 'DELETE') order by name;
select is(pg_temp.attempt('ss_app', 'truncate ' || full_name), '42501',
          format('%s cannot be emptied', name)) from tables order by name;

-- Foreign keys: rows of one's own that would point at the other workspace.
select is(pg_temp.failure('ss_app', format(
    'insert into app.tasks (workspace_id, id, project_id, title, created_by) values (%L, %L, %L, ''x'', %L)',
    pg_temp.id('north'), pg_temp.id('new'), pg_temp.id('south project'), pg_temp.id('ada'))),
    'SS404 not_found', 'F15: no task in a project of the other workspace');
select is(pg_temp.failure('ss_app', format(
    'insert into app.tasks (workspace_id, id, project_id, column_id, title, created_by)
     select %L, %L, %L, id, ''x'', %L from (values (%L::uuid)) x (id)',
    pg_temp.id('north'), pg_temp.id('new'), pg_temp.id('north project'), pg_temp.id('ada'),
    (select id from app.board_columns where project_id = pg_temp.id('south project') limit 1))),
    '23503 tasks_column_id_fkey', 'F15: no task in a column of the other workspace');
select is(pg_temp.failure('ss_app', format(
    'update app.tasks set assignee_id = %L; set constraints all immediate', pg_temp.id('cyd'))),
    '23503 tasks_assignee_id_fkey', 'F15: nobody of the other workspace is an assignee');
select is(pg_temp.failure('ss_app', format(
    'update app.projects set client_id = %L', pg_temp.id('south client'))),
    '23503 projects_client_id_fkey', 'F15: no project for a client of the other workspace');
select is(pg_temp.failure('ss_app', format(
    'insert into app.comments (workspace_id, id, task_id, author_id, body) values (%L, %L, %L, %L, ''x'')',
    pg_temp.id('north'), pg_temp.id('new'), pg_temp.id('south task 1'), pg_temp.id('ada'))),
    '23503 comments_task_id_fkey', 'F15: no comment on a task of the other workspace');
select is(pg_temp.failure('ss_app', format(
    'insert into app.comments (workspace_id, id, task_id, parent_id, author_id, body) values (%L, %L, %L, %L, %L, ''x'')',
    pg_temp.id('north'), pg_temp.id('new'), pg_temp.id('north task 2'), pg_temp.id('north comment'),
    pg_temp.id('ada'))),
    '23503 comments_parent_id_fkey', 'no answer to a comment on another task');

-- In somebody else's name.
select is(pg_temp.attempt('ss_app', format(
    'insert into app.clients (workspace_id, id, name, created_by) values (%L, %L, ''x'', %L)',
    pg_temp.id('north'), pg_temp.id('new'), pg_temp.id('bob'))), '42501',
    'nobody makes a client in somebody else''s name');
select is(pg_temp.attempt('ss_app', format(
    'insert into app.comments (workspace_id, id, task_id, author_id, body) values (%L, %L, %L, %L, ''x'')',
    pg_temp.id('north'), pg_temp.id('new'), pg_temp.id('north task 1'), pg_temp.id('bob'))), '42501',
    'nobody comments in somebody else''s name');
select is(pg_temp.attempt('ss_app', 'update app.tasks set ' || c || ' = ' || c), '42501',
          format('tasks.%s is not for statements to set', c))
  from unnest(array['rev', 'created_at', 'created_by', 'updated_at', 'status', 'completed_at',
                    'search', 'due_sort']) c;

-- Functions that pass by row-level security.
select is(pg_temp.fetch('ss_app', format('select count(*) from app.search_%s(''south'')', x)),
          '0', format('C20: search_%s finds nothing of the other workspace', x))
  from unnest(array['tasks', 'projects', 'clients', 'contacts', 'conversations', 'messages']) x;
select is(pg_temp.fetch('ss_app', 'select count(*) from app.search_tasks(''task'')'), '3',
          'search_tasks finds those of one''s own');
select is(pg_temp.attempt('ss_app', format('select * from app.%s', call)), '0 rows',
          format('C20: %s on the other workspace finds nothing', split_part(call, '(', 1)))
  from unnest(array[
      format('complete_task(%L)', pg_temp.id('south task 1')),
      format('reopen_task(%L)', pg_temp.id('south task 1')),
      format('move_task(%L, %L)', pg_temp.id('south task 1'), pg_temp.id('none')),
      format('restore_task_version(%L, 1)', pg_temp.id('south task 1')),
      format('archive_project(%L)', pg_temp.id('south project')),
      format('restore_project(%L)', pg_temp.id('south project'))]) call;
select is(pg_temp.fetch('ss_app', format('select code from app.tasks_bulk(%L)', jsonb_build_object(
    'atomic', false, 'ops', jsonb_build_array(
        jsonb_build_object('op', 'complete', 'id', pg_temp.id('south task 1')))))), 'not_found',
    'C20: a bulk operation on the other workspace is a 404');

-- People and workspaces.
select is(pg_temp.fetch('ss_app', 'select string_agg(name, '','' order by name) from app.users'),
          'Ada,Bob', 'one sees oneself and the members of the present workspace');
select is(pg_temp.fetch('ss_app', 'select string_agg(name, '','' order by name) from app.workspaces'),
          'North', 'one sees one''s own workspaces');
select is(pg_temp.attempt('ss_app', 'select ' || c || ' from app.users'), '42501',
          format('users.%s is not for requests', c))
  from unnest(array['is_admin', 'disabled_at', 'email_verified_at', 'deleted_at']) c;
select is(pg_temp.attempt('ss_app', 'update app.users set name = ''x'''), '1 rows',
          'one changes only one''s own profile');
select is(pg_temp.attempt('ss_app', 'select * from app.sessions'), '42501', 'sessions are not for requests');
select is(pg_temp.attempt('ss_app', 'select * from auth.credentials'), '42501',
          'C27: ss_app cannot read credentials');
select is(pg_temp.attempt('ss_app', 'create temp table t (a int)'), '42501', 'no temporary tables');

select pg_temp.sign_in('bob', 'north');
select is(pg_temp.attempt('ss_app', 'update app.workspaces set name = ''x'''), '0 rows',
          'a member does not rename the workspace');
select pg_temp.sign_in('bob');
select is(pg_temp.fetch('ss_app', 'select string_agg(name, '','' order by name) from app.workspaces'),
          'Bobs,North', 'without a workspace one sees all of one''s own');
select is(pg_temp.fetch('ss_app', 'select count(*) from app.tasks'), '0',
          'without a workspace there are no tasks');
select is(pg_temp.fetch('ss_app', 'select count(*) from app.idempotency_keys'), '0',
          'idempotency keys are seen by their caller only');

select * from finish();
rollback;
