# Hedui: the commands a developer needs. `make run` and `make test` work on a fresh clone with nothing but the Swift
# toolchain and apt; the others build on them.

.PHONY: run test build lint fuzz soak independent end-to-end bench bench-read bench-reconcile bench-rules bench-run bench-write clean setup

# The main job on samples/inbox: results in output/latest. The samples stay where they are.
run: build
	.build/release/hedui run

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

# What openpyxl and calamine read, held against what we read, on generated workbooks and on ../shared/corpus.
independent:
	scripts/setup.sh test
	swift build -c release --product hedui
	.venv/bin/python Tests/Independent/run.py .build/release/hedui

# The program on the samples and on wrong files: exit codes, schemas, determinism, kills.
end-to-end:
	scripts/setup.sh test
	swift build -c release --product hedui
	.venv/bin/python Tests/EndToEnd/run.py .build/release/hedui

# Everything that is measured, one command after the other; Benchmarks/README.md says what each tells.
bench: bench-read bench-write bench-reconcile bench-rules bench-run

bench-read:
	scripts/setup.sh bench
	Benchmarks/read/run.sh

bench-reconcile:
	scripts/setup.sh bench
	Benchmarks/reconcile/run.sh

bench-rules:
	scripts/setup.sh bench
	Benchmarks/rules/run.sh

bench-run:
	scripts/setup.sh bench
	Benchmarks/run/run.sh

bench-write:
	scripts/setup.sh bench
	Benchmarks/write/run.sh

clean:
	rm -rf .build .build-*
