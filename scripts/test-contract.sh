#!/usr/bin/env bash
# The contract's own rules (its lint runs when it is bundled).
set -euo pipefail

cd "$(dirname "$0")/.."
scripts/npm-ci.sh t
exec scripts/node-suite.sh contract t/contract/*.test.mjs
