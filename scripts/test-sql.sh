#!/usr/bin/env bash
# The database's tests: pgTAP (t/sql/*.sql, each in a transaction that it rolls
# back), writers at the same time (t/sql/*.t), and the runner of migrations
# (t/migrate/*.t), on a PostgreSQL of this run's own.
#
#   scripts/test-sql.sh [FILE...]   only these files
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1

# shellcheck source=scripts/lib/test-cluster.sh
. scripts/lib/test-cluster.sh
trap test_cluster_stop EXIT
test_cluster_start || exit 1

# A database of its own from the template; a clone has no rights on the database
# itself, and the runner gives them again.
clone() {
    psql -Xq -d postgres -c "create database $1 template smartstack_template" &&
        scripts/migrate.sh "dbname=$1" >/dev/null
}
clone sql && psql -Xq -d sql -c 'create extension if not exists pgtap' || exit 1

files=("$@")
[[ $# -eq 0 ]] && files=(t/sql/*.sql t/sql/*.t t/migrate/*.t)

log=
status=0
for file in "${files[@]}"; do
    if [[ $file == *.sql ]]; then
        out=$(pg_prove --verbose -d sql "$file" 2>&1) || status=1
    else
        name=sql_$(basename "$file" .t)
        clone "$name"
        out=$(PGDATABASE=$name prove --verbose "$file" 2>&1) || status=1
    fi
    if grep -qE '^not ok |^Result: FAIL' <<<"$out"; then
        grep -vE '^(ok |1\.\.)' <<<"$out"
    else
        echo "$file: $(grep -cE '^ok ' <<<"$out") ok"
    fi
    log+=$out$'\n'
done

passed=$(grep -cE '^ok ' <<<"$log")
failed=$(grep -cE '^not ok ' <<<"$log")
if [[ $status -ne 0 && $failed -eq 0 ]]; then
    failed=1
fi

echo "sql: $passed passed, $failed failed"
[[ $failed -eq 0 ]]
