# SmartStack. `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' \
	    $(MAKEFILE_LIST)

module: ## Build the nginx module (build/ngx_http_smartstack_module.so)
	@scripts/build-module.sh

test-unit: ## C unit tests under sanitizers (T="json uuid" for some only)
	@scripts/unit.sh $(T)

test-fuzz: ## Fuzzers, FUZZ_SECONDS each (default 5)
	@scripts/fuzz.sh $(T)

.PHONY: help module test-unit test-fuzz
