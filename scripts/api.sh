#!/usr/bin/env bash
# Runs the API tests (t/api/*.test.mjs) against real servers: one PostgreSQL for
# the run, migrated once into a template database, and for each test file a clone
# of it and an nginx of its own.
#
#   scripts/api.sh [FILE...]         only these files
#   SMARTSTACK_TEST_ASAN=1           the sanitizer nginx (make asan)
#   SMARTSTACK_TEST_HUP=1            reload nginx between requests
#   SMARTSTACK_SUITE=NAME            the name in the summary
set -uo pipefail

cd "$(dirname "$0")/.." || exit 1
files=("$@")
if [[ $# -eq 0 ]]; then
    # Those that take longest first: the last one to end has company then.
    for name in roles smtp faults tenancy surface config network oidc; do
        files+=("t/api/$name.test.mjs")
    done
    for file in t/api/*.test.mjs; do
        [[ " ${files[*]} " == *" $file "* ]] || files+=("$file")
    done
fi

if [[ ${SMARTSTACK_TEST_ASAN:-} == 1 ]]; then
    export SMARTSTACK_NGINX=$PWD/build/asan/nginx
    export SMARTSTACK_MODULE=$PWD/build/asan/ngx_http_smartstack_module.so
fi

scripts/npm-ci.sh t || exit 1

# shellcheck source=scripts/lib/test-cluster.sh
. scripts/lib/test-cluster.sh
trap test_cluster_stop EXIT
test_cluster_start || exit 1

scripts/node-suite.sh "${SMARTSTACK_SUITE:-api}" "${files[@]}"
