#!/usr/bin/env bash
# A PostgreSQL cluster of our own in a folder, on 127.0.0.1 and a Unix socket,
# never the one that Debian may have started. PostgreSQL refuses to run as root,
# so for root everything happens as the user postgres.
#
#   scripts/pg.sh start DIR [PORT]   create (once) and start; FAST=1: no fsync, for tests
#   scripts/pg.sh stop DIR
#   scripts/pg.sh drop DIR           stop and remove it
#   scripts/pg.sh wait DIR           return when the server has ended
#   scripts/pg.sh pid DIR            print the server's process id
#   scripts/pg.sh env DIR            print PGHOST, PGPORT, PGUSER for the cluster
#   scripts/pg.sh psql [ARG...]      a shell in the cluster of make run
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
bin=/usr/lib/postgresql/15/bin
command=${1:-}

as_server() {
    if [[ $(id -u) -eq 0 ]]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

# Where the data is: in DIR, or, when the server's user cannot get there (a
# checkout below /root), in /var/tmp. Socket paths must stay under 108 characters.
locate() {
    local dir=$1 hash
    hash=$(sha256sum <<<"$dir" | cut -c 1-10)
    data=$dir/pg
    if [[ $(id -u) -eq 0 ]] && ! as_server test -x "$dir"; then
        data=/var/tmp/smartstack-$hash
    fi
    sockets=/tmp/ss-pg-$hash
}

# Whether the process of postmaster.pid lives; after a crash the file stays behind.
# A dead one that nobody has reaped, as in containers without an init, counts as
# alive for PostgreSQL: then its lock files are in the way and are removed.
alive() {
    local pid port
    pid=$(as_server head -n 1 "$data/postmaster.pid" 2>/dev/null) || return 1
    [[ -n $pid && -d /proc/$pid ]] || return 1
    grep -q '^State:.*zombie' "/proc/$pid/status" || return 0
    port=$(as_server sed -n 4p "$data/postmaster.pid")
    as_server rm -f "$data/postmaster.pid" "$sockets/.s.PGSQL.$port.lock"
    return 1
}

start() {
    local port=${1:-5433} options
    mkdir -p "$data" "$sockets"
    [[ $(id -u) -eq 0 ]] && chown postgres: "$data" "$sockets"
    chmod 700 "$data"

    if [[ ! -f $data/PG_VERSION ]]; then
        as_server "$bin/initdb" -D "$data" -U postgres --auth=trust \
            --locale=C.UTF-8 --encoding=UTF8 --no-sync >/dev/null
    fi
    if alive; then
        return
    fi

    options="-c listen_addresses=127.0.0.1 -c port=$port"
    options+=" -c unix_socket_directories=$sockets -c timezone=UTC"
    options+=" -c max_connections=100 -c log_line_prefix='%m [%p] %q%u@%d '"
    if [[ ${FAST:-0} == 1 ]]; then
        options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        options+=" -c shared_buffers=64MB -c autovacuum_naptime=10s"
    fi
    if ! as_server "$bin/pg_ctl" -D "$data" -l "$data/server.log" -w -t 60 \
        -o "$options" start >/dev/null; then
        as_server tail -n 20 "$data/server.log" >&2
        return 1
    fi
}

stop() {
    if alive; then
        as_server "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null
    fi
    rmdir "$sockets" 2>/dev/null || true
}

print_env() {
    local port
    port=$(as_server sed -n 4p "$data/postmaster.pid")
    printf 'PGHOST=%s\nPGPORT=%s\nPGUSER=postgres\n' "$sockets" "$port"
}

case $command in
    start | stop | drop | wait | pid | env)
        if [[ -z ${2:-} ]]; then
            echo "usage: scripts/pg.sh $command DIR" >&2
            exit 2
        fi
        mkdir -p "$2"
        locate "$(cd "$2" && pwd)"
        ;;
    psql)
        locate "$root/.run"
        ;;
    *)
        sed -n '2,/^set /{s/^# \{0,1\}//p}' "$0" | head -n -1 >&2
        exit 2
        ;;
esac

case $command in
    start) start "${3:-}" ;;
    stop) stop ;;
    drop)
        stop
        rm -rf "$data"
        ;;
    pid) as_server head -n 1 "$data/postmaster.pid" ;;
    wait)
        pid=$(as_server head -n 1 "$data/postmaster.pid")
        while kill -0 "$pid" 2>/dev/null; do sleep 1; done
        ;;
    env) print_env ;;
    psql)
        shift
        set -a
        # shellcheck source=/dev/null
        . <(print_env)
        exec psql -d smartstack "$@"
        ;;
esac
