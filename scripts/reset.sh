#!/usr/bin/env bash
# make reset: stops and forgets the local instance: database, demo data, keys, logs.
set -euo pipefail

cd "$(dirname "$0")/.."
run=$PWD/.run

if [[ ! -d $run ]]; then
    echo "nothing to reset"
    exit 0
fi
exec 7>"$run/.lock"
if ! flock -n 7; then
    echo "It is running; stop it first (Ctrl-C where make run was started)." >&2
    exit 1
fi
scripts/pg.sh drop "$run"
rm -rf "$run"
echo "the local instance is gone; make run makes a new one"
