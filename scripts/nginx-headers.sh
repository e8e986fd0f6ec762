#!/usr/bin/env bash
# Writes the ngx_auto_config.h and ngx_auto_headers.h that Debian's configure
# flags give into a folder, for code that is compiled outside nginx's own build.
# Does nothing when they are there for the same sources already.
#
#   scripts/nginx-headers.sh SOURCE-DIR TARGET-DIR
set -euo pipefail

mkdir -p "$2"
source=$(cd "$1" && pwd)
target=$(cd "$2" && pwd)

exec 9>"$target/.lock"
flock 9

[[ $(cat "$target/.source" 2>/dev/null) == "$source" ]] && exit 0

# shellcheck source=/dev/null
. /usr/share/nginx/src/conf_flags

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -as "$source/." "$scratch"
cd "$scratch"
if ! ./configure "${NGX_CONF_FLAGS[@]}" >"$target/configure.log" 2>&1; then
    tail -n 20 "$target/configure.log" >&2
    exit 1
fi
cp objs/ngx_auto_config.h objs/ngx_auto_headers.h "$target"
echo "$source" >"$target/.source"
