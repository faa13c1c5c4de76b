# Hedui: the commands a developer needs. `make run` and `make test` work on a fresh clone with nothing but the Swift
# toolchain and apt; the others build on them.

.PHONY: run test build lint fuzz soak bench-read bench-write clean setup

run: build
	.build/release/hedui inspect samples/inbox/*

setup:
	scripts/setup.sh run

build: setup
	swift build -c release --product hedui

test:
	scripts/test.sh

lint:
	scripts/lint.sh

# Long fuzzing: MINUTES for each target (default 10).
fuzz:
	scripts/fuzz.sh $(or $(MINUTES),10)

# The slow corpora: every cut of a workbook, large generated files.
soak:
	HEDUI_SOAK=1 scripts/test.sh

bench-read:
	scripts/setup.sh bench
	Benchmarks/read/run.sh

bench-write:
	scripts/setup.sh bench
	Benchmarks/write/run.sh

clean:
	rm -rf .build .build-*
