#!/usr/bin/env bash
# Runs the test suites and sums them up; the last line is "N passed, N failed". Each
# suite prints its own "NAME: N passed, N failed"; the whole output of each is kept in
# build/test/NAME.log, and what failed is told once more at the end.
#
#   scripts/test.sh            all that make test runs
#   scripts/test.sh long       the long forms too (fuzzing, the whole suite under reloads,
#                              storms and statistics, mutations)
#   scripts/test.sh NAME...    these suites only
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
logs=build/test
mkdir -p "$logs"

# Of a group all run side by side, and each is told as a whole when it has ended: alone
# they leave half of two processors idle. The others need both, and some measure time.
all=("lint unit sql contract" "web fuzz" api asan reload e2e)

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
# processors, but for the contract, which most wait for at once. Each build has a lock:
# a suite waits for its own, finds it made, or tells why it fails.
ahead() {
    local suite suites
    scripts/contract.sh
    renice -n 19 -p "$BASHPID" >/dev/null
    read -ra suites <<<"${groups[*]}"
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

# A suite from its build to its numbers, which are left in NAME.sum.
suite() {
    local suite=$1 log=$logs/$1.log started=$SECONDS good=0 bad=1 status summary
    export SMARTSTACK_FAILURES=$logs/$suite.failed
    rm -f "$SMARTSTACK_FAILURES"
    echo "--- $suite"

    if ! prepare "$suite" >"$log" 2>&1; then
        cat "$log"
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
    echo "$good $bad $((SECONDS - started))" >"$logs/$suite.sum"
}

# In the background, as a process group of its own that ends with this script.
behind() {
    set -m
    "${@:2}" >"$1" 2>&1 </dev/null &
    set +m
}
# shellcheck disable=SC2317 # called by the trap
end() {
    local pid
    for pid in $(jobs -rp); do
        kill -- "-$pid" 2>/dev/null
    done
}
trap end EXIT

together() {
    local suite pids=()
    echo "--- side by side: $*"
    for suite in "$@"; do
        behind "$logs/$suite.out" suite "$suite"
        pids+=($!)
    done
    for suite in "$@"; do
        wait "${pids[0]}"
        pids=("${pids[@]:1}")
        cat "$logs/$suite.out"
    done
}

groups=("$@")
reload_files=()
if [[ $# -eq 0 || $1 == long ]]; then
    groups=("${all[@]}")
fi
if [[ ${1:-} == long ]]; then
    export FUZZ_SECONDS=${FUZZ_SECONDS:-60} SMARTSTACK_LONG=1
    groups+=(load mutation)
else
    # A part of the API suite is enough to see reloads between requests.
    for file in smoke auth tasks conditions wire lists; do
        [[ -e t/api/$file.test.mjs ]] && reload_files+=("t/api/$file.test.mjs")
    done
fi

if [[ ${#groups[@]} -gt 1 ]]; then
    behind "$logs/ahead.log" ahead
fi

passed=0
failed=0
table=()
red=()

for group in "${groups[@]}"; do
    read -ra suites <<<"$group"
    rm -f "$logs"/*.sum
    if [[ ${#suites[@]} -gt 1 ]]; then
        together "${suites[@]}"
    else
        suite "$group"
    fi

    for suite in "${suites[@]}"; do
        read -r good bad seconds < <(cat "$logs/$suite.sum" 2>/dev/null || echo 0 1 0)
        [[ $bad -gt 0 ]] && red+=("$suite")
        passed=$((passed + good))
        failed=$((failed + bad))
        table+=("$(printf '%-10s %5d passed %4d failed %5d s' "$suite" "$good" "$bad" "$seconds")")
    done
done

for suite in "${red[@]}"; do
    echo
    failures "$suite"
done

echo
printf '%s\n' "${table[@]}"
echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
