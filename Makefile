# plumb: `make run` and `make test` are all a newcomer needs. `make help` lists the rest.

.DEFAULT_GOAL := help
SHELL := /bin/bash
PREFIX ?= /usr/local
SWIFT ?= swift
RELEASE := .build/release/plumb
SEEDS ?= 1000
KILLS ?= 100
FIRST ?= 1

.PHONY: help run build test check format bench simulate mutations crash matrix install dependencies

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: build ## install what is missing, build, run the tour, and leave it running
	@$(RELEASE) demo --stay

build: dependencies ## the release build: .build/release/plumb
	@$(SWIFT) build -c release --product plumb

test: dependencies ## all tests
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build

check: dependencies ## imports and format lint, then all tests
	@scripts/check-imports
	@$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
	@$(MAKE) --no-print-directory test

format: ## format the sources in place
	@$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

bench: dependencies ## measure, beside baselines
	@$(SWIFT) build -c release --product bench
	@.build/release/bench

simulate: dependencies ## SEEDS=N scenarios with faults and crashes, each decided by its number; FIRST=N is the first
	@$(SWIFT) build -c release --product simulate
	@.build/release/simulate --seeds $(SEEDS) --first $(FIRST)

mutations: dependencies ## plant bugs in a copy and let the simulation find each
	@scripts/mutations

crash: build ## KILLS=N times kill -9 for the real binary, in the middle of its work; then so with the cluster apart
	@scripts/crash-test --plumb $(RELEASE) --kills $(KILLS)
	@scripts/crash-test --plumb $(RELEASE) --kills $(KILLS) --apart
	@scripts/crash-test --plumb $(RELEASE) --kills $(KILLS) --both

matrix: build ## the ways to fail, one by one, with the real binary; as root for the full disks
	@scripts/failure-matrix --plumb $(RELEASE)

install: build ## install the binary into PREFIX/bin
	@install -D -m 0755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/plumb
	@mkdir -p $(DESTDIR)$(PREFIX)/share/plumb
	@cp -r examples-repo $(DESTDIR)$(PREFIX)/share/plumb/
	@echo "installed $(DESTDIR)$(PREFIX)/bin/plumb"

dependencies: ## the Debian packages that the build needs
	@scripts/install-dependencies
