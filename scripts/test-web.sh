#!/usr/bin/env bash
# The web app's own checks and unit tests: types, ESLint, the generated client, Vitest.
set -uo pipefail

cd "$(dirname "$0")/../frontend" || exit 1
passed=0
failed=0

for script in typecheck lint; do
    if ! npm pkg get "scripts.$script" | grep -q '^"'; then
        continue
    fi
    if log=$(npm run --silent "$script" 2>&1); then
        echo "ok - npm run $script"
        passed=$((passed + 1))
    else
        echo "$log"
        echo "not ok - npm run $script"
        failed=$((failed + 1))
    fi
done

# What is made from the contract is committed.
if log=$(npm run --silent gen -- --check 2>&1); then
    echo "ok - the typed client and the role matrix are what the contract says"
    passed=$((passed + 1))
else
    echo "$log"
    echo "not ok - run: npm run gen (in frontend/)"
    failed=$((failed + 1))
fi

log=$(NO_COLOR=1 npm run --silent test 2>&1)
status=$?
echo "$log"

# Vitest's summary: "Tests  1 failed | 41 passed (42)".
summary=$(grep -E '^ *Tests ' <<<"$log" | tail -n 1)
good=$(grep -oE '[0-9]+ passed' <<<"$summary" | cut -d ' ' -f 1)
bad=$(grep -oE '[0-9]+ failed' <<<"$summary" | cut -d ' ' -f 1)
passed=$((passed + ${good:-0}))
failed=$((failed + ${bad:-0}))
if [[ $status -ne 0 && ${bad:-0} -eq 0 ]]; then
    failed=$((failed + 1))
fi

echo "web: $passed passed, $failed failed"
[[ $failed -eq 0 ]]
