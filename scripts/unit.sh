#!/usr/bin/env bash
# Builds and runs the C unit tests (t/unit/NAME.c) and prints their TAP.
#
#   scripts/unit.sh [NAME...]    only these tests
#   CORE="json uuid"             link only these files of src/core
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
out=build/unit
nginx=$(scripts/nginx-source.sh) || exit 1
scripts/nginx-headers.sh "$nginx" build/nginx-headers || exit 1

mkdir -p "$out"
exec 9>"$out/.lock"
flock 9

tests=("$@")
if [[ $# -eq 0 ]]; then
    for file in t/unit/*.c; do
        [[ -e $file ]] && tests+=("$(basename "$file" .c)")
    done
fi

args=(--no-print-directory -s -k -j2 -f t/unit/Makefile)
args+=("NGINX=$nginx" "OUT=$out" "T=${tests[*]}")
[[ -n ${CORE:-} ]] && args+=("CORE=$CORE")

passed=0
failed=0
built=1

if ! make "${args[@]}"; then
    echo "not ok - the unit tests do not build"
    failed=1
    built=0
fi

export ASAN_OPTIONS=detect_leaks=1
export UBSAN_OPTIONS=print_stacktrace=1

for name in "${tests[@]}"; do
    # After a failed build only the programs that are up to date are run.
    if [[ $built -eq 0 ]] && ! make -q "${args[@]/T=*/T=$name}" 2>/dev/null; then
        continue
    fi

    echo "# t/unit/$name.c"
    log=$(timeout 120 "$out/$name" 2>&1)
    status=$?
    echo "$log"
    good=$(grep -c '^ok ' <<<"$log")
    bad=$(grep -c '^not ok ' <<<"$log")
    if [[ $status -ne 0 && $bad -eq 0 ]] ||
        ! grep -q "^1\.\.$((good + bad))\$" <<<"$log"; then
        echo "not ok - t/unit/$name.c ended early (status $status)"
        bad=$((bad + 1))
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
done

echo "unit: $passed passed, $failed failed"
[[ $failed -eq 0 ]]
