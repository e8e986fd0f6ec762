#!/usr/bin/env bash
# Builds the web app's static export (frontend/out) when its sources, the
# contract or its packages changed since the last build.
set -euo pipefail

cd "$(dirname "$0")/.."
stamp=build/web.sha256

mkdir -p build
exec 8>build/.web.lock
flock 8

scripts/npm-ci.sh frontend
sum=$(
    {
        find frontend -type f \
            -not -path '*/node_modules/*' -not -path 'frontend/out/*' \
            -not -path 'frontend/.next/*' -not -path 'frontend/e2e/*' \
            -not -path 'frontend/test-results/*' \
            -not -path 'frontend/playwright-report/*' \
            -not -name '*.tsbuildinfo' -not -name next-env.d.ts -print0
        printf 'build/openapi.json\0'
    } | sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
)

if [[ -d frontend/out && $(cat "$stamp" 2>/dev/null) == "$sum" ]]; then
    exit 0
fi

echo "building the web app"
rm -f "$stamp"
if ! log=$(cd frontend && NEXT_TELEMETRY_DISABLED=1 npm run --silent build 2>&1); then
    echo "$log" >&2
    echo "The web app does not build; alone: make web" >&2
    exit 1
fi
echo "$sum" >"$stamp"
