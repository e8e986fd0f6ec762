#!/usr/bin/env bash
# npm ci in a folder, only when its lock file differs from the one installed.
# No package of ours needs an install script, so none is run.
set -euo pipefail

cd "$(dirname "$0")/../$1"
stamp=node_modules/.lock-sha256
sum=$(sha256sum package-lock.json | cut -d ' ' -f 1)

exec 9<package-lock.json
flock 9
if [[ $(cat "$stamp" 2>/dev/null) != "$sum" ]]; then
    echo "installing the npm packages of $1/"
    log=$(npm ci --ignore-scripts --no-progress --no-fund --no-audit 2>&1) || {
        echo "$log" >&2
        echo "npm ci failed in $1/; is the npm registry reachable?" >&2
        exit 1
    }
    echo "$sum" >"$stamp"
fi
