# Everything a newcomer needs; `make ask Q="..."` sets up, indexes articles/ and answers.
# The sample archive lies in .dateline/, unless DATELINE_HOME is set in the environment or .env.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHARE ?= 1
Q ?= Who proposed creating an SCO expert group?
HOME_IN_FILE := $(shell grep -s '^DATELINE_HOME=.' .env)
RUN := $(if $(DATELINE_HOME)$(HOME_IN_FILE),,DATELINE_HOME=.dateline )$(BIN)/dateline
export Q

.PHONY: ask chat bot index test lint bench torture clean

ask: .dateline/indexed
	@$(RUN) ask "$$Q" || test $$? -eq 3  # "not in the archive" is an answer

chat: .dateline/indexed
	@$(RUN) chat

bot: .dateline/indexed
	@$(RUN) bot

index: $(VENV)/run
	$(RUN) index articles

.dateline/indexed: $(VENV)/run $(wildcard articles/*)
	@echo "Indexing the sample articles ..." >&2
	@$(RUN) index articles >&2
	@mkdir -p .dateline && touch .dateline/indexed

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.load

# Kills, re-index runs, questions beside a writer, a full disk; docs/reliability.md.
torture: $(VENV)/dev
	$(BIN)/python -m benchmarks.torture $(SHARE)

clean:
	rm -rf $(VENV) .dateline build *.egg-info

# Installed once for the program, and once more with the tools for its development.
$(VENV)/run: pyproject.toml constraints.txt
	@echo "Setting up $(VENV) ..." >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer; set PYTHON=python3.12, say.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@
