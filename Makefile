# On the Record. `make` alone says what there is to make; the README says more.

VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
# How many tests run at the same time; the browser tests keep to one worker each.
JOBS ?= auto
UV_VERSION := 0.13.9

export ARTICLES
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help run install test test-postgres lint bench bench-search lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.installed ## the site with its sample articles at 127.0.0.1:8000; PORT=8001, ARTICLES=your/files
	@OTR_PLAIN_HTTP=1 $(PY) manage.py prepare --bind "127.0.0.1:$(PORT)" articles/samples $${ARTICLES:+"$$ARTICLES"}
	@OTR_PLAIN_HTTP=1 OTR_BIND="127.0.0.1:$(PORT)" exec $(VENV)/bin/gunicorn

install: $(VENV)/.installed ## the environment (.venv) and nothing else

test: $(VENV)/.installed-dev ## ruff, mypy, Django's checks, and every test, those in a browser too
	@CHROMIUM=$$($(PY) -m tests.browser.chromium --install) || exit 1; export CHROMIUM; \
	echo "Browser tests will use $$CHROMIUM"; \
	$(MAKE) --no-print-directory lint && \
	$(PY) manage.py makemigrations --check --dry-run && \
	env -u OTR_PLAIN_HTTP -u OTR_DEBUG -u OTR_SECRET_KEY $(PY) manage.py check --deploy --fail-level WARNING && \
	$(PY) -m pytest -n $(JOBS) --dist loadgroup

test-postgres: $(VENV)/.installed-dev ## the tests that use the database, on a PostgreSQL of their own
	@$(PY) -m tests.postgres

lint: $(VENV)/.installed-dev ## ruff and mypy
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(VENV)/.installed-dev ## every benchmark in tests/benchmarks
	@set -e; for script in $(filter-out __init__ conftest test_% million search,$(basename $(notdir $(wildcard tests/benchmarks/*.py)))); do \
		echo "== $$script"; $(PY) -m tests.benchmarks.$$script; \
	done

bench-search: $(VENV)/.installed-dev ## the search at a million quotes, beside Datasette; DATABASE=where/it/is
	@$(PY) -m tests.benchmarks.search $${DATABASE:+--database "$$DATABASE"}

LOCK := $(VENV)/uv/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --quiet pyproject.toml

lock: $(VENV)/.made ## the lock files from pyproject.toml; UPGRADE=1 for the newest versions
	@test -x $(VENV)/uv/bin/uv || { $(PY) -m venv $(VENV)/uv && $(VENV)/uv/bin/pip install "uv==$(UV_VERSION)"; }
	$(LOCK) -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --extra train -c requirements.txt -o requirements-train.txt

# The stamps: what a lock file asked for is installed once, and again when the lock file is newer than its stamp.

$(VENV)/.installed: requirements.txt $(VENV)/.made
	@echo "Installing the locked dependencies into $(VENV)"
	@$(PY) -m pip install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt $(VENV)/.made
	@echo "Installing the locked dependencies, those for development too, into $(VENV)"
	@$(PY) -m pip install --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

# An environment that works is kept, whoever made it; else the first Python from 3.11 on makes one.
$(VENV)/.made:
	@new_enough='import sys; sys.exit(sys.version_info < (3, 11))'; \
	if $(PY) -c "$$new_enough" 2>/dev/null && $(PY) -m pip --version >/dev/null 2>&1; then touch $@; exit; fi; \
	for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
		if "$$python" -c "$$new_enough" 2>/dev/null; then \
			echo "Making $(VENV) with $$("$$python" --version)"; \
			"$$python" -m venv --clear $(VENV) || { \
				echo "Python could not make an environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
				exit 1; }; \
			touch $@; exit; \
		fi; \
	done; \
	echo "On the Record needs Python 3.11 or later, and found: $$(python3 --version 2>&1 || echo no python3)." >&2; \
	echo "Install one, or name one: make PYTHON=/path/to/python3.12 ..." >&2; exit 1
