# Everything a newcomer needs; `make ask Q="..."` sets up, indexes articles/ and answers.
# The samples have an archive of their own in .dateline/. Where the environment or .env names another
# (DATELINE_HOME, DATELINE_DATABASE_URL), that one is asked, and nothing is put into it unasked.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHARE ?= 1
Q ?= Who proposed creating an SCO expert group?
NAMED_IN_FILE := $(shell grep -sE \
    '^ *(export +)?DATELINE_(HOME|DATABASE_URL) *= *["'"'"']?[^ "'"'"']' .env)
NAMED := $(DATELINE_HOME)$(DATELINE_DATABASE_URL)$(NAMED_IN_FILE)
RUN := $(if $(NAMED),,DATELINE_HOME=.dateline )$(BIN)/dateline
SAMPLES := $(if $(NAMED),,.dateline/indexed)
PRODUCT := build/product
TOOL := $(BIN)/uv tool run --constraints constraints.txt
export Q

.PHONY: ask chat bot index test test-fast test-long test-install lint messages bench torture dist \
        lock sbom audit clean

ask: $(VENV)/run $(SAMPLES)
	@$(RUN) ask "$$Q" || test $$? -eq 3  # "not in the archive" is an answer

chat: $(VENV)/run $(SAMPLES)
	@$(RUN) chat

bot: $(VENV)/run
	@$(RUN) bot

index: $(VENV)/run
	$(RUN) index articles

# Only where no other archive is named.
.dateline/indexed: $(VENV)/run $(wildcard articles/*)
	@echo "Indexing the sample articles ..." >&2
	@$(RUN) index articles >&2
	@mkdir -p .dateline && touch .dateline/indexed

# In two processes, each module's tests in one of them, in order: else those of few tests come last,
# and they are the long ones.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
# Without bytecode pytest would rewrite every test's source again in each run and process.
unexport PYTHONDONTWRITEBYTECODE

test: lint
	$(PYTEST)

# Without what starts processes, makes archives, asks the models in earnest or waits by the clock;
# of each property ten examples.
test-fast: $(VENV)/dev
	$(PYTEST) --hypothesis-profile brief -m "not slow and not install"

# A thousand examples of each property instead of forty, new ones in each run.
test-long: $(VENV)/dev
	$(PYTEST) --hypothesis-profile long

# What is built is installed and tried in empty environments: pipx, uvx, and with hashes.
test-install: $(VENV)/dev
	$(BIN)/python -m pytest -m install tests/test_install.py

# The message catalogues: what the code says now is taken into them, and they are compiled.
# Then write in locale/*/LC_MESSAGES/dateline.po what is new, and run it again.
LOCALE := retrieval/messages/locale
messages: $(VENV)/dev
	@mkdir -p build
	$(BIN)/python -m babel.messages.frontend -q extract -F pyproject.toml -k gettext_noop -k npgettext:1c,2,3 --no-location -o build/dateline.pot bot retrieval
	$(BIN)/python -m babel.messages.frontend -q update -D dateline -i build/dateline.pot -d $(LOCALE) --no-fuzzy-matching \
	    --ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/python -m babel.messages.frontend -q compile -D dateline -d $(LOCALE) --statistics

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.load

# Kills, re-index runs, questions beside a writer, a full disk; docs/reliability.md.
torture: $(VENV)/dev
	$(BIN)/python -m benchmarks.torture $(SHARE)

dist: $(VENV)/dev
	rm -rf dist
	$(BIN)/uv build

# The exact versions and hashes that deploy/ installs, made of pyproject.toml and constraints.txt.
lock: $(VENV)/dev
	$(BIN)/python deploy/lock.py

# What an installation is made of: a CycloneDX bill of materials, and its licences as a table.
sbom: $(VENV)/dev
	$(BIN)/uv venv --quiet --clear $(PRODUCT)
	$(BIN)/uv pip install --quiet --python $(PRODUCT) --require-hashes -r deploy/requirements.txt
	mkdir -p dist
	$(TOOL) --from cyclonedx-bom cyclonedx-py environment $(PRODUCT) --pyproject pyproject.toml \
		--mc-type application --output-reproducible --output-file dist/dateline.cdx.json
	$(TOOL) pip-licenses --python $(PRODUCT)/bin/python --from=mixed --with-system --order=name \
		--format=markdown --output-file deploy/licences.md

# Known faults of what is installed, by the advisory database that pip-audit asks. It fails where
# that doesn't know a package, as a mirror may not: what was not looked up is not without faults.
audit: $(VENV)/dev
	$(TOOL) pip-audit --strict --disable-pip --require-hashes -r deploy/requirements.txt

clean:
	rm -rf $(VENV) .dateline build dist *.egg-info

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

# And the peers that it is measured beside.
$(VENV)/bench: $(VENV)/run
	@$(PIP) install --constraint constraints.txt --editable '.[bench]'
	@touch $@
