#!/usr/bin/env bash
# make run: builds what is stale, starts PostgreSQL and nginx on free ports of
# 127.0.0.1 and stops both on Ctrl-C. Everything it writes is in .run/.
#
#   SMARTSTACK_RUN=DIR     another folder than .run (a second, separate instance)
#   SMARTSTACK_DEMO=0      no demo data
#   SMARTSTACK_WEB=0       do not build the web app
#   SMARTSTACK_HTTP=FILE   more directives for nginx, at the level of http
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
run=${SMARTSTACK_RUN:-$root/.run}
mkdir -p "$run"/{log,nginx,mail}
run=$(cd "$run" && pwd)

exec 7>"$run/.lock"
if ! flock -n 7; then
    echo "It runs already from $run (address: $(cat "$run/ready" 2>/dev/null || echo unknown))." >&2
    exit 1
fi

started=$SECONDS
say() { printf '[%3d s] %s\n' $((SECONDS - started)) "$*"; }

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The port kept from last time if it is free, else the next free one.
port() {
    local name=$1 wish
    wish=$(sed -n "s/^$name=//p" "$run/ports" 2>/dev/null)
    wish=${wish:-$2}
    while taken "$wish"; do
        wish=$((wish + 1))
    done
    echo "$wish"
}

nginx_pid=
watch_pid=
# shellcheck disable=SC2317 # called by the traps
stop() {
    trap - EXIT
    trap '' INT TERM
    set +e
    rm -f "$run/ready"
    [[ -n $watch_pid ]] && kill "$watch_pid" 2>/dev/null
    if [[ -n $nginx_pid ]] && kill -QUIT "$nginx_pid" 2>/dev/null; then
        for _ in {1..50}; do
            kill -0 "$nginx_pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -TERM "$nginx_pid" 2>/dev/null
    fi
    scripts/pg.sh stop "$run" >/dev/null 2>&1
    say "stopped"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "module, contract, web app"
scripts/build-module.sh >/dev/null
scripts/contract.sh >"$run/log/contract.log" 2>&1 || {
    tail -n 20 "$run/log/contract.log" >&2
    exit 1
}
if [[ ${SMARTSTACK_WEB:-1} == 1 ]]; then
    scripts/web.sh
fi

http_port=$(port http 8080)
admin_port=$(port admin 9145)
pg_port=$(port pg 5433)
printf 'http=%s\nadmin=%s\npg=%s\n' "$http_port" "$admin_port" "$pg_port" >"$run/ports"

say "database"
node scripts/lib/secrets.mjs "$run/secrets.json"
scripts/pg.sh start "$run" "$pg_port" 7>&-
set -a
eval "$(scripts/pg.sh env "$run")"
set +a
if [[ -z $(psql -XAtq -d postgres -c "select 1 from pg_database where datname = 'smartstack'") ]]; then
    psql -Xq -d postgres -c 'create database smartstack'
fi
scripts/migrate.sh "dbname=smartstack" >"$run/log/migrate.log" 2>&1 || {
    tail -n 20 "$run/log/migrate.log" >&2
    exit 1
}

if [[ ${SMARTSTACK_DEMO:-1} == 1 ]]; then
    scripts/demo.sh "$run"
fi

# Workers read the web app's files: as www-data when that user can get there,
# else (a checkout below /root) as root.
user=
if [[ $(id -u) -eq 0 ]]; then
    user='user www-data;'
    runuser -u www-data -- test -x "$root" || user='user root;'
    [[ $user == *www-data* ]] && chown www-data "$run/mail"
fi

maps=
for file in build/web/*.conf; do
    [[ -e $file ]] && maps+="include $root/$file; "
done

sed -e "s|{{user}}|$user|; s|{{run}}|$run|g; s|{{root}}|$root|g" \
    -e "s|{{module}}|$root/build/ngx_http_smartstack_module.so|" \
    -e "s|{{port}}|$http_port|g; s|{{admin_port}}|$admin_port|g" \
    -e "s|{{database}}|host=127.0.0.1 port=$PGPORT dbname=smartstack sslmode=disable|g" \
    -e "s|{{more}}|${SMARTSTACK_HTTP:+include $SMARTSTACK_HTTP;}|" \
    -e "s|{{maps}}|$maps|" conf/nginx.dev.conf >"$run/nginx.conf"

say "nginx"
/usr/sbin/nginx -p "$run/nginx" -e "$run/log/error.log" -c "$run/nginx.conf" \
    -g 'daemon off;' 7>&- &
nginx_pid=$!

url=http://localhost:$http_port
for _ in {1..200}; do
    if ! kill -0 "$nginx_pid" 2>/dev/null; then
        tail -n 20 "$run/log/error.log" >&2
        exit 1
    fi
    curl -fs -o /dev/null "http://127.0.0.1:$http_port/readyz" && break
    sleep 0.1
done
if ! curl -fs -o /dev/null "http://127.0.0.1:$http_port/readyz"; then
    tail -n 20 "$run/log/error.log" >&2
    echo "nginx runs, but /readyz does not say 200; the log is $run/log/error.log" >&2
    exit 1
fi

# One dead child stops all.
scripts/pg.sh wait "$run" 7>&- &
watch_pid=$!

echo "$url" >"$run/ready"
say "ready"
cat <<TEXT

    SmartStack        $url
    sign in as        demo@smartstack.example, password "$(cat "$run/demo-password" 2>/dev/null || echo none)"
    API               $url/api/v1, contract: $url/api/v1/openapi.json
    mails             $url/dev/mails
    metrics           http://127.0.0.1:$admin_port/metrics
    database          make psql
    logs              ${run#"$root"/}/log/

    Ctrl-C stops everything.
TEXT

status=0
wait -n "$nginx_pid" "$watch_pid" || status=$?
echo "a server ended (status $status); stopping the rest" >&2
exit 1
