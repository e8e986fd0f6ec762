#!/usr/bin/env bash
# The contract's own rules (its lint runs when it is bundled), and its SQL files
# before a database of this run's own.
#
#   scripts/test-contract.sh [FILE...]   only these files of t/contract
set -euo pipefail

cd "$(dirname "$0")/.."
files=("$@")
[[ $# -eq 0 ]] && files=(t/contract/*.test.mjs)

scripts/contract.sh
scripts/npm-ci.sh t

# shellcheck source=scripts/lib/test-cluster.sh
. scripts/lib/test-cluster.sh
trap test_cluster_stop EXIT
test_cluster_start

scripts/node-suite.sh contract "${files[@]}"
