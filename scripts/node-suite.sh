#!/usr/bin/env bash
# Runs test files with Node's own runner and sums up: "NAME: N passed, N failed".
#
#   scripts/node-suite.sh NAME FILE...
#   SMARTSTACK_TEST_JOBS=1    one file at a time (default 3)
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
name=$1
shift

tap=$(mktemp)
trap 'rm -f "$tap"' EXIT

node --test --test-concurrency="${SMARTSTACK_TEST_JOBS:-3}" \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" "$@"
status=$?

passed=$(awk '/^# pass /{ print $3 }' "$tap")
failed=$(awk '/^# (fail|cancelled) /{ n += $3 } END { print n + 0 }' "$tap")
if [[ $status -ne 0 && $failed -eq 0 ]]; then
    failed=1
fi
echo "$name: ${passed:-0} passed, $failed failed"
[[ $failed -eq 0 ]]
