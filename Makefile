# The two that matter: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# A newer Node may have been put here by scripts/install.
export PATH := $(CURDIR)/.local/node/bin:$(HOME)/.cargo/bin:$(PATH)

# In CI every clone is new: build in the user's cache, so that the next run finds what this one built.
ifeq ($(CI),true)
export CARGO_TARGET_DIR ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/loa/target
export CARGO_INCREMENTAL := 0
endif
TARGET := $(or $(CARGO_TARGET_DIR),$(CURDIR)/target)
DEMO := .local/demo
LISTEN ?= 127.0.0.1:8080

# With the targets of the tests, crates have the same features as in the tests and are not compiled twice.
BUILD_BESIDE_TESTS := cargo build --locked --workspace --all-targets

FRONTEND := frontend/dist/manifest.json
E2E := e2e/node_modules/.package-lock.json
SINK := scripts/smtp-sink/node_modules/.package-lock.json

## help: this list
.PHONY: help
help:
	@sed -n 's/^## \([a-z-]*\): \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

## run: builds, loads the demo year and serves it at http://127.0.0.1:8080 (LISTEN=address:port to change)
.PHONY: run
run: build
	@mkdir -p $(dir $(DEMO))
	@[ -n "$$(ls -A $(DEMO) 2>/dev/null)" ] || $(TARGET)/debug/loa demo --data-dir $(DEMO) >$(DEMO).txt
	@cat $(DEMO).txt 2>/dev/null || true
	@exec $(TARGET)/debug/loa serve --data-dir $(DEMO) --listen $(LISTEN)

## build: the program, with what it needs installed
.PHONY: build
build: tools-build $(FRONTEND)
	@cargo build --locked --workspace

## test: every test, on SQLite and PostgreSQL, with the browser; installs and starts what it needs
.PHONY: test
test: tools $(FRONTEND)
	@scripts/with-servers $(MAKE) --no-print-directory test-rust test-browser

.PHONY: test-rust
test-rust: $(FRONTEND)
	@TZ=UTC scripts/with-servers cargo test --locked --workspace --no-fail-fast

.PHONY: test-browser
test-browser: $(FRONTEND) $(E2E)
	@$(BUILD_BESIDE_TESTS)
	@scripts/with-servers node e2e/run.mjs --loa $(TARGET)/debug/loa

## test-zones: the tests in which a day could move, under other time zones and without the system's zone files
.PHONY: test-zones
test-zones: tools $(FRONTEND)
	@scripts/with-servers node scripts/test-zones.mjs

## ci: all that must hold before a change lands
.PHONY: ci
ci: tools
	@scripts/install ci
	@scripts/ci

## lint: format, clippy, rustdoc, licences
.PHONY: lint
lint: tools-build $(FRONTEND)
	@scripts/install ci
	@scripts/ci lint

## fmt: formats the Rust code
.PHONY: fmt
fmt:
	@cargo fmt --all

## shots: pictures of the main pages at 1280 and 360 pixels, in e2e/screenshots/
.PHONY: shots
shots: tools $(FRONTEND) $(E2E)
	@$(BUILD_BESIDE_TESTS)
	@scripts/with-servers node e2e/run.mjs --loa $(TARGET)/debug/loa --shots

## bench: measures against peers on this machine; PARTS="pages lists" measures these alone
.PHONY: bench
bench: tools $(FRONTEND)
	@scripts/install bench
	@LOA_SERVERS_DURABLE=1 scripts/with-servers bench/run $(PARTS)

## crash: ends the server by kill -9 at odd moments and looks for lost or doubled work
.PHONY: crash
crash: tools $(FRONTEND)
	@$(BUILD_BESIDE_TESTS)
	@scripts/with-servers bench/crash --loa $(TARGET)/debug/loa

## fuzz: feeds broken documents to the readers for some minutes (FUZZ_SECONDS each)
.PHONY: fuzz
fuzz: tools-build
	@scripts/install fuzz
	@fuzz/run

## docs: the handbook, in docs/book/
.PHONY: docs
docs:
	@scripts/install docs
	@mdbook build docs

## clean: removes everything built; the demo too
.PHONY: clean
clean:
	@cargo clean
	@rm -rf .local frontend/dist frontend/node_modules e2e/node_modules e2e/screenshots scripts/smtp-sink/node_modules docs/book

.PHONY: tools-build tools
tools-build:
	@scripts/install build
tools: tools-build $(SINK) $(E2E)
	@scripts/install test

.PHONY: frontend
frontend: tools-build $(FRONTEND)

# npm writes .package-lock.json last: it is newer than the lock file exactly when all is installed.
%/node_modules/.package-lock.json: %/package.json %/package-lock.json | tools-build
	@echo "npm ci in $*" >&2
	@cd $* && npm ci --no-audit --no-fund --loglevel=error >/dev/null && touch node_modules/.package-lock.json

# The styles of components lie beside their templates. The manifest is written last.
FRONTEND_SOURCES := $(shell find frontend crates/ui/src -type f \
	\( -path 'frontend/src/*' -o -path 'frontend/build/*' -o -name '*.scss' -o -name icons.txt -o -name tsconfig.json \))
frontend/dist/manifest.json: $(FRONTEND_SOURCES) frontend/node_modules/.package-lock.json
	@cd frontend && npm run --silent build
	@touch $@
