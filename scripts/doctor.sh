#!/usr/bin/env bash
# Says what this machine has of what SmartStack needs. Changes nothing.
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
problems=0

say() { printf '%-12s %s\n' "$1" "$2"; }

bad() {
    say "$1" "$2"
    problems=$((problems + 1))
}

say system "$(. /etc/os-release && echo "$PRETTY_NAME"), $(nproc) cores, $(awk '/MemTotal/{ printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
say user "$(id -un)$(command -v sudo >/dev/null && sudo -n true 2>/dev/null && echo ', sudo works')"

free_mb=$(df -Pm . | awk 'NR == 2 { print $4 }')
if [[ $free_mb -lt 3000 ]]; then
    bad disk "only $free_mb MB free here; a full build and test run takes about 3 GB"
else
    say disk "$free_mb MB free"
fi

mapfile -t missing < <(
    scripts/deps.sh list | while read -r name _; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || echo "$name"
    done
)
if [[ ${#missing[@]} -gt 0 ]]; then
    bad packages "missing: ${missing[*]}; run: make deps"
else
    say packages "all installed"
fi

say nginx "$(/usr/sbin/nginx -v 2>&1 | sed 's/^nginx version: //')"
say postgres "$(/usr/lib/postgresql/15/bin/postgres --version 2>/dev/null || echo none)"
if [[ $(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/') -ge 20 ]] 2>/dev/null; then
    say node "$(node --version), npm $(npm --version)"
else
    bad node "$(node --version 2>/dev/null || echo none), needed: 20 or newer"
fi
say chromium "$(chromium-headless-shell --version 2>/dev/null | head -n 1 || echo none)"

if [[ -f build/ngx_http_smartstack_module.so ]]; then
    say module "built $(date -r build/ngx_http_smartstack_module.so '+%F %T')"
else
    say module "not built yet (make module)"
fi
if [[ -f .run/ports ]]; then
    say ports "$(tr '\n' ' ' <.run/ports)"
fi

if [[ $problems -gt 0 ]]; then
    echo "$problems problem(s)"
    exit 1
fi
echo "all is well"
