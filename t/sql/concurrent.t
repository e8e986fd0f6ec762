#!/usr/bin/env bash
# What must hold while many write at once: numbers without gaps, places that no two
# share, versions that no two write, one effect for one key, one step for one refresh
# token, and what members are told while they write and read. Needs PGHOST, PGPORT, PGUSER of a superuser and a migrated PGDATABASE.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

clients=8
rounds=${CONCURRENT_ROUNDS:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

is() {
    count=$((count + 1))
    if [[ $1 == "$2" ]]; then
        echo "ok $count - $3"
    else
        printf 'not ok %s - %s\n# have: %s\n# want: %s\n' "$count" "$3" "$1" "$2"
    fi
}
value() { psql -XAtq -v ON_ERROR_STOP=1 -c "$1"; }

ws=00000000-0000-7000-8000-0000000000a1
person=00000000-0000-7000-8000-000000000001
session=00000000-0000-7000-8000-0000000000b1
begin="select app.begin_request('$session', '$person', '$ws', 3, 'concurrent')"

psql -Xq -v ON_ERROR_STOP=1 >/dev/null <<SQL
select auth.create_person('$person', '$ws', 'many@example.com', 'Many', 'Many');
select auth.add_session('$session', '$person', null, null, true);
set role ss_app;
begin;
$begin;
select app.create_project(('00000000-0000-7000-8000-0000000000c' || i)::uuid, jsonb_build_object('name', 'P' || i)) from generate_series(1, 2) i;
select app.tasks_bulk(jsonb_build_object('ops', (select jsonb_agg(jsonb_build_object('op', 'create',
    'project_id', '00000000-0000-7000-8000-0000000000c' || (1 + i % 2), 'data', jsonb_build_object('title', 't' || i)))
    from generate_series(1, 40) i)));
commit;
SQL

# Everybody works on the same few tasks and the same two projects.
pick="(select id from app.tasks where workspace_id = '$ws' and deleted_at is null order by md5(id::text || :seed) limit 1)"
cat >"$work/create.sql" <<SQL
\set p random(1, 2)
begin;
$begin;
insert into app.tasks (workspace_id, id, project_id, title, created_by)
values ('$ws', app.uuid7(), ('00000000-0000-7000-8000-0000000000c' || :p)::uuid, 'new', '$person');
commit;
SQL
cat >"$work/move.sql" <<SQL
\set seed random(1, 1000000)
begin;
$begin;
select t.id as task, b.id as board_column, n.id as neighbour,
       case when t.roams then b.project_id end as project
  from (select *, right(id::text, 1) < '4' as roams from app.tasks where id = $pick) t,
       lateral (select * from app.board_columns
                 where project_id = t.project_id or t.roams order by md5(id::text || :seed) limit 1) b
  left join lateral (select id from app.tasks where column_id = b.id and deleted_at is null order by md5(id::text || :seed) limit 1) n on true \gset
commit;
begin;
$begin;
select app.move_task(':task', ':board_column', nullif(':neighbour', '')::uuid, null, nullif(':project', '')::uuid) where :seed % 2 = 0;
select app.move_task(':task', ':board_column', null, nullif(':neighbour', '')::uuid, nullif(':project', '')::uuid) where :seed % 2 = 1;
commit;
SQL
cat >"$work/other.sql" <<SQL
\set seed random(1, 1000000)
begin;
$begin;
select id as task from app.tasks where id = $pick \gset
commit;
begin;
$begin;
select app.complete_task(':task') where :seed % 4 = 0;
select app.reopen_task(':task') where :seed % 4 = 1;
update app.tasks set priority = :seed % 5 where id = ':task' and :seed % 4 = 2;
insert into app.comments (workspace_id, id, task_id, author_id, body)
select '$ws', app.uuid7(), ':task', '$person', 'x' where :seed % 4 = 3;
commit;
SQL
cat >"$work/bulk.sql" <<SQL
\set seed random(1, 1000000)
begin;
$begin;
select app.tasks_bulk(jsonb_build_object('atomic', false, 'ops', jsonb_agg(jsonb_build_object('op',
           case n % 3 when 0 then 'complete' when 1 then 'reopen' else 'create' end, 'id', id,
           'project_id', '00000000-0000-7000-8000-0000000000c' || (1 + n % 2),
           'data', '{"title": "bulk"}'::jsonb) order by md5(id::text || :seed))))
  from (select id, row_number() over () as n
          from (select id from app.tasks where workspace_id = '$ws' order by md5(id::text || :seed) limit 12) y) x;
commit;
SQL

# Meanwhile a reader follows the log; it must never miss a number.
psql -XAtq -v ON_ERROR_STOP=1 >"$work/reader" 2>&1 <<SQL &
do \$\$
declare
    last bigint := 0;
    seen bigint[];
begin
    for i in 1 .. 100000 loop
        exit when exists (select from app.events where kind = 'stop');
        seen := array(select seq from app.events where workspace_id = '$ws' and seq > last order by seq);
        if seen <> array(select last + n from generate_series(1, cardinality(seen)) n) then
            raise exception 'behind % came %', last, seen;
        end if;
        last := last + cardinality(seen);
        perform pg_sleep(0.001);
    end loop;
end
\$\$;
select 'followed';
SQL
reader=$!

# A busy machine may be slow; a deadlock is found after one second all the same.
export PGOPTIONS='-c lock_timeout=60s -c statement_timeout=60s'
PGUSER=ss_app pgbench -n -c "$clients" -j 2 -t "$rounds" -M simple --max-tries=1 \
    -f "$work/create.sql@2" -f "$work/move.sql@4" -f "$work/other.sql@4" -f "$work/bulk.sql@1" \
    >"$work/pgbench" 2>&1
status=$?
is "$status $(grep -cE 'aborted|failed transactions: [1-9]' "$work/pgbench")" "0 0" "$clients writers on one workspace: no deadlock, no error"
grep -q 'failed transactions: 0' "$work/pgbench" || sed 's/^/# /' "$work/pgbench" | head -n 20
is "$(grep -oE 'actually processed: [0-9]+' "$work/pgbench" | grep -oE '[0-9]+')" $((clients * rounds)) "all of their work is done"

value "insert into app.events (workspace_id, seq, kind, entity_type, entity_id, actor_kind)
       values ('$ws', 0, 'stop', 'x', app.uuid7(), 'system')"
wait "$reader"
is "$(cat "$work/reader")" followed "a reader of the log never skips a number"
value "delete from app.events where kind = 'stop'"

is "$(value "select count(*) = max(seq) and min(seq) = 1 and max(seq) = (select event_seq from app.workspaces where id = '$ws')
               from app.events where workspace_id = '$ws'")" t "events have numbers without gaps"
is "$(value "select count(*) from (select from app.tasks group by project_id, number having count(*) > 1) x")" 0 \
    "no two tasks of a project have one number"
is "$(value "select count(*) from (select from app.tasks where deleted_at is null group by column_id, rank having count(*) > 1) x")" 0 \
    "no two tasks of a column have one place"
is "$(value "select count(*) from app.tasks t where t.rev <> (select count(*) from app.task_history h where h.task_id = t.id)
               or t.rev <> (select max(rev) from app.task_history h where h.task_id = t.id)")" 0 \
    "each revision has its version"
is "$(value "select (select count(*) from app.task_history) = (select count(*) from app.events where entity_type = 'task')")" t \
    "and its event"
is "$(value "select count(*) from app.tasks t join app.board_columns b on b.id = t.column_id
              where t.status <> b.category or (t.completed_at is not null) <> (t.status = 'done')")" 0 \
    "every task has the state of its column"
is "$(value "select count(*) from app.tasks t where t.comment_count <> (select count(*) from app.comments c where c.task_id = t.id)")" 0 \
    "all comments are counted"
is "$(value "select count(*) from app.project_counters c
              where (c.todo, c.doing, c.done) <> (select count(*) filter (where t.status = 'todo'), count(*) filter (where t.status = 'doing'),
                     count(*) filter (where t.status = 'done') from app.tasks t where t.project_id = c.project_id and t.deleted_at is null)")" 0 \
    "all tasks are counted"

# Eight at once with one key, again and again until one gets through.
cat >"$work/once.sql" <<SQL
begin;
$begin;
select app.begin_idempotent('once', '\x01', 'createClient');
with q as (insert into app.clients (workspace_id, id, name, created_by)
           values ('$ws', app.uuid7(), 'Once', '$person') returning *),
     s as (update app.idempotency_keys set response = (select row_to_json(q) from q) where key = 'once')
select pg_sleep(0.05) from q;
commit;
SQL
for _ in $(seq $clients); do
    PGUSER=ss_app psql -XAtq -v VERBOSITY=verbose -f "$work/once.sql" >>"$work/once" 2>&1 &
done
for job in $(jobs -p); do wait "$job"; done
is "$(value "select count(*) from app.clients where name = 'Once'")" 1 "C95: eight requests with one key have one effect"
is "$(grep -cE 'SS409: idempotency_in_flight|SS001: idempotency_replay' "$work/once")" $((clients - 1)) \
    "C95: the others are told that it runs, or its answer"

# Twenty tabs refresh at once.
for _ in $(seq 20); do
    PGUSER=ss_auth psql -XAtq -c "select state from auth.rotate_session('$session', 1, null)" >>"$work/tabs" 2>&1 &
done
for job in $(jobs -p); do wait "$job"; done
is "$(sort "$work/tabs" | uniq -c | xargs)" "19 grace 1 rotated" "C11: twenty tabs refresh at once: one step, nobody signed out"

# Eight projects of one name.
for i in $(seq $clients); do
    PGUSER=ss_app psql -XAtq -c "begin; $begin; select app.create_project('00000000-0000-7000-9000-00000000000$i', '{\"name\": \"Same\"}'); commit" >>"$work/same" 2>&1 &
done
for job in $(jobs -p); do wait "$job"; done
is "$(value "select string_agg(code, ' ' order by code) from app.projects where name = 'Same'")" \
    "SAME SAME2 SAME3 SAME4 SAME5 SAME6 SAME7 SAME8" "projects of one name made at once all get a code"

# Four people in four workspaces, whose logs grow while they are read, told and mailed.
psql -Xq -v ON_ERROR_STOP=1 >/dev/null <<SQL
create function pg_temp.id(kind text, i int) returns uuid language sql as
    \$\$ select ('00000000-0000-7000-a000-000000000' || kind || '0' || i)::uuid \$\$;
select auth.create_person(pg_temp.id('a', i), pg_temp.id('b', i), i || '@example.com', 'P' || i, 'W' || i),
       auth.add_session(pg_temp.id('c', i), pg_temp.id('a', i), null, null, true) from generate_series(1, 4) i;
insert into app.memberships (workspace_id, user_id, role)
select pg_temp.id('b', w), pg_temp.id('a', i), 'owner' from generate_series(1, 4) w, generate_series(1, 4) i where w <> i;
set role ss_app;
begin;
select app.begin_request(pg_temp.id('c', i), pg_temp.id('a', i), pg_temp.id('b', i), 3, 'concurrent'),
       app.create_project(pg_temp.id('d', i), '{"name": "Told"}'),
       app.tasks_bulk(jsonb_build_object('ops', jsonb_build_array(jsonb_build_object('op', 'create',
           'project_id', pg_temp.id('d', i), 'data', '{"title": "Told"}'::jsonb))))
  from generate_series(1, 4) i;
do \$\$
begin
    for w in 1 .. 4 loop
        for i in 1 .. 4 loop
            perform app.begin_request(pg_temp.id('c', i), pg_temp.id('a', i), pg_temp.id('b', w), 3, 'concurrent');
            insert into app.comments (workspace_id, id, task_id, author_id, body)
            select t.workspace_id, app.uuid7(), t.id, app.current_person(), 'x' from app.tasks t where t.title = 'Told';
        end loop;
    end loop;
end
\$\$;
commit;
reset role;
select app.derive_notifications(200);
delete from app.notifications;
SQL
spoken=$(value 'select count(*) from app.comments')
cat >"$work/member.sql" <<SQL
\set w random(1, 4)
\set i random(1, 4)
begin;
select app.begin_request('00000000-0000-7000-a000-000000000c0:i', '00000000-0000-7000-a000-000000000a0:i',
                         '00000000-0000-7000-a000-000000000b0:w', 3, 'concurrent');
SQL
cat "$work/member.sql" - >"$work/say.sql" <<SQL
insert into app.comments (workspace_id, id, task_id, author_id, body)
select t.workspace_id, app.uuid7(), t.id, app.current_person(), 'x' from app.tasks t
 where t.workspace_id = app.current_workspace() and t.title = 'Told';
commit;
SQL
cat "$work/member.sql" - >"$work/read.sql" <<SQL
select app.read_notifications('{"read": true}');
commit;
SQL
cat >"$work/tell.sql" <<SQL
select app.derive_notifications(3);
SQL
cat >"$work/mail.sql" <<SQL
update app.notification_prefs set digest_at = now(), mail_at = now()
 where (workspace_id, user_id) = (select workspace_id, user_id from app.notification_prefs order by random() limit 1);
select app.mail_digests(50);
select app.mail_notifications(50);
SQL
pgbench -n -c "$clients" -j 2 -t "$rounds" -M simple --max-tries=1 -f "$work/say.sql@3" -f "$work/read.sql@2" \
    -f "$work/tell.sql@3" -f "$work/mail.sql@1" >"$work/pgbench" 2>&1
is "$? $(grep -cE 'aborted|failed transactions: [1-9]' "$work/pgbench")" "0 0" "what members are told is derived, mailed and read at once: no deadlock, no error"
grep -E 'ERROR|aborted|failed transactions: [1-9]' "$work/pgbench" | sed 's/^/# /' | head -n 20
while [[ $(value 'select app.derive_notifications(200)') != 0 ]]; do :; done
is "$(value "select (select count(*) from app.notifications) = 3 * (count(*) - $spoken) from app.comments")" t "and nobody misses a word"

echo "1..$count"
