#!/usr/bin/env bash
# Builds the fuzzers (t/fuzz/fuzz_NAME.c) and runs each for FUZZ_SECONDS
# (default 5) on its corpus t/fuzz/corpus/NAME. What they find new goes to
# build/fuzz/found; copy what is worth keeping into the corpus.
#
#   scripts/fuzz.sh [NAME...]    only these
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
out=build/fuzz
seconds=${FUZZ_SECONDS:-5}
nginx=$(scripts/nginx-source.sh) || exit 1
scripts/nginx-headers.sh "$nginx" build/nginx-headers || exit 1

mkdir -p "$out"
exec 9>"$out/.lock"
flock 9

targets=("$@")
if [[ $# -eq 0 ]]; then
    for file in t/fuzz/fuzz_*.c; do
        [[ -e $file ]] || continue
        name=$(basename "$file" .c)
        targets+=("${name#fuzz_}")
    done
fi

args=(--no-print-directory -s -k -j2 -f t/fuzz/Makefile)
args+=("NGINX=$nginx" "OUT=$out" "T=${targets[*]}")
[[ -n ${CORE:-} ]] && args+=("CORE=$CORE")

if ! make "${args[@]}"; then
    echo "not ok - the fuzzers do not build"
    echo "fuzz: 0 passed, 1 failed"
    exit 1
fi

fuzz() {
    local name=$1 log options
    mkdir -p "$out/found/$name" "$out/crash/$name" "t/fuzz/corpus/$name"
    options=("-max_total_time=$seconds" -timeout=30 -rss_limit_mb=1024)
    options+=(-print_final_stats=0 -verbosity=1 -close_fd_mask=1)
    options+=("-artifact_prefix=$out/crash/$name/")
    [[ -f t/fuzz/$name.dict ]] && options+=("-dict=t/fuzz/$name.dict")
    if log=$("$out/fuzz_$name" "${options[@]}" "$out/found/$name" \
        "t/fuzz/corpus/$name" 2>&1); then
        echo "ok - fuzz $name: $(grep '^Done ' <<<"$log")"
    else
        echo "not ok - fuzz $name"
        grep -m 1 -A 12 -E 'ERROR:|runtime error' <<<"$log" | sed 's/^/# /'
        echo "# the input is in $out/crash/$name; run: $out/fuzz_$name FILE"
    fi
}

# One on each core; they give way to what runs beside them.
export ASAN_OPTIONS=detect_leaks=1 out seconds
export -f fuzz
printf '%s\0' "${targets[@]}" |
    nice -n 5 xargs -0 -P "$(nproc)" -I{} bash -c 'fuzz {}' | tee "$out/verdicts"
passed=$(grep -c '^ok - ' "$out/verdicts")
failed=$((${#targets[@]} - passed))

echo "fuzz: $passed passed, $failed failed"
[[ $failed -eq 0 ]]
