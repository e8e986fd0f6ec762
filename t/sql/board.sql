-- Places on a board: ranks between ranks, moves, completing, old versions.
begin;
select no_plan();
\ir lib/world.sql

-- Ranks.
select is(app.rank_between(low, high), wanted, format('between %s and %s', low, high))
  from (values (null, null, '10000000'), ('10000000', null, '10000001'),
               (null, '10000000', '0fffffff'), ('10000000', '10000004', '10000002'),
               ('10000000', '10000001', '10000000i'), ('10000000', '10000000i', '100000009'),
               ('10000000i', '10000001', '10000000r'), ('10000000', '100000001', '100000000i'),
               ('10000000z', '10000001', '10000000zi'), (null, '00000000i', '000000009'))
       x (low, high, wanted);

-- A thousand insertions at places that follow from a seed: always between, never equal.
create function pg_temp.shuffle() returns text language plpgsql as $$
declare
    ranks text[] := array['10000000', '10000001'];
    place int;
    new text;
begin
    for i in 1 .. 1000 loop
        place := ('x' || substr(md5(i::text), 1, 6))::bit(24)::int % (array_length(ranks, 1) - 1) + 1;
        if i % 3 = 0 then place := 1; end if;
        new := app.rank_between(ranks[place], ranks[place + 1]);
        if not (new collate "C" > ranks[place] collate "C" and new collate "C" < ranks[place + 1] collate "C")
           or new ~ '^.{8}.*0$' then
            return format('%s between %s and %s', new, ranks[place], ranks[place + 1]);
        end if;
        ranks := ranks[:place] || new || ranks[place + 1:];
    end loop;
    return 'ok';
end
$$;
select is(pg_temp.shuffle(), 'ok', 'a thousand insertions find a place');

-- Moves.
create function pg_temp.board(column_name text default 'To do', project text default 'north project')
returns text language sql as $$
    select string_agg(right(t.title, 1), '' order by t.rank, t.id)
      from app.tasks t join app.board_columns b on b.id = t.column_id
     where t.project_id = pg_temp.id(project) and b.name = column_name and t.deleted_at is null
$$;
create function pg_temp.col(name text, project text default 'north project') returns uuid language sql as
$$ select b.id from app.board_columns b where b.project_id = pg_temp.id(project) and b.name = col.name $$;
create function pg_temp.move(task text, column_name text, before text default null,
                             after text default null) returns text language sql as $$
    select pg_temp.failure('ss_app', format('select app.move_task(%L, %L, %L, %L)',
        pg_temp.id('north task ' || task), pg_temp.col(column_name),
        pg_temp.id('north task ' || before), pg_temp.id('north task ' || after)))
$$;

select is(pg_temp.board(), '123', 'new tasks stand in their order');
select is(pg_temp.move('3', 'To do', before => '1'), 'no failure', 'before the first');
select is(pg_temp.board(), '312', 'is at the top');
select is(pg_temp.move('3', 'To do', after => '1'), 'no failure', 'behind another');
select is(pg_temp.board(), '132', 'is behind it');
select is(pg_temp.move('1', 'To do'), 'no failure', 'without a neighbour');
select is(pg_temp.board(), '321', 'is at the end');
select is(pg_temp.move('1', 'To do', before => '2', after => '3'), 'no failure', 'between two');
select is(pg_temp.board(), '312', 'is between them');
select is(pg_temp.move('1', 'To do', before => '2'), 'no failure', 'where it is already');
select is((select rev from app.tasks where id = pg_temp.id('north task 1')), 3, 'is no version');
select is(pg_temp.move('1', 'To do', before => '1', after => '1'), 'no failure', 'next to itself');
select is(pg_temp.board(), '321', 'is at the end');
select is(pg_temp.move('1', 'To do'), 'no failure', 'at the end again');
select is((select rev from app.tasks where id = pg_temp.id('north task 1')), 4, 'is no version');

select is(pg_temp.move('2', 'Review'), 'no failure', 'to another column');
select is((select status || (completed_at is null) from app.tasks where id = pg_temp.id('north task 2')),
          'doingtrue', 'the state follows');
select is(pg_temp.move('3', 'Review', before => '1'), 'no failure', 'a neighbour that is elsewhere');
select is(pg_temp.board('Review'), '23', 'is ignored');
select is(pg_temp.move('3', 'Done'), 'no failure', 'to the last column');
select is((select status || (completed_at is null) from app.tasks where id = pg_temp.id('north task 3')),
          'donefalse', 'the task is done');
select is((select kind from app.events where workspace_id = pg_temp.id('north') order by seq desc limit 1),
          'task.completed', 'which is its own kind of event');

select is(pg_temp.failure('ss_app', format('select app.move_task(%L, %L)', pg_temp.id('north task 1'),
          pg_temp.col('To do', 'south project'))), 'SS422 unknown_reference /column_id',
          'no move to a column of another project');
select is(pg_temp.failure('ss_app', format('select app.move_task(%L, %L, null, null, %L)',
          pg_temp.id('north task 1'), pg_temp.col('To do'), pg_temp.id('south project'))),
          'SS422 unknown_reference /project_id', 'nor to another workspace');

-- To another project.
select pg_temp.fetch('ss_app', format('select id from app.create_project(%L, ''{"name": "Second"}'')',
                                      pg_temp.id('second project')));
select is(pg_temp.attempt('ss_app', format('select * from app.move_task(%L, %L, null, null, %L)',
          pg_temp.id('north task 1'), pg_temp.col('In progress', 'second project'),
          pg_temp.id('second project'))), '1 rows', 'to a column of another project');
select is((select number::text || status || project_id from app.tasks where id = pg_temp.id('north task 1')),
          '1doing' || pg_temp.id('second project'), 'where it gets a number of that project');
select is((select last_number from app.project_counters where project_id = pg_temp.id('north project')), 3,
          'its old number is not given again');

-- Complete and reopen.
create function pg_temp.act(what text, task text) returns text language sql as $$
    select pg_temp.fetch('ss_app', format('select status || '' '' || rev from app.%s_task(%L)', what,
                                          pg_temp.id('north task ' || task)))
$$;
select is(pg_temp.act('complete', '2'), 'done 3', 'a task is completed');
select is(pg_temp.act('complete', '2'), 'done 3', 'twice changes nothing');
select is(pg_temp.act('reopen', '2'), 'todo 4', 'and reopened');
select is(pg_temp.act('reopen', '2'), 'todo 4', 'twice changes nothing');
select is((select completed_at from app.tasks where id = pg_temp.id('north task 2')), null,
          'it is not completed any more');

-- Old versions.
select is(pg_temp.attempt('ss_app', format('update app.tasks set title = ''New'', priority = 4, assignee_id = %L where id = %L',
          pg_temp.id('bob'), pg_temp.id('north task 2'))), '1 rows', 'a change');
select is(pg_temp.fetch('ss_app', format('select title || priority || rev from app.restore_task_version(%L, 1)',
          pg_temp.id('north task 2'))), 'north task 206', 'is undone by restoring the first version');
select is((select op || array_to_string(changed, ',') from app.task_history
            where task_id = pg_temp.id('north task 2') and rev = 6), 'restoretitle,priority,assignee_id',
          'as a new version');
select is(pg_temp.fetch('ss_app', format('select title || rev from app.restore_task_version(%L, 6)',
          pg_temp.id('north task 2'))), 'north task 26', 'restoring what it is changes nothing');
select is(pg_temp.fetch('ss_app', format('select title || assignee_id || rev from app.restore_task_version(%L, 5)',
          pg_temp.id('north task 2'))), 'New' || pg_temp.id('bob') || '7', 'forward again');
delete from app.memberships where user_id = pg_temp.id('bob') and workspace_id = pg_temp.id('north');
select is((select assignee_id from app.tasks where id = pg_temp.id('north task 2')), null,
          'who leaves is no assignee');
select is(pg_temp.fetch('ss_app', format('select (assignee_id is null)::text from app.restore_task_version(%L, 5)',
          pg_temp.id('north task 2'))), 'true', 'and does not become one again');
select is(pg_temp.attempt('ss_app', format('select * from app.restore_task_version(%L, 99)',
          pg_temp.id('north task 2'))), '0 rows', 'an unknown version is none');
select is(pg_temp.attempt('ss_app', 'select 1 where current_setting(''app.restoring'', true) = ''on'''),
          '0 rows', 'later changes are no restoring');

-- Ranks that have grown long are spread, silently.
select pg_temp.fetch('ss_app', format('select count(*) from app.tasks_bulk(%L)', jsonb_build_object('ops',
    (select jsonb_agg(jsonb_build_object('op', 'create', 'project_id', pg_temp.id('north project'),
                                         'data', jsonb_build_object('title', 'n' || i)))
       from generate_series(1, 5) i))));
update app.tasks set rank = rpad('10000000', 64, 'z') || 'x' where title = 'n1';
update app.tasks set rank = rpad('10000000', 64, 'z') || 'y' where title = 'n2';
create temp table before_spread as select id, rev, title from app.tasks
 where project_id = pg_temp.id('north project') and status = 'todo' and title <> 'n5';
select is(pg_temp.fetch('ss_app', format('select length(rank) from app.move_task(%L, %L, null, %L)',
          (select id from app.tasks where title = 'n5'), pg_temp.col('To do'),
          (select id from app.tasks where title = 'n1'))), '9', 'no room for a short rank: the column is spread');
select is((select string_agg(title, ' ' order by rank) from app.tasks
            where column_id = pg_temp.col('To do') and title ~ '^n'), 'n1 n5 n2 n3 n4', 'the order stays');
select is((select count(*) from before_spread b join app.tasks t using (id) where t.rev <> b.rev), 0::bigint,
          'and nothing else has a new version');

-- Codes of projects.
select is(pg_temp.fetch('ss_app', format('select code from app.create_project(app.uuid7(), %L)',
                                         jsonb_build_object('name', name))), wanted, 'code of ' || name)
  from (values ('Website', 'WEBS'), ('Website 2', 'WEBS2'), ('Wéb site', 'WBSI'), ('日本', 'PRJ'),
               ('7 days', 'P7DA'), ('X', 'PXRJ')) x (name, wanted);
select is(pg_temp.failure('ss_app', 'select app.create_project(app.uuid7(), ''{"name": "A", "code": "WEBS"}'')'),
          '23505 projects_code_key', 'a code is unique in the workspace');
select is(pg_temp.failure('ss_app', 'select app.create_project(app.uuid7(), ''{"name": "A", "code": "no"}'')'),
          '23514 projects_code_check', 'and has a form');
select pg_temp.sign_in('cyd', 'south');
select is(pg_temp.fetch('ss_app', 'select code from app.create_project(app.uuid7(), ''{"name": "A", "code": "WEBS"}'')'),
          'WEBS', 'F16: the same code in another workspace is no conflict');

select * from finish();
rollback;
