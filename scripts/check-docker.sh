#!/usr/bin/env bash
# Builds docker/Dockerfile and starts the image for real, without a Docker
# daemon: buildah builds, podman runs. Read-only root, no capabilities, not
# root; answers, serves the web app, reaches a database, stops on SIGQUIT.
# Skipped, with a message, where the tools are missing.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

missing=()
for tool in buildah podman runc mmdebstrap; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
if [[ ${#missing[@]} -gt 0 ]]; then
    echo "skipped: needs ${missing[*]} (apt-get install buildah podman runc mmdebstrap)"
    exit 0
fi
if [[ $(id -u) -ne 0 ]]; then
    echo "skipped: building with chroot isolation needs root"
    exit 0
fi

# The container shares this machine's network, and its nginx listens on 8080.
if (exec 3<>/dev/tcp/127.0.0.1/8080) 2>/dev/null; then
    echo "docker: port 8080 is in use; stop what listens there (make run?) first" >&2
    exit 1
fi

cache=$root/build/docker
mkdir -p "$cache"/{storage,runroot}
work=$(mktemp -d /tmp/ss-docker.XXXXXX)
container=smartstack-check-$$
store=(--storage-driver overlay --root "$cache/storage" --runroot "$cache/runroot")

cleanup() {
    podman "${store[@]}" --cgroup-manager cgroupfs rm -f "$container" >/dev/null 2>&1 || true
    scripts/pg.sh drop "$work/run" >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT

say() { echo "docker: $*"; }
fail() {
    echo "docker: $*" >&2
    exit 1
}

image_id() { podman "${store[@]}" images -q "$1" 2>/dev/null; }

if [[ -z $(image_id docker.io/library/debian:bookworm-slim) ]]; then
    say "base image from Debian's packages"
    mmdebstrap --quiet --variant=minbase --format=tar bookworm "$work/base.tar"
    podman "${store[@]}" import --quiet "$work/base.tar" \
        docker.io/library/debian:bookworm-slim >/dev/null
    rm -f "$work/base.tar"
fi

proxy=()
if [[ -n ${NODE_EXTRA_CA_CERTS:-} ]]; then
    proxy=(--volume "$NODE_EXTRA_CA_CERTS:/tmp/ca.pem:ro" --build-arg NODE_EXTRA_CA_CERTS=/tmp/ca.pem)
fi

say "building the image (the first time takes some minutes)"
buildah "${store[@]}" build --isolation chroot --pull-never --format docker --layers \
    "${proxy[@]}" -t localhost/smartstack:check -f docker/Dockerfile . >"$cache/build.log" 2>&1 ||
    { tail -n 30 "$cache/build.log" >&2; fail "the image does not build; log: $cache/build.log"; }

say "database"
mkdir -p "$work/run" "$work/site"
chmod 755 "$work" "$work/run" "$work/site"
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
FAST=1 scripts/pg.sh start "$work/run" "$port"
eval "export $(scripts/pg.sh env "$work/run" | tr '\n' ' ')"
psql -Xq -d postgres -c 'create database smartstack'
scripts/migrate.sh "dbname=smartstack" >/dev/null

node scripts/lib/secrets.mjs "$work/site/secrets.json"
chmod 644 "$work/site/secrets.json"
cat >"$work/site/site.conf" <<CONF
smartstack_origin http://127.0.0.1:8080;
smartstack_secrets /run/smartstack/secrets.json;
smartstack_postgres member "host=127.0.0.1 port=$port dbname=smartstack user=ss_app sslmode=disable";
smartstack_postgres auth "host=127.0.0.1 port=$port dbname=smartstack user=ss_auth sslmode=disable" connections=2;
smartstack_postgres guest "host=127.0.0.1 port=$port dbname=smartstack user=ss_guest sslmode=disable" connections=1;
smartstack_postgres admin "host=127.0.0.1 port=$port dbname=smartstack user=ss_admin sslmode=disable" connections=1;
smartstack_postgres worker "host=127.0.0.1 port=$port dbname=smartstack user=ss_worker sslmode=disable" connections=2 reserved=0;
smartstack_jobs on;
CONF

say "starting it"
podman "${store[@]}" --cgroup-manager cgroupfs --events-backend file run -d --name "$container" \
    --runtime runc --network host --read-only --tmpfs /tmp --cap-drop ALL \
    --security-opt no-new-privileges --ulimit nofile=20000:20000 \
    --ulimit nproc=4096:4096 --no-healthcheck \
    -v "$work/site:/run/smartstack:ro" localhost/smartstack:check >/dev/null

# as the load balancer asks, which ends TLS
answer() { curl -s -o /dev/null -w '%{http_code}' -H 'X-Forwarded-Proto: https' "http://127.0.0.1:8080$1"; }
for _ in {1..100}; do
    [[ $(answer /readyz) == 200 ]] && break
    sleep 0.2
done

[[ $(answer /livez) == 200 ]] || fail "/livez does not answer 200"
[[ $(answer /readyz) == 200 ]] || fail "/readyz does not answer 200"
[[ $(answer /) == 200 ]] || fail "the web app is not served"
[[ $(answer /api/v1/me) == 401 ]] || fail "the API does not answer 401 to a stranger"
[[ $(answer /metrics) == 404 ]] || fail "/metrics is open on the public port"
say "answers, with a database and the web app"

run() { podman "${store[@]}" --cgroup-manager cgroupfs exec "$container" "$@"; }
[[ $(run id -u) != 0 ]] || fail "it runs as root"
run touch /usr/share/smartstack/x 2>/dev/null && fail "its root is writable"
run sh -c 'command -v gcc || command -v node' >/dev/null && fail "a compiler or Node.js is inside"
[[ -z $(run find / -xdev -perm /6000 -type f 2>/dev/null) ]] || fail "setuid files are inside"
say "not root, read-only, no compiler, no setuid files"

podman "${store[@]}" --cgroup-manager cgroupfs stop -t 20 "$container" >/dev/null
status=$(podman "${store[@]}" --cgroup-manager cgroupfs inspect -f '{{.State.ExitCode}}' "$container")
[[ $status == 0 ]] || fail "SIGQUIT ended it with status $status"
say "stopped gracefully; image of $(podman "${store[@]}" images --format '{{.Size}}' localhost/smartstack:check)"
