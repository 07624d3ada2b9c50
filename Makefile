# One command each; local and CI run the same. `make help` lists them.
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: help setup demo test lint format bench bench-backlog bench-mail bench-growth bench-verify bench-workers bench-reading crash-matrix soak fuzz hostile suites audit sbom samples clean
.DEFAULT_GOAL := help

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: .venv/.ready ## make .venv from uv.lock, hash-checked

.venv/.ready: uv.lock pyproject.toml scripts/setup scripts/uv.txt
	@scripts/setup

demo: .venv/.ready ## run the main job on an invented council's mailbox
	@$(BIN)/offsite demo

test: .venv/.ready ## run every test, a file at a time on each core
	@scripts/test-servers
	$(BIN)/pytest -n auto --dist loadfile

lint: .venv/.ready ## style, types, layers and the lock file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	.tools/bin/uv lock --check --quiet

format: .venv/.ready ## put the code in its usual layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.ready ## measure reading, letters, packs and a hundred mails; print the table
	$(BIN)/python -m bench

bench-mail: .venv/.ready ## store a thousand messages out of a real IMAP server; print time, memory and reaction
	@scripts/test-servers
	@PYTHONPATH=tests $(BIN)/python -m bench.mail

bench-backlog: .venv/.ready ## take in 10,000 mails: the flow beside its bare steps, and more processes (BACKLOG="--mails 200")
	@$(BIN)/python -m bench.backlog $(BACKLOG)

bench-workers: .venv/.ready ## 300 mails by 1, 2 and 4 Prefect workers on PostgreSQL, beside a bare loop (WORKERS="--mails 100")
	@scripts/test-servers
	@PYTHONPATH=tests $(BIN)/python -m bench.pool $(WORKERS)

bench-growth: .venv/.ready ## time the daily doors in registers of 1,000 to 1,000,000 cases (GROWTH="--only sqlite --sizes 1000 10000")
	@scripts/test-servers
	@PYTHONPATH=tests $(BIN)/python -m bench.growth $(GROWTH)

bench-verify: .venv/.ready ## what `offsite verify` takes, in seconds and memory, beside 1,000 and 10,000 sealed cases
	@$(BIN)/python -m bench.opening $(VERIFY)

bench-reading: .venv/.ready ## read the corpus of forms; print what was right, asked about, wrong and missed
	@$(BIN)/python -m bench.reading --peers

soak: .venv/.ready ## 500 mails, workers killed, servers restarted, on SQLite, PostgreSQL and Prefect workers; fails unless all balances
	@scripts/test-servers
	@PYTHONPATH=tests $(BIN)/python -m bench.soak $(SOAK)
crash-matrix: .venv/.ready ## kill a process at the boundaries of every step; print what became of all (CRASHES=--each: at those alike too)
	@PYTHONPATH=tests $(BIN)/python -m bench.crashes $(CRASHES)

fuzz: .venv/.ready ## read 10,000 damaged copies of the samples within limits
	@$(BIN)/python -m bench.reading.fuzz

hostile: .venv/.ready ## send every hostile file and message down the straight way; print worst time and memory
	@PYTHONPATH=tests:tests/hostile $(BIN)/python -m bench.hostile

suites: .venv/.ready ## read the test files of other readers' packages (fetched into var/suites) within limits
	@$(BIN)/python -m bench.reading.suites

audit: .venv/.ready ## ask the advisory service whether a dependency has a known vulnerability
	@scripts/audit

sbom: .venv/.ready ## write what the desk is made of, as CycloneDX, to var/sbom.cdx.json
	@scripts/sbom

clean: ## remove what setup, tests and the demo made
	rm -rf .venv .tools var .mypy_cache .ruff_cache .pytest_cache .hypothesis
