# shellcheck shell=bash
# Sourced by the suites that need a database: one PostgreSQL for the run in a
# folder of its own, migrated into the template that test files are cloned from.
#
#   test_cluster_start    sets SMARTSTACK_TEST_PG, PGHOST, PGPORT, PGUSER
#   test_cluster_stop

test_cluster_dir=

test_cluster_start() {
    test_cluster_dir=$(mktemp -d "${TMPDIR:-/tmp}/ss-test-XXXXXX")
    chmod 711 "$test_cluster_dir"

    local port
    port=$(node -e 'import("./t/api/lib/env.mjs").then(async ({ freePort }) => console.log(await freePort()))')

    FAST=1 scripts/pg.sh start "$test_cluster_dir" "$port" || return 1
    set -a
    eval "$(scripts/pg.sh env "$test_cluster_dir")"
    set +a
    export SMARTSTACK_TEST_PG=127.0.0.1:$PGPORT:$PGHOST

    psql -Xq -d postgres -c 'create database smartstack_template' || return 1
    scripts/migrate.sh "dbname=smartstack_template" >"$test_cluster_dir/migrate.log" 2>&1 || {
        tail -n 20 "$test_cluster_dir/migrate.log" >&2
        echo "The migrations failed; see above." >&2
        return 1
    }
}

test_cluster_stop() {
    [[ -n $test_cluster_dir ]] || return 0
    scripts/pg.sh drop "$test_cluster_dir"
    rm -rf "$test_cluster_dir"
    test_cluster_dir=
}
