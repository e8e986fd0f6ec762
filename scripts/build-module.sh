#!/usr/bin/env bash
# Builds build/ngx_http_smartstack_module.so against the nginx that is installed,
# with Debian's own flags. Configures only when the nginx version, the flags or
# the list of source files changed; otherwise make alone decides what is stale.
#
#   SMARTSTACK_BUILD=DIR   where to build          (default: build/module)
#   SMARTSTACK_OUT=DIR     where the .so is put     (default: build)
#   CC=clang               another compiler
#   SMARTSTACK_SOURCE=DIR  nginx's tree             (default: that of nginx-dev)
#   SMARTSTACK_CFLAGS, SMARTSTACK_LDFLAGS           (default: Debian's)
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
dev=/usr/share/nginx/src
source=${SMARTSTACK_SOURCE:-$dev}
work=${SMARTSTACK_BUILD:-$root/build/module}
out=${SMARTSTACK_OUT:-$root/build}
module=ngx_http_smartstack_module

if [[ ! -r $dev/conf_flags ]]; then
    echo "nginx-dev is missing; run: make deps" >&2
    exit 1
fi

mkdir -p "$work" "$out"
exec 9>"$work/.lock"
flock 9

# shellcheck source=/dev/null
. "$dev/conf_flags"

cflags=${SMARTSTACK_CFLAGS:-$(dpkg-buildflags --get CFLAGS) $(dpkg-buildflags --get CPPFLAGS)}
cflags+=" -fPIC -std=gnu11 -Wall -Wextra -Wno-unused-parameter"
# nginx adds it for clang only; it takes loops that always run for ones that may not.
cflags+=" -Wno-conditional-uninitialized"
ldflags="${SMARTSTACK_LDFLAGS:-$(dpkg-buildflags --get LDFLAGS)} -fPIC"

fingerprint=$(
    {
        dpkg-query -W -f '${Version}\n' nginx-dev
        echo "$source ${CC:-cc} $cflags $ldflags ${NGX_CONF_FLAGS[*]}"
        cat "$root/config" "$0"
        cd "$root" && find src -name '*.[ch]' 2>/dev/null | sort
        grep -rls 'curl/curl\.h' src 2>/dev/null | head -n 1 || true
    } | sha256sum | cut -d ' ' -f 1
)

if [[ "$(cat "$work/.configured" 2>/dev/null)" != "$fingerprint" ]]; then
    rm -rf "$work/nginx" "$work/.configured"
    mkdir -p "$work/nginx"
    cp -as "$source/." "$work/nginx"
    if ! (
        cd "$work/nginx"
        ./configure "${NGX_CONF_FLAGS[@]}" --with-cc="${CC:-cc}" \
            --with-cc-opt="$cflags" --with-ld-opt="$ldflags" \
            --add-dynamic-module="$root"
    ) >"$work/configure.log" 2>&1; then
        tail -n 20 "$work/configure.log" >&2
        exit 1
    fi
    echo "$fingerprint" >"$work/.configured"
fi

make --no-print-directory -s -C "$work/nginx" -f objs/Makefile -j2 -k modules

built=$work/nginx/objs/$module.so
if ! cmp -s "$built" "$out/$module.so"; then
    cp "$built" "$out/.$module.so.$$"
    mv "$out/.$module.so.$$" "$out/$module.so"
fi

# Symbols that nothing defines show only when the module is loaded.
if [[ $source == "$dev" ]]; then
    printf 'load_module %s;\npid %s;\nevents {}\n' \
        "$out/$module.so" "$work/nginx.pid" >"$work/load.conf"
    if ! log=$(/usr/sbin/nginx -t -q -e stderr -c "$work/load.conf" 2>&1); then
        echo "the module is built, but nginx cannot load it:" >&2
        echo "$log" >&2
        exit 1
    fi
fi
echo "built ${out#"$root"/}/$module.so"
