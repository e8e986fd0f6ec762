#!/usr/bin/env bash
# The runner of migrations: each file once, in order, whole or not at all, whoever
# starts it and however often. Needs PGHOST, PGPORT and PGUSER of a superuser.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

work=$(mktemp -d)
count=0
databases=()
# shellcheck disable=SC2317 # called by the trap
finish() {
    for name in "${databases[@]}"; do
        psql -Xq -d postgres -c "drop database if exists $name with (force)" >/dev/null 2>&1
    done
    rm -rf "$work"
}
trap finish EXIT

ok() {
    local name=$1
    shift
    count=$((count + 1))
    if "$@" >"$work/out" 2>&1; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        head -n 30 "$work/out" | sed 's/^/# /'
    fi
}

# Runs a command that must fail and say something.
refused() {
    local words=$1
    shift
    if "$@" >"$work/refused" 2>&1 || ! grep -q -- "$words" "$work/refused"; then
        cat "$work/refused"
        return 1
    fi
}

database() {
    databases+=("$1")
    psql -Xq -d postgres -c "create database $1"
}

# A folder of files for a database of its own.
folder() {
    mkdir -p "$work/$1"
    cp migrations/roles.sql "$work/$1/"
    export MIGRATIONS_DIR=$work/$1
    database "mig_$1"
    target="dbname=mig_$1"
}
file() { echo "$2" >"$MIGRATIONS_DIR/$1"; }
migrate() { scripts/migrate.sh "$target" "$@"; }
value() { psql -XAtq -d "$target" -c "$1"; }
is() { [[ $1 == "$2" ]] || { echo "have $1, want $2"; false; }; }

folder plain
file 0001_one.sql 'create table meta.one (a int);'
file 0002_two.sql 'alter table meta.one add b int; insert into meta.one values (1, 2);'
ok "status before the first run: all pending" is "$(migrate status | grep -c '^pending')" 2
ok "verify before the first run fails" refused 'pending  0001_one.sql' migrate verify
ok "the first run applies all files" migrate
ok "each is recorded" is "$(value 'select count(*) from meta.migrations')" 2
ok "the second run applies nothing" is "$(migrate | grep -c applied)" 0
ok "and the data is there once" is "$(value 'select count(*) from meta.one')" 1
ok "verify is content" migrate verify
ok "tables belong to ss_owner" is "$(value "select tableowner from pg_tables where tablename = 'one'")" ss_owner

file 0003_bad.sql 'create table meta.three (a int); select 1 / 0;'
ok "a file that fails is an error" refused 'left nothing behind' migrate
ok "and leaves no table" is "$(value "select to_regclass('meta.three') is null")" t
ok "and no record" is "$(value 'select max(number) from meta.migrations')" 2
file 0003_bad.sql 'create table meta.three (a int);'
ok "corrected, it is applied" migrate

echo '-- touched' >>"$MIGRATIONS_DIR/0001_one.sql"
ok "an edited file is refused" refused '0001_one.sql was edited' migrate
ok "verify names it" refused 'edited   0001_one.sql' migrate verify
file 0001_one.sql 'create table meta.one (a int);'
ok "as it was, it is accepted" migrate verify
rm "$MIGRATIONS_DIR/0002_two.sql"
ok "a database that is ahead of the files is told, not refused" migrate
ok "status calls it unknown" is "$(migrate status | grep -c '^unknown  0002_two')" 1
file 0002_other.sql 'select 1;'
ok "another file under an applied number is refused" refused 'was edited' migrate
rm "$MIGRATIONS_DIR/0002_other.sql"
file 0005_five.sql 'select 1;'
ok "numbers may have gaps" migrate
file 0004_late.sql 'select 1;'
ok "a late file is refused" refused '0004_late.sql comes too late' migrate
mv "$MIGRATIONS_DIR/0004_late.sql" "$MIGRATIONS_DIR/0005_late.sql"
ok "two files of one number are refused" refused 'two files have the number 0005' migrate
rm "$MIGRATIONS_DIR/0005_late.sql"
file 0006_commit.sql $'select 1;\ncommit;'
ok "a file with a COMMIT of its own is refused" refused 'leave out BEGIN and COMMIT' migrate
rm "$MIGRATIONS_DIR/0006_commit.sql"

folder index
file 0001_table.sql 'create table meta.t (a int); insert into meta.t select generate_series(1, 20000);'
file 0002_index.notx.sql 'create index concurrently t_a on meta.t (a);'
file 0003_more.sql 'select pg_sleep(0.3); create table meta.u (a int);'
for i in 1 2 3 4; do
    migrate >"$work/run$i" 2>&1 &
done
failed=0
for job in $(jobs -p); do
    wait "$job" || failed=$((failed + 1))
done
ok "four runs at once all succeed" is $failed 0
ok "each file is applied by one of them" is "$(cat "$work"/run? | grep -c '^applied')" 3
ok "with an index that was built concurrently" is \
    "$(value "select indisvalid from pg_index where indexrelid = 'meta.t_a'::regclass")" t

psql -XAtq -d "$target" -c 'select pg_advisory_lock(7305514201), pg_sleep(30)' >/dev/null 2>&1 &
holder=$!
until [[ $(value "select count(*) from pg_locks where locktype = 'advisory'") == 1 ]]; do sleep 0.1; done
ok "a run that waits too long gives up" refused 'another run holds the lock' \
    env MIGRATE_LOCK_TIMEOUT=1 scripts/migrate.sh "$target"
kill "$holder" 2>/dev/null
wait "$holder" 2>/dev/null

ok "no database is an error" refused 'no connection' scripts/migrate.sh dbname=mig_none

# A deployment: roles by a superuser, the rest by ss_migrate, which is none.
unset MIGRATIONS_DIR
database mig_deploy
target="dbname=mig_deploy"
ok "a superuser makes the roles" migrate roles
ok "ss_migrate applies all files" env PGUSER=ss_migrate scripts/migrate.sh "$target"
ok "ss_migrate finds nothing to do" env PGUSER=ss_migrate scripts/migrate.sh "$target" verify
ok "migrations/schema.sql is what they make" migrate check
ok "roles may be applied again" migrate roles

echo "1..$count"
