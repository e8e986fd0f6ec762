# SmartStack. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' \
	    $(MAKEFILE_LIST)

run: deps ## Build and start everything on this machine; Ctrl-C stops it
	@scripts/dev.sh

test: deps ## All tests; ends with "N passed, N failed"
	@scripts/test.sh

test-long: deps ## All tests with long fuzzing, all of the API under reloads, storms, and mutations
	@scripts/test.sh long

deps: ## Install the packages that are missing (needs root or sudo only then)
	@scripts/deps.sh

module: ## The nginx module: build/ngx_http_smartstack_module.so
	@scripts/build-module.sh

asan: ## nginx and the module under sanitizers: build/asan/
	@scripts/build-nginx-asan.sh

contract: ## Lint and bundle the contract: build/openapi.json
	@scripts/contract.sh

web: contract ## Static export of the web app: frontend/out
	@scripts/web.sh

test-unit: ## C unit tests under sanitizers (T="json uuid": these only)
	@$(if $(T),scripts/unit.sh $(T),scripts/test.sh unit)

test-sql: ## pgTAP tests of the database
	@scripts/test.sh sql

test-contract: ## The contract against its rules (T=plans: this only)
	@$(if $(T),scripts/test-contract.sh $(T:%=t/contract/%.test.mjs),scripts/test.sh contract)

test-api: ## API tests on real servers (T="smoke auth": these only)
	@$(if $(T),scripts/contract.sh && scripts/build-module.sh && \
	    scripts/api.sh $(T:%=t/api/%.test.mjs),scripts/test.sh api)

test-asan: ## API tests on the sanitizer build (T="smoke auth": these only)
	@$(if $(T),scripts/contract.sh && scripts/build-nginx-asan.sh && \
	    SMARTSTACK_SUITE=asan SMARTSTACK_TEST_ASAN=1 scripts/api.sh $(T:%=t/api/%.test.mjs),scripts/test.sh asan)

test-reload: ## API tests with reloads between requests (T="smoke auth": these only)
	@$(if $(T),scripts/contract.sh && scripts/build-module.sh && \
	    SMARTSTACK_SUITE=reload SMARTSTACK_TEST_HUP=1 scripts/api.sh $(T:%=t/api/%.test.mjs),scripts/test.sh reload)

test-web: ## Unit tests of the web app
	@scripts/test.sh web

test-e2e: ## Browser tests
	@scripts/test.sh e2e

test-fuzz: ## Fuzzers, FUZZ_SECONDS each (default 5; T=json: this one only)
	@$(if $(T),scripts/fuzz.sh $(T),scripts/test.sh fuzz)

test-load: ## What only many tries show: statistics of time, storms, neighbours (T=storms: this only)
	@$(if $(T),scripts/contract.sh && scripts/build-module.sh && \
	    SMARTSTACK_SUITE=load SMARTSTACK_TEST_JOBS=1 scripts/api.sh $(T:%=t/load/%.test.mjs),scripts/test.sh load)

test-mutation: ## Breaks each protection in turn; a test must notice (T=source: only these)
	@$(if $(T),scripts/contract.sh && scripts/build-module.sh && scripts/mutate.sh $(T),scripts/test.sh mutation)

lint: deps ## All static checks: gcc, clang, clang-tidy, cppcheck, shellcheck
	@scripts/lint.sh

check-docker: ## Build the container image and start it for real
	@scripts/check-docker.sh

doctor: ## What this machine has and what is missing
	@scripts/doctor.sh

psql: ## A database shell in the cluster of make run
	@scripts/pg.sh psql

reset: ## Drop the local database and all of .run/
	@scripts/reset.sh

clean: ## Remove what was built, but for the cache of nginx's sources
	@find build -mindepth 1 -maxdepth 1 ! -name cache -exec rm -rf {} + 2>/dev/null || true
	@rm -rf frontend/out frontend/.next

.PHONY: help run test test-long deps module asan contract web test-unit test-sql \
    test-contract test-api test-asan test-reload test-web test-e2e test-fuzz test-load test-mutation \
    lint check-docker doctor psql reset clean
