#!/usr/bin/env bash
# Puts the demo data (scripts/demo/) into the database smartstack of the PG*
# variables, once. The password is made up on the first run and kept in the folder.
#
#   scripts/demo.sh DIR     DIR/secrets.json: the module's keys; writes DIR/demo-password
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
run=$(cd "${1:?usage: scripts/demo.sh DIR}" && pwd)
database=${PGDATABASE:-smartstack}

if [[ -n $(psql -XAtq -d "$database" -c \
    "select 1 from app.users where email = 'demo@smartstack.example'") ]]; then
    exit 0
fi

tool=$root/build/hash_password
if [[ ! -x $tool || $root/scripts/tools/hash_password.c -nt $tool ]]; then
    mkdir -p "$root/build"
    cc -O2 -Wall -Wextra -Werror -o "$tool" "$root/scripts/tools/hash_password.c" \
        -largon2 -ljansson -lcrypto
fi

if [[ ! -s $run/demo-password ]]; then
    (
        umask 077
        head -c 12 /dev/urandom | base64 | tr '+/' 'xy' >"$run/demo-password"
    )
fi
read -r pepper hash < <(tr -d '\n' <"$run/demo-password" | "$tool" "$run/secrets.json")

cd "$root/scripts/demo"
psql -Xq -d "$database" -v demo_hash="$hash" -v demo_pepper="$pepper" -f demo.sql
