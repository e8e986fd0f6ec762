#!/usr/bin/env bash
# pgTAP tests (t/sql/*.sql) on a migrated database of their own. Each file runs in
# a transaction that it rolls back.
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1

# shellcheck source=scripts/lib/test-cluster.sh
. scripts/lib/test-cluster.sh
trap test_cluster_stop EXIT
test_cluster_start || exit 1

psql -Xq -d postgres -c 'create database sql template smartstack_template' || exit 1
psql -Xq -d sql -c 'create extension if not exists pgtap' || exit 1

log=$(pg_prove --verbose --timer -d sql t/sql/*.sql 2>&1)
status=$?
grep -vE '^(ok|1\.\.)' <<<"$log"

passed=$(grep -cE '^ok ' <<<"$log")
failed=$(grep -cE '^not ok ' <<<"$log")
if [[ $status -ne 0 && $failed -eq 0 ]]; then
    failed=1
fi

echo "sql: $passed passed, $failed failed"
[[ $failed -eq 0 ]]
