# Migraform: what can be made here. `make run` opens the program, `make test` proves it.
# Each target first installs what the system lacks and says what; nothing is installed that is there already.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

GO    ?= go
# Fyne is told twice that the program keeps to fyne.Do: here, and in FyneApp.toml.
TAGS  := migrated_fynedo
# Tests build Fyne without OpenGL, hence without a C compiler.
CI    := $(TAGS),ci
FLAGS := -trimpath -buildvcs=false

export GO TAGS FLAGS

.PHONY: run test bench build headless lint vet deps clean

run: ## open the desktop program on a sample; without a display, do the sample's whole job
	@scripts/run

test: ## all tests, the ones in a real window too
	@scripts/deps test
	$(MAKE) --no-print-directory vet
	CGO_ENABLED=0 $(GO) test -tags $(CI) -timeout 20m ./...
	$(MAKE) --no-print-directory build
	scripts/journey

bench: ## what is promised about speed and memory beside what is measured
	@scripts/deps bench
	$(MAKE) --no-print-directory build
	NODE_PATH="$(CURDIR)/build/bench/node_modules" $(GO) run $(FLAGS) ./bench

build: ## the program, with its windows: build/migraform
	@scripts/deps build
	@scripts/build

headless: ## the command line alone, without a C compiler: build/migraform-headless
	@scripts/build headless

vet:
	CGO_ENABLED=0 $(GO) vet -tags $(CI) ./...

lint: vet ## formatting, and vet on all that the program is built as
	@unformatted="$$(gofmt -l $$(git ls-files '*.go'))"; if [ -n "$$unformatted" ]; then \
	  echo "Not formatted (gofmt -w mends it):"; echo "$$unformatted"; exit 1; fi
	CGO_ENABLED=0 $(GO) vet -tags headless ./...
	GOOS=windows CGO_ENABLED=0 $(GO) vet -tags $(CI) ./...

deps: ## what building and testing need
	@scripts/deps test

clean:
	rm -rf build
