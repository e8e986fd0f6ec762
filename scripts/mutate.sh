#!/usr/bin/env bash
# Does a test notice? Breaks one protection at a time, in the database, in the
# contract that is served, and in the module's source, and expects the test that
# names it to turn red. For make test-long; a quarter of an hour.
#
#   scripts/mutate.sh [database|contract|source] [TEXT]    only these
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
scripts/npm-ci.sh t || exit 1

# shellcheck source=scripts/lib/test-cluster.sh
. scripts/lib/test-cluster.sh
trap test_cluster_stop EXIT
test_cluster_start || exit 1

node t/mutation/run.mjs "$@"
