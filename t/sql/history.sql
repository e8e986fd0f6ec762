-- Versions and events: what a write leaves behind, and what it does not.
begin;
select no_plan();
\ir lib/world.sql

-- A project that the client sees, so that a task of it can be shown.
update app.projects set visibility = 'client' where id = pg_temp.id('north project');

create function pg_temp.versions(task text) returns text language sql as $$
    select string_agg(rev || ' ' || op || ' ' || array_to_string(changed, ','), '; ' order by rev)
      from app.task_history where task_id = pg_temp.id(task)
$$;
create function pg_temp.last_event(n int default 1) returns text language sql as $$
    select string_agg(x.kind || ' ' || coalesce(x.entity_rev::text, '-'), '; ' order by x.seq)
      from (select * from app.events where workspace_id = pg_temp.id('north')
             order by seq desc limit n) x
$$;
create function pg_temp.change(statement text) returns text language sql as
$$ select pg_temp.attempt('ss_app', statement) $$;
create function pg_temp.task(what text) returns text language sql as
$$ select format('update app.tasks set %s where id = %L', what, pg_temp.id('north task 1')) $$;

select is(pg_temp.versions('north task 1'), '1 insert ', 'a new task has one version');
select is((select actor_id::text || actor_kind || request_id from app.task_history
            where task_id = pg_temp.id('north task 1')),
          pg_temp.id('ada') || 'member' || 'request-of-ada', 'it tells who and in which request');
select is((select "row" from app.task_history where task_id = pg_temp.id('north task 1')),
          (select jsonb_build_object('project_id', project_id, 'column_id', column_id, 'title', title,
                  'description', description, 'status', status, 'priority', priority,
                  'assignee_id', assignee_id, 'start_on', start_on, 'due_at', due_at,
                  'estimate_minutes', estimate_minutes, 'rank', rank, 'visibility', visibility,
                  'completed_at', completed_at) from app.tasks where id = pg_temp.id('north task 1')),
          'and holds the whole task');

select is(pg_temp.change(pg_temp.task('title = ''Changed'', priority = 3')), '1 rows', 'a change');
select is(pg_temp.versions('north task 1'), '1 insert ; 2 update title,priority',
          'makes one version that names what changed');
select is(pg_temp.last_event(), 'task.updated 2', 'and one event');
select is((select payload from app.events where workspace_id = pg_temp.id('north') order by seq desc limit 1),
          '{"title": "Changed", "number": 1, "changed": ["title", "priority"]}',
          'that says what it needs to be read');
select is((select ("row"->>'title') || ("row"->>'priority') from app.task_history
            where task_id = pg_temp.id('north task 1') and rev = 2), 'Changed3',
          'the version is the task after the change');

select is(pg_temp.change(pg_temp.task('title = ''Changed'', priority = 3')), '1 rows',
          'the same change again');
select is(pg_temp.versions('north task 1'), '1 insert ; 2 update title,priority', 'makes no version');
select is(pg_temp.last_event(), 'task.updated 2', 'and no event');
select is((select rev from app.tasks where id = pg_temp.id('north task 1')), 2, 'and no revision');

select is(pg_temp.change(pg_temp.task(what)), '1 rows', 'change of ' || what)
  from unnest(array['due_at = ''2030-01-01''', 'due_at = null', 'start_on = ''2030-01-01''',
                    'estimate_minutes = 30', 'description = ''Long''', 'visibility = ''client''',
                    format('assignee_id = %L', pg_temp.id('bob')), 'assignee_id = null']) what;
select is(pg_temp.versions('north task 1'),
          '1 insert ; 2 update title,priority; 3 update due_at; 4 update due_at; 5 update start_on; '
          '6 update estimate_minutes; 7 update description; 8 update visibility; '
          '9 update assignee_id; 10 update assignee_id', 'each is a version of its own');
select is((select due_sort from app.tasks where id = pg_temp.id('north task 1')), 'infinity',
          'no due date sorts last');

-- What cannot be.
select is(pg_temp.failure('ss_app', pg_temp.task(what)), wanted, what)
  from (values ('title = ''''', '23514 tasks_title_check'),
               ('title = repeat(''x'', 201)', '23514 tasks_title_check'),
               ('description = repeat(''x'', 20001)', '23514 tasks_description_check'),
               ('priority = 5', '23514 tasks_priority_check'),
               ('estimate_minutes = -1', '23514 tasks_estimate_minutes_check'),
               ('visibility = ''all''', '23514 tasks_visibility_check')) x (what, wanted);

-- Comments.
select is((select comment_count from app.tasks where id = pg_temp.id('north task 1')), 1,
          'a comment is counted');
select is(pg_temp.change('update app.comments set body = ''Edited'''), '1 rows', 'a comment is edited');
select is(pg_temp.last_event(), 'comment.updated 2', 'which is an event');
select is(pg_temp.change('update app.comments set deleted_at = now()'), '1 rows', 'and deleted');
select is(pg_temp.last_event(), 'comment.deleted 3', 'which is another');
select is((select comment_count::text || rev from app.tasks where id = pg_temp.id('north task 1')), '010',
          'it is not counted any more, and none of that is a version of the task');
select is((select string_agg(op || ' ' || ("row"->>'body'), '; ' order by rev) from app.comment_history
            where comment_id = pg_temp.id('north comment')),
          'insert First; update Edited; delete Edited', 'comments have versions');

-- Clients.
select is(pg_temp.change('update app.clients set waiting_on = ''me'', name = ''Renamed'''), '1 rows',
          'a client is changed');
select is((select changed from app.client_history where rev = 3 and workspace_id = pg_temp.id('north')),
          array['name', 'waiting_on'], 'clients have versions');
select isnt((select waiting_since from app.clients where id = pg_temp.id('north client')), null,
            'waiting begins');
select is(pg_temp.change('update app.clients set waiting_on = ''none'''), '1 rows', 'no more waiting');
select is((select waiting_since from app.clients where id = pg_temp.id('north client')), null,
          'waiting ends');

-- Projects: archive and trash.
select is(pg_temp.change(format('select * from app.archive_project(%L)', pg_temp.id('north project'))),
          '1 rows', 'a project is archived');
select is(pg_temp.last_event(), 'project.archived 3', 'which is an event');
select is(pg_temp.change(format('select * from app.archive_project(%L)', pg_temp.id('north project'))),
          '1 rows', 'twice');
select is(pg_temp.last_event(), 'project.archived 3', 'changes nothing');
select is((select status || archived_from from app.projects where id = pg_temp.id('north project')),
          'archivedactive', 'it remembers its state');
select is(pg_temp.fetch('ss_app', format('select status || (archived_at is null) from app.restore_project(%L)',
                                         pg_temp.id('north project'))), 'activetrue',
          'and has it again when it is restored');
select is(pg_temp.last_event(), 'project.restored 4', 'which is an event');

select is(pg_temp.change(format('update app.tasks set deleted_at = now() - interval ''1 day'' where id = %L',
                                pg_temp.id('north task 3'))), '1 rows', 'a task goes to the trash');
select is(pg_temp.last_event(), 'task.deleted 2', 'which is an event');
select is((select purge_after = deleted_at + interval '1 year' from app.tasks
            where id = pg_temp.id('north task 3')), true, 'it stays there for a year');
select is(pg_temp.change('update app.projects set deleted_at = now()'), '1 rows',
          'its project goes to the trash');
select is(pg_temp.last_event(), 'project.deleted 5', 'with one event');
select is((select count(*) from app.tasks where workspace_id = pg_temp.id('north') and deleted_at is null),
          0::bigint, 'and takes its tasks along');
select is((select rev from app.tasks where id = pg_temp.id('north task 2')), 1, 'as they are');
select is(pg_temp.change('update app.projects set deleted_at = null'), '1 rows', 'it comes back');
select is((select string_agg(title, ', ' order by title) from app.tasks
            where workspace_id = pg_temp.id('north') and deleted_at is null),
          'Changed, north task 2', 'with the tasks that went with it, not with those that were there before');

-- The log.
select is((select array_agg(seq) from (select seq from app.events where workspace_id = pg_temp.id('north')
                                        order by seq) x),
          (select array_agg(i::bigint) from generate_series(1, (select event_seq from app.workspaces
            where id = pg_temp.id('north'))) i), 'events have numbers without gaps');
select is((select string_agg(distinct (project_id is not null) || ' ' || (task_id is not null), ', ')
             from app.events where entity_type = 'comment'), 'true true',
          'events of comments are shown with their task and project');
select is((select count(*) from app.events where entity_type = 'task' and audience = 'client'
              and workspace_id = pg_temp.id('north')), 3::bigint,
          'events of what the client may see are for the client');

-- Nobody can write or forge any of it.
select is(pg_temp.attempt('ss_app', statement), '42501', statement)
  from unnest(array[
      'insert into app.events (workspace_id, seq, kind, entity_type, entity_id, actor_kind) values (app.current_workspace(), 999, ''x'', ''x'', app.uuid7(), ''member'')',
      'update app.events set kind = ''x''', 'delete from app.events',
      'update app.task_history set actor_id = null', 'delete from app.task_history',
      'insert into app.task_history select * from app.task_history',
      'select app.append_event(null, null, null, null, null, null, null, null, null, null)',
      'update app.workspaces set event_seq = 0']) statement;

select is((select count(*) from app.search_tasks('chang long')), 1::bigint, 'search finds the beginnings of words');
select is((select count(*) from app.search_tasks('long zebra')), 0::bigint, 'all of them');
select is((select count(*) from app.search_tasks(words)), 0::bigint, format('search for "%s" is harmless', words))
  from unnest(array['', '   ', '''', ':*', '& | !', '<->', E'a\\''b', '(']) words;

select * from finish();
rollback;
