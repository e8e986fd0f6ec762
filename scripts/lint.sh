#!/usr/bin/env bash
# Static checks. "light" (part of make test): layout of src/, shell scripts,
# contract. Without an argument also gcc and clang with warnings as errors,
# clang-tidy and cppcheck.
#
#   scripts/lint.sh [light]
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
depth=${1:-full}
passed=0
failed=0

step() {
    local name=$1
    shift
    local log
    if log=$("$@" 2>&1); then
        echo "ok - $name"
        passed=$((passed + 1))
    else
        mkdir -p build/test
        echo "$log" >"build/test/lint-${name%% *}.log"
        echo "not ok - $name (all of it: build/test/lint-${name%% *}.log)"
        { grep -E '(error|warning|style|performance|portability|note)\b.*\[|error:|^ *[+] |SC[0-9]+' \
            <<<"$log" || tail -n 20 <<<"$log"; } | head -n 40 | sed 's/^/    /'
        failed=$((failed + 1))
    fi
}

# The flags that the module is compiled with, for tools that parse C themselves.
module_flags() {
    local dir=/usr/share/nginx/src
    printf '%s\n' -std=gnu11 -DNDEBUG -Wall -Wextra -Wno-unused-parameter
    printf -- '-I%s\n' src/core src/event src/http src/api
    printf -- '-isystem\n%s\n' "$dir/src/core" "$dir/src/event" \
        "$dir/src/event/modules" "$dir/src/os/unix" "$dir/src/http" \
        "$dir/src/http/v2" "$dir/src/http/modules" build/nginx-headers \
        /usr/include/postgresql
}

compile() {
    mapfile -t flags < <(module_flags)
    printf '%s\n' src/*/*.c | xargs -P 2 -I{} "$1" "${flags[@]}" -O2 -Werror \
        -Wshadow -Wstrict-prototypes -Wformat=2 -fsyntax-only {}
}

tidy() {
    mapfile -t flags < <(module_flags)
    printf '%s\n' src/*/*.c | xargs -P 2 -I{} clang-tidy --quiet {} -- "${flags[@]}"
}

cpp_check() {
    cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr -j 2 \
        --enable=warning,performance,portability \
        --suppress=missingIncludeSystem --suppress=nullPointerArithmetic \
        --suppress=unknownMacro -D NGX_HAVE_EPOLL=1 \
        -I src/core -I src/event -I src/http -I src/api src
}

layout() {
    node --test t/layout/
}

shell_scripts() {
    shellcheck -x -e SC1091 scripts/*.sh scripts/lib/*.sh .ci/run
}

step "layout of src/" layout
if command -v shellcheck >/dev/null; then
    step "shellcheck" shell_scripts
fi

if [[ $depth != light ]]; then
    nginx=$(scripts/nginx-source.sh) && scripts/nginx-headers.sh "$nginx" build/nginx-headers || exit 1
    step "gcc -Wall -Wextra -Werror" compile gcc
    step "clang -Wall -Wextra -Werror" compile clang
    step "clang-tidy" tidy
    step "cppcheck" cpp_check
fi

echo "lint: $passed passed, $failed failed"
[[ $failed -eq 0 ]]
