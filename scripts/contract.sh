#!/usr/bin/env bash
# Lints the contract and bundles it to build/openapi.json, which the module, the
# web app's client and the tests read. Does nothing when it is up to date.
set -euo pipefail

cd "$(dirname "$0")/.."
out=build/openapi.json

mkdir -p build
exec 9>build/.openapi.lock
flock 9

if [[ -e $out && ${1:-} != --force &&
    -z $(find api/openapi api/redocly.yaml api/package-lock.json \
        scripts/contract.sh -newer "$out" -print -quit) ]]; then
    exit 0
fi

scripts/npm-ci.sh api

export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true NO_COLOR=1
redocly=node_modules/.bin/redocly

quiet() {
    local log
    log=$("$@" 2>&1) || {
        echo "$log" >&2
        exit 1
    }
}

cd api
quiet $redocly lint --config redocly.yaml openapi/openapi.yaml
quiet $redocly bundle --config redocly.yaml openapi/openapi.yaml \
    --output "../$out.new.json"
cd ..

mv "$out.new.json" "$out"
echo "contract: $(grep -c '"operationId"' "$out") operations in $out"
