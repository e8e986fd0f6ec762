#!/usr/bin/env bash
# Installs what SmartStack needs on Debian 12 and its like. Looks first (no root
# needed when nothing is missing); with root or sudo installs what is missing,
# else prints the one command to run.
#
#   scripts/deps.sh          install what is missing
#   scripts/deps.sh list     print the packages and what each is for
set -euo pipefail

packages() {
    cat <<'LIST'
nginx                          the server
nginx-dev                      its headers and build flags for the module
libnginx-mod-http-brotli-static  serves the precompressed web app
gcc                            the module
make                           builds
dpkg-dev                       Debian's compiler flags, source packages
libpq-dev                      PostgreSQL client library
libjansson-dev                 JSON reading
libjwt-dev                     access tokens
libargon2-dev                  password hashing
libcurl4-openssl-dev           calls to other services
libssl-dev                     signatures, random numbers
libxxhash-dev                  ETags of lists
zlib1g-dev                     nginx is built with it
libpcre2-dev                   nginx is built with it
postgresql-15                  the database
postgresql-15-pgtap            tests in SQL
libtap-parser-sourcehandler-pgtap-perl  runs them (pg_prove)
curl                           probes of the scripts
procps                         probes of the scripts
util-linux                     flock, runuser
brotli                         precompresses the web app
ca-certificates                npm over TLS
openssl                        certificates of the tests
clang                          sanitizer build, fuzzers, second compiler
llvm                           readable sanitizer reports
libclang-rt-14-dev             sanitizer and fuzzer runtime
clang-tidy                     lint
clang-format                   lint
cppcheck                       lint
shellcheck                     lint
chromium-headless-shell        browser tests
LIST
}

if [[ ${1:-} == list ]]; then
    packages
    exit 0
fi

mapfile -t wanted < <(packages | cut -d ' ' -f 1)
mapfile -t missing < <(
    dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null |
        awk '$2 == "installed" { print $1 }' | sort -u |
        comm -23 <(printf '%s\n' "${wanted[@]}" | sort -u) -
)

if [[ ${#missing[@]} -gt 0 ]]; then
    install=(apt-get install -y --no-install-recommends "${missing[@]}")
    if [[ $(id -u) -eq 0 ]]; then
        as_root=()
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root=(sudo)
    else
        echo "Missing packages. Run this once, then try again:" >&2
        echo "    sudo apt-get update && sudo ${install[*]}" >&2
        exit 1
    fi
    echo "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    if ! { "${as_root[@]}" apt-get -q update &&
        "${as_root[@]}" "${install[@]}"; }; then
        echo "The packages could not be installed; the lines above say why." >&2
        exit 1
    fi
fi

# Debian 12's own Node.js is 18; the web app and the tests need 20.
node_major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
if [[ ${node_major:-0} -lt 20 ]]; then
    echo "Node.js 20 or newer is needed (found: $(node --version 2>/dev/null || echo none))." >&2
    echo "Install it from nodejs.org or your distribution, with npm, and try again." >&2
    exit 1
fi
if ! command -v npm >/dev/null; then
    echo "npm is needed beside Node.js; install it and try again." >&2
    exit 1
fi
