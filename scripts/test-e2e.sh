#!/usr/bin/env bash
# Browser tests: Playwright with Debian's Chromium against the web app, the module
# and PostgreSQL, started like make run, but on ports and in a folder of their own.
#
#   scripts/test-e2e.sh [ARG...]    arguments for playwright test
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
scripts/npm-ci.sh frontend || exit 1

run=$(mktemp -d "${TMPDIR:-/tmp}/ss-e2e-XXXXXX")
chmod 711 "$run"
server=
provider=
finish() {
    [[ -n $provider ]] && kill "$provider" 2>/dev/null
    if [[ -n $server ]]; then
        kill -TERM "$server" 2>/dev/null
        wait "$server" 2>/dev/null
    fi
    rm -rf "$run"
}
trap finish EXIT

# Somebody else to sign in with; who is there is $run/person.json.
scripts/npm-ci.sh t || exit 1
node t/api/lib/run-provider.mjs 0 "$run" >"$run/provider.log" 2>&1 &
provider=$!
for _ in {1..100}; do
    [[ -f $run/provider.conf ]] && break
    sleep 0.1
done

# Ports of their own, so that nothing meets a running make run.
printf 'http=18080\nadmin=19145\npg=15433\n' >"$run/ports"
FAST=1 SMARTSTACK_RUN=$run SMARTSTACK_HTTP=$run/provider.conf scripts/dev.sh >"$run/dev.log" 2>&1 &
server=$!

while [[ ! -f $run/ready ]]; do
    if ! kill -0 "$server" 2>/dev/null; then
        cat "$run/dev.log"
        echo "e2e: 0 passed, 1 failed"
        exit 1
    fi
    sleep 0.2
done

log=$run/playwright.log
SMARTSTACK_URL=$(cat "$run/ready")
SMARTSTACK_DEMO_PASSWORD=$(cat "$run/demo-password" 2>/dev/null)
export SMARTSTACK_URL SMARTSTACK_DEMO_PASSWORD SMARTSTACK_RUN=$run CI=1
(cd frontend && NO_COLOR=1 npx playwright test --reporter=list "$@") 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

passed=$(grep -oE '^ +[0-9]+ passed' "$log" | tail -n 1 | tr -dc 0-9)
failed=$(grep -oE '^ +[0-9]+ (failed|did not run)' "$log" | awk '{ n += $1 } END { print n + 0 }')
if [[ $status -ne 0 && $failed -eq 0 ]]; then
    failed=1
fi

if grep -qE '\[(alert|emerg|crit)\]|exited on signal' "$run/log/error.log"; then
    grep -E '\[(alert|emerg|crit)\]|exited on signal' "$run/log/error.log" | head -n 20
    echo "not ok - alarming lines in nginx's error log"
    failed=$((failed + 1))
fi

echo "e2e: ${passed:-0} passed, $failed failed"
[[ $failed -eq 0 ]]
