#!/usr/bin/env bash
# Runs test files with Node's own runner, in this order, and sums up: "NAME: N passed, N failed".
#
#   scripts/node-suite.sh NAME FILE...
#   SMARTSTACK_TEST_JOBS=1    one file at a time (default 4)
#   SMARTSTACK_FAILURES=FILE  what failed, and why, is written there
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
name=$1
shift

report=$(mktemp)
trap 'rm -f "$report"' EXIT

SMARTSTACK_SUITE_NAME=$name node scripts/lib/run-tests.mjs "$report" "${SMARTSTACK_TEST_JOBS:-4}" "$@"
status=$?

passed=$(awk '/^# pass /{ print $3 }' "$report")
failed=$(awk '/^# (fail|cancelled) /{ n += $3 } END { print n + 0 }' "$report")
if [[ $status -ne 0 && $failed -eq 0 ]]; then
    failed=1
fi
grep -v '^# ' "$report" >"${SMARTSTACK_FAILURES:-/dev/null}"
echo "$name: ${passed:-0} passed, $failed failed"
[[ $failed -eq 0 ]]
