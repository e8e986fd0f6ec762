#!/usr/bin/env bash
# Rebuilds Debian's nginx and the module under AddressSanitizer and UBSan, with
# NGX_DEBUG_PALLOC: every pool allocation is a block of its own, so overflows
# inside pools are seen, which the packaged nginx hides. The server is built once
# per nginx version and kept in build/cache; the module like the ordinary one.
#
#   build/asan/nginx                            the server
#   build/asan/ngx_http_smartstack_module.so    the module
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
out=$root/build/asan
source=$(scripts/nginx-source.sh)

# pointer-overflow and nonnull-attribute: nginx's core itself trips them; and it
# reads four letters of a pipelined request at once wherever they lie, unless told
# that this machine cannot.
cflags="-O1 -g -fno-omit-frame-pointer -DNGX_DEBUG_PALLOC=1 -DNGX_HAVE_NONALIGNED=0"
cflags+=" -fsanitize=address,undefined"
cflags+=" -fno-sanitize=pointer-overflow,function,nonnull-attribute"
ldflags="-fsanitize=address,undefined"

# What the installed nginx was configured with, but for its dynamic modules.
flags=()
eval "flags=($(/usr/sbin/nginx -V 2>&1 | sed -n 's/^configure arguments: //p'))"
kept=()
for flag in "${flags[@]}"; do
    case $flag in
        --with-cc-opt=* | --with-ld-opt=* | *=dynamic) ;;
        *) kept+=("$flag") ;;
    esac
done

key=$({
    echo "$source $cflags ${kept[*]}"
    clang --version | head -n 1
} | sha256sum | cut -c 1-12)
server=$root/build/cache/nginx-asan-$key

mkdir -p "$out" "$root/build/cache"
exec 8>"$root/build/cache/.asan.lock"
flock 8

if [[ ! -x $server/nginx ]]; then
    echo "building the sanitizer nginx (once, a few minutes)"
    work=$server.work
    rm -rf "$server" "$work"
    mkdir -p "$server" "$work"
    cp -as "$source/." "$work"
    if ! (
        cd "$work"
        ./configure "${kept[@]}" --with-cc=clang \
            --with-cc-opt="$cflags -fPIC -Wno-error" \
            --with-ld-opt="$ldflags -Wl,-E"
        ASAN_OPTIONS=detect_leaks=0 make -f objs/Makefile -j2 binary
    ) >"$server/build.log" 2>&1; then
        tail -n 20 "$server/build.log" >&2
        exit 1
    fi
    cp "$work/objs/nginx" "$server/nginx"
    find "$root/build/cache" -maxdepth 1 -name 'nginx-asan-*' ! -path "$server" \
        -exec rm -rf {} +
fi
ln -sfn "$server/nginx" "$out/nginx"

# The server exports its ngx_modules, which the module's own then stands for;
# without the alias the sanitizer would take it for the module's, a few bytes.
SMARTSTACK_BUILD=$out/module SMARTSTACK_OUT=$out SMARTSTACK_SOURCE=$source \
    SMARTSTACK_CFLAGS="$cflags -mllvm -asan-use-private-alias=1" \
    SMARTSTACK_LDFLAGS="$ldflags" CC=clang \
    scripts/build-module.sh
