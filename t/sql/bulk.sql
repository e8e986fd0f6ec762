-- Up to a hundred changes in one request: one result each, all or each alone.
begin;
select no_plan();
\ir lib/world.sql

create function pg_temp.bulk(ops jsonb, atomic boolean default null) returns text language sql as $$
    select pg_temp.fetch('ss_app', format(
        'select string_agg(concat_ws('' '', op, status, rev, code), ''; '') from app.tasks_bulk(%L)',
        jsonb_build_object('ops', ops) || case when atomic is null then '{}'
                                          else jsonb_build_object('atomic', atomic) end))
$$;
create function pg_temp.op(op text, task text, data jsonb default null, rev int default null)
returns jsonb language sql as $$
    select jsonb_build_object('op', op, 'id', pg_temp.id('north task ' || task))
           || case when rev is null then '{}' else jsonb_build_object('if_rev', rev) end
           || case when data is null then '{}' else jsonb_build_object('data', data) end
$$;
create function pg_temp.make(title text) returns jsonb language sql as $$
    select jsonb_build_object('op', 'create', 'project_id', pg_temp.id('north project'),
                              'data', jsonb_build_object('title', title))
$$;
create function pg_temp.all_of(variadic x jsonb[]) returns jsonb language sql as $$ select to_jsonb(x) $$;

select is(pg_temp.bulk(pg_temp.all_of(
    pg_temp.make('made'), pg_temp.op('update', '1', '{"title": "A", "due_at": "2030-01-01T00:00:00Z"}', 1),
    pg_temp.op('complete', '2'), pg_temp.op('reopen', '2'),
    pg_temp.op('move', '3', jsonb_build_object('column_id', (select id from app.board_columns
        where project_id = pg_temp.id('north project') and name = 'Review'))),
    pg_temp.op('delete', '2', null, 3))),
    'create 201 1; update 200 2; complete 200 2; reopen 200 3; move 200 2; delete 204',
    'one result for each operation, in order');
select is((select title || status || due_at from app.tasks where id = pg_temp.id('north task 1')),
          'Atodo2030-01-01 00:00:00+00', 'the update has happened');
select isnt((select deleted_at from app.tasks where id = pg_temp.id('north task 2')), null, 'so has the deletion');
select is((select status from app.tasks where id = pg_temp.id('north task 3')), 'doing', 'and the move');
select is(pg_temp.bulk(pg_temp.all_of(pg_temp.op('update', '1', '{"due_at": null}', 2))), 'update 200 3',
          'an update with a null');
select is((select title || (due_at is null) from app.tasks where id = pg_temp.id('north task 1')), 'Atrue',
          'empties that member and no other');
select is(pg_temp.bulk(pg_temp.all_of(pg_temp.op('update', '1', '{"title": "A"}', 3))), 'update 200 3',
          'an update that changes nothing makes no version');

select is(pg_temp.bulk(pg_temp.all_of(
    pg_temp.op('update', '1', '{"title": "B"}', 1), pg_temp.op('complete', '2'),
    pg_temp.op('update', '1', '{"title": "B"}', 3), pg_temp.op('delete', '3', null, 9),
    pg_temp.op('update', '3', '{"priority": 9}', 2), pg_temp.op('move', '3', '{}'),
    jsonb_set(pg_temp.make('x'), '{data,column_id}', '"00000000-0000-0000-0000-000000000000"'),
    jsonb_set(pg_temp.make('x'), '{project_id}', '"00000000-0000-0000-0000-000000000000"'),
    jsonb_set(pg_temp.make('x'), '{data,title}', '""'), pg_temp.make('last')), false),
    'update 412 precondition_failed; complete 404 not_found; update 200 4; delete 412 precondition_failed; '
    'update 422 invalid_value; move 422 unknown_reference; create 422 unknown_reference; '
    'create 404 not_found; create 422 invalid_value; create 201 1',
    'not atomic: each stands alone and says how it ended');
select is((select count(*) from app.tasks where workspace_id = pg_temp.id('north') and title in ('B', 'last')),
          2::bigint, 'what succeeded stays');

select is(pg_temp.failure('ss_app', format('select * from app.tasks_bulk(%L)', jsonb_build_object('ops',
    pg_temp.all_of(pg_temp.make('lost'), pg_temp.op('complete', '1'), pg_temp.op('delete', '3', null, 9))))),
    'SS412 precondition_failed /ops/2', 'atomic: the first failure is the answer and names its operation');
select is((select count(*) from app.tasks where title = 'lost'), 0::bigint, 'nothing has happened');
select is((select status from app.tasks where id = pg_temp.id('north task 1')), 'todo', 'nothing at all');
select is(pg_temp.failure('ss_app', format('select * from app.tasks_bulk(%L)', jsonb_build_object('ops',
    (select jsonb_agg(pg_temp.make('x')) from generate_series(1, 101))))), 'SS422 too_many /ops',
    'a hundred and one are too many');
select is(pg_temp.fetch('ss_app', format('select count(*) from app.tasks_bulk(%L)', jsonb_build_object('ops',
    (select jsonb_agg(pg_temp.make('x')) from generate_series(1, 100))))), '100', 'a hundred are not');
select is((select count(distinct number) = count(*) and count(distinct rank) = count(*) from app.tasks
            where project_id = pg_temp.id('north project')), true, 'all have their own number and place');

select * from finish();
rollback;
