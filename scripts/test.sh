#!/usr/bin/env bash
# Runs the test suites one after the other and sums them up; the last line is
# "N passed, N failed". Each suite prints its own "NAME: N passed, N failed";
# the whole output of each is kept in build/test/NAME.log, and what failed is told
# once more at the end.
#
#   scripts/test.sh            all that make test runs
#   scripts/test.sh long       the long forms too (fuzzing, the whole suite under reloads,
#                              storms and statistics, mutations)
#   scripts/test.sh NAME...    these suites only
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
logs=build/test
mkdir -p "$logs"

all=(lint unit sql contract api asan reload web e2e fuzz)

# What has to be built before a suite runs; told by the suite's name.
prepare() {
    case $1 in
        lint | unit | fuzz) ;;
        sql) scripts/contract.sh ;;
        contract) scripts/contract.sh && scripts/npm-ci.sh t ;;
        api | reload | load | mutation)
            scripts/contract.sh && scripts/npm-ci.sh t && scripts/build-module.sh
            ;;
        asan) scripts/contract.sh && scripts/npm-ci.sh t && scripts/build-nginx-asan.sh ;;
        web) scripts/contract.sh && scripts/npm-ci.sh frontend ;;
        e2e) scripts/contract.sh && scripts/build-module.sh && scripts/web.sh ;;
    esac
}

# The same for all suites, beside the first of them and with what they leave of the
# processors. Each build has a lock: a suite waits for its own, finds it made, or tells
# why it fails.
ahead() {
    renice -n 19 -p "$BASHPID" >/dev/null
    local suite
    for suite in "${suites[@]}"; do
        prepare "$suite"
    done
}

run() {
    case $1 in
        lint) scripts/lint.sh light ;;
        unit) scripts/unit.sh ;;
        sql) scripts/test-sql.sh ;;
        contract) scripts/test-contract.sh ;;
        api) scripts/api.sh ;;
        asan) SMARTSTACK_SUITE=asan SMARTSTACK_TEST_ASAN=1 scripts/api.sh ;;
        reload) SMARTSTACK_SUITE=reload SMARTSTACK_TEST_HUP=1 scripts/api.sh "${reload_files[@]}" ;;
        web) scripts/test-web.sh ;;
        e2e) scripts/test-e2e.sh ;;
        fuzz) scripts/fuzz.sh ;;
        load) SMARTSTACK_SUITE=load SMARTSTACK_TEST_JOBS=1 scripts/api.sh t/load/*.test.mjs ;;
        mutation) scripts/mutate.sh ;;
        *)
            echo "there is no suite $1; there are: ${all[*]} load mutation"
            return 2
            ;;
    esac
}

# What a suite that failed says of it, from its log: each "not ok", Vitest's "FAIL" and
# Playwright's "1) ..." with what follows; without any, the end. At most 40 lines each, and 400 of a suite.
failures() {
    local log=$logs/$1.log failed=$logs/$1.failed
    if [[ ! -s $failed ]]; then
        awk '/^ *not ok |^ *FAIL |^ +[0-9]+\) / { n = 40 }
             /^ok |^# t\/|^ *[0-9]+ (passed|failed)$|^ *Test Files / { n = 0 }
             n-- > 0' "$log" >"$failed"
    fi
    [[ -s $failed ]] || tail -n 40 "$log" >"$failed"
    echo "--- $1 failed; all of its output: $log; alone: scripts/test.sh $1"
    head -n 400 "$failed"
}

suites=("$@")
reload_files=()
if [[ $# -eq 0 || $1 == long ]]; then
    suites=("${all[@]}")
fi
if [[ ${1:-} == long ]]; then
    export FUZZ_SECONDS=${FUZZ_SECONDS:-60} SMARTSTACK_LONG=1
    suites+=(load mutation)
else
    # A part of the API suite is enough to see reloads between requests.
    for file in smoke auth tasks conditions wire lists; do
        [[ -e t/api/$file.test.mjs ]] && reload_files+=("t/api/$file.test.mjs")
    done
fi

if [[ ${#suites[@]} -gt 1 ]]; then
    ahead >"$logs/ahead.log" 2>&1 &
    builder=$!
    trap 'kill "$builder" 2>/dev/null' EXIT
fi

passed=0
failed=0
table=()
red=()

for suite in "${suites[@]}"; do
    log=$logs/$suite.log
    export SMARTSTACK_FAILURES=$logs/$suite.failed
    rm -f "$SMARTSTACK_FAILURES"
    started=$SECONDS
    echo "--- $suite"

    if ! prepare "$suite" >"$log" 2>&1; then
        cat "$log"
        good=0
        bad=1
        echo "$suite could not be built"
    else
        run "$suite" 2>&1 | tee -a "$log"
        status=${PIPESTATUS[0]}
        summary=$(grep -E "^$suite: [0-9]+ passed, [0-9]+ failed" "$log" | tail -n 1)
        good=$(awk '{ print $2 }' <<<"${summary:-x 0}")
        bad=$(awk '{ print $4 }' <<<"${summary:-x 0 0 0}")
        if [[ $bad -eq 0 && ($status -ne 0 || -z $summary) ]]; then
            bad=1
        fi
    fi
    [[ $bad -gt 0 ]] && red+=("$suite")

    passed=$((passed + good))
    failed=$((failed + bad))
    table+=("$(printf '%-10s %5d passed %4d failed %5d s' "$suite" "$good" "$bad" $((SECONDS - started)))")
done

for suite in "${red[@]}"; do
    echo
    failures "$suite"
done

echo
printf '%s\n' "${table[@]}"
echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
