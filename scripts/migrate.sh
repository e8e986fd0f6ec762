#!/usr/bin/env bash
# Brings a database to the newest version of migrations/: forward only, plain SQL,
# one transaction a file. Safe when several start at once.
#
#   scripts/migrate.sh [CONNINFO] [up]      apply what is missing
#   scripts/migrate.sh [CONNINFO] status    list the files and which are applied
#   scripts/migrate.sh [CONNINFO] verify    fail unless all files are applied, unchanged
#   scripts/migrate.sh [CONNINFO] roles     roles and database rights only (superuser)
#   scripts/migrate.sh [CONNINFO] dump      write the schema to migrations/schema.sql
#   scripts/migrate.sh [CONNINFO] check     fail when migrations/schema.sql differs
#
# CONNINFO is anything psql takes for a database; without it DATABASE_URL or the PG*
# variables count. NNNN_name.sql runs in a transaction, NNNN_name.notx.sql outside
# of one (concurrent indexes). Applied files are never edited. Roles belong to the
# cluster: a superuser applies migrations/roles.sql at each "up", any other user
# must be a member of ss_owner and finds them ready.
#
#   MIGRATIONS_DIR=DIR            another folder of files
#   MIGRATE_LOCK_TIMEOUT=SECONDS  how long to wait for another run (60)
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
dir=${MIGRATIONS_DIR:-$root/migrations}
lock_key=7305514201
database=${DATABASE_URL:-}
command=up

for arg in "$@"; do
    case $arg in
        up | status | verify | roles | dump | check) command=$arg ;;
        -h | --help)
            sed -n '2,/^set /{s/^# \{0,1\}//p}' "$0" | head -n -1
            exit 0
            ;;
        *) database=$arg ;;
    esac
done

fail() {
    echo "migrate: $*" >&2
    exit 1
}

export PGOPTIONS="${PGOPTIONS:-} -c client_min_messages=warning -c statement_timeout=0"
owner= # what makes a connection act as ss_owner, once there is one
run_psql() { PGOPTIONS="$PGOPTIONS $owner" psql -XAtq -v ON_ERROR_STOP=1 -d "$database" "$@"; }
query() { run_psql -c "$1"; }
become_owner() {
    [[ -z $(query "select 1 from pg_roles where rolname = 'ss_owner'") ]] || owner='-c role=ss_owner'
}

# --- The files: number, name, checksum; refused when they break a rule.

declare -A file_of sum_of
numbers=()

read_files() {
    local path base number
    for path in "$dir"/[0-9][0-9][0-9][0-9]_*.sql; do
        [[ -e $path ]] || fail "no migrations in $dir"
        base=${path##*/}
        number=$((10#${base:0:4}))
        [[ -z ${file_of[$number]:-} ]] ||
            fail "two files have the number ${base:0:4}: ${file_of[$number]}, $base"
        if [[ $base != *.notx.sql ]] && grep -qiE \
            '^[[:space:]]*(begin|commit|rollback|start[[:space:]]+transaction)[[:space:]]*;' "$path"; then
            fail "$base: a file is one transaction; leave out BEGIN and COMMIT"
        fi
        file_of[$number]=$base
        sum_of[$number]=$(sha256sum "$path" | cut -c 1-64)
        numbers+=("$number")
    done
}

# --- What the database has.

declare -A applied_sum applied_name applied_at
last=0

read_applied() {
    local number name sum at
    applied_sum=()
    last=0
    [[ -n $(query "select 1 where to_regclass('meta.migrations') is not null") ]] || return 0
    while IFS='|' read -r number name sum at; do
        [[ -n $number ]] || continue
        applied_sum[$number]=$sum
        applied_name[$number]=$name
        applied_at[$number]=$at
        last=$number
    done < <(query "select number, name, checksum, to_char(applied_at, 'YYYY-MM-DD HH24:MI:SS')
                      from meta.migrations order by number")
}

# Edited and late files; a database ahead of the files is only told.
judge() {
    local number
    for number in "${numbers[@]}"; do
        if [[ -n ${applied_sum[$number]:-} ]]; then
            [[ ${applied_sum[$number]} == "${sum_of[$number]}" ]] ||
                fail "${file_of[$number]} was edited after it was applied"
        elif [[ $number -lt $last ]]; then
            fail "${file_of[$number]} comes too late: $(printf %04d "$last") is applied already"
        fi
    done
    for number in "${!applied_sum[@]}"; do
        [[ -n ${file_of[$number]:-} ]] ||
            echo "migrate: the database has ${applied_name[$number]}, which is not in ${dir##*/}/" >&2
    done
}

# --- One run at a time. Polled: a session that waits inside pg_advisory_lock holds
# a snapshot, and CREATE INDEX CONCURRENTLY would wait for it for ever.

take_lock() {
    local answer ask reply deadline=$((SECONDS + ${MIGRATE_LOCK_TIMEOUT:-60}))
    coproc LOCK { psql -XAtq -v ON_ERROR_STOP=1 -d "$database"; }
    reply=${LOCK[0]}
    ask=${LOCK[1]}
    while :; do
        echo "select pg_try_advisory_lock($lock_key);" >"/dev/fd/$ask" ||
            fail "no connection to the database"
        read -r -t 30 -u "$reply" answer || fail "no connection to the database"
        [[ $answer == t ]] && return
        [[ $SECONDS -lt $deadline ]] || fail "another run holds the lock"
        sleep 0.2
    done
}

is_superuser() { [[ $(query "select rolsuper from pg_roles where rolname = current_user") == t ]]; }

apply_roles() {
    local try
    # Two databases of a cluster may alter the same role at the same moment.
    for try in 1 2 3; do
        run_psql -1 -f "$dir/roles.sql" >/dev/null && return
        sleep "0.$try"
    done
    fail "roles.sql failed"
}

prepare() {
    if [[ -e $dir/roles.sql ]] && is_superuser; then
        apply_roles
    fi
    become_owner
    [[ -n $owner ]] ||
        fail "the roles are missing: a superuser must run scripts/migrate.sh roles first"
    query "create schema if not exists meta;
           create table if not exists meta.migrations (
               number     int primary key,
               name       text not null,
               checksum   text not null,
               applied_by text not null default session_user,
               applied_at timestamptz not null default clock_timestamp(),
               took_ms    int)" >/dev/null
}

# The row goes in first: were the lock lost, a second run would wait on its key
# and then fail instead of running the file twice.
apply() {
    local number=$1 file=${file_of[$1]} start end record
    record="insert into meta.migrations (number, name, checksum)
            values ($number, '${file%.sql}', '${sum_of[$1]}')"
    start=$(date +%s%N)

    if [[ $file == *.notx.sql ]]; then
        run_psql -c "set lock_timeout = '5s'" -f "$dir/$file" -c "$record" >/dev/null ||
            fail "$file failed part way; make it safe to run again, or clean up by hand"
    else
        run_psql -1 -c "set local lock_timeout = '5s'" \
            -c "set local search_path = pg_catalog" -c "$record" -f "$dir/$file" >/dev/null ||
            fail "$file failed and left nothing behind"
    fi

    end=$((($(date +%s%N) - start) / 1000000))
    query "update meta.migrations set took_ms = $end where number = $number"
    echo "applied $file (${end} ms)"
}

up() {
    local number pending=()
    take_lock
    prepare
    read_applied
    judge
    for number in "${numbers[@]}"; do
        [[ -n ${applied_sum[$number]:-} ]] || pending+=("$number")
    done
    for number in "${pending[@]}"; do
        apply "$number"
    done
    echo "schema version $(query 'select coalesce(max(number), 0) from meta.migrations')"
}

status() {
    local number
    become_owner
    read_applied
    for number in "${numbers[@]}"; do
        if [[ -z ${applied_sum[$number]:-} ]]; then
            echo "pending  ${file_of[$number]}"
        elif [[ ${applied_sum[$number]} != "${sum_of[$number]}" ]]; then
            echo "edited   ${file_of[$number]}"
        else
            echo "applied  ${file_of[$number]}  ${applied_at[$number]}"
        fi
    done
    for number in "${!applied_sum[@]}"; do
        [[ -n ${file_of[$number]:-} ]] || echo "unknown  ${applied_name[$number]}"
    done
}

verify() {
    local bad
    bad=$(status | grep -v '^applied' || true)
    [[ -z $bad ]] || fail "not as the files say:"$'\n'"$bad"
    echo "schema version $last, as the files say"
}

# Minor releases of PostgreSQL differ in whether they print AS before an alias.
schema() {
    local bin=/usr/lib/postgresql/15/bin
    [[ -x $bin/pg_dump ]] || bin=$(dirname "$(command -v pg_dump)")
    "$bin/pg_dump" -d "$database" --schema-only --role=ss_owner -n app -n auth -n meta |
        sed -e '/^-- Dumped /d; /^\\\(un\)\?restrict /d; /^SET /d; /^SELECT pg_catalog.set_config/d' \
            -e 's/^\( *\(UPDATE\|DELETE FROM\) [a-z_.]*\) AS /\1 /' |
        cat -s
}

case $command in
    roles) apply_roles ;;
    dump)
        schema >"$dir/schema.sql.new"
        mv "$dir/schema.sql.new" "$dir/schema.sql"
        ;;
    check)
        difference=$(diff -u "$dir/schema.sql" <(schema)) || {
            head -n 60 <<<"$difference" >&2
            fail "migrations/schema.sql is not what the migrations make; run scripts/migrate.sh dump"
        }
        echo "migrations/schema.sql is current"
        ;;
    *)
        read_files
        "$command"
        ;;
esac
