#!/usr/bin/env bash
# Prints the folder of nginx's C sources as Debian builds them (patches applied),
# fetching them once into build/cache. Needed by the unit tests, the fuzzers and
# the sanitizer build, because the package nginx-dev has headers only. Works
# without root: apt gets its own lists and cache here, the system's stay as they
# are.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
cache=$root/build/cache
version=$(dpkg-query -W -f '${Version}' nginx)
target=$cache/nginx-$version
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

mkdir -p "$cache"
exec 9>"$cache/.source.lock"
flock 9

if [[ -f $target/.complete ]]; then
    echo "$target"
    exit 0
fi

apt=$cache/apt
rm -rf "$apt" "$target"
mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,download}

# The repositories that this machine already uses, asked for their sources.
# shellcheck disable=SC2016
apt-get indextargets 'Created-By: Packages' 'Origin: Debian' \
    --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' | sort -u |
    sed "s|^deb-src|& [signed-by=$keyring]|" >"$apt/sources.list"

options=(
    -q
    -o "Dir::State=$apt/state" -o "Dir::State::status=/var/lib/dpkg/status"
    -o "Dir::Cache=$apt/cache" -o "Dir::Etc::sourcelist=$apt/sources.list"
    -o Dir::Etc::sourceparts=/dev/null -o "APT::Sandbox::User=$(id -un)"
    -o Acquire::Languages=none
)

# A mirror may not have the newest source yet; an older revision of the same
# upstream version serves as well, since the module is built with its headers.
fetch() {
    cd "$apt/download"
    apt-get "${options[@]}" update || return
    local candidates
    candidates=$(
        echo "$version"
        apt-cache "${options[@]}" showsrc nginx |
            awk '$1 == "Version:" { print $2 }' | sort -Vru |
            grep -F "${version%%-*}-"
    )
    for candidate in $candidates; do
        if apt-get "${options[@]}" source --download-only "nginx=$candidate"; then
            dpkg-source --no-check -x "nginx_$candidate.dsc" "$target"
            return
        fi
    done
    return 1
}

if ! fetch >"$cache/source.log" 2>&1; then
    tail -n 20 "$cache/source.log" >&2
    echo "nginx's source package could not be fetched (log: build/cache/source.log)." >&2
    echo "It comes from the Debian repositories of this machine; is the network up?" >&2
    exit 1
fi

touch "$target/.complete"
rm -rf "$apt"
echo "$target"
