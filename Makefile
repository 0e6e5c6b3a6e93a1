# run, test, check, bench, chaos, data; `make` alone lists them. Everything is installed into .venv, nothing else is touched.

PYTHON ?= python3
PORT ?= 8501
ARTICLES ?= seeds
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install $(if $(shell test -t 2 && echo terminal),,--quiet)

.DEFAULT_GOAL := help
.PHONY: help run test check coverage mutants bench chaos data boundaries warehouse compiled free-port chromium

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run free-port boundaries warehouse ## serve the dashboard on http://localhost:8501 (PORT=... for another)
	@nice $(PY) -m etl.compiling & # nobody waits for it: it makes later builds quicker
	@echo "Serving on http://localhost:$(PORT) (Ctrl-C ends it)"
	@exec $(VENV)/bin/streamlit run dashboard/server.py --server.port $(PORT)

test: $(VENV)/.test boundaries warehouse compiled chromium ## run every test
	@echo "Running the tests"
	@$(PY) -m pytest $(TESTS)

check: $(VENV)/.test ## lint, formatting, types, known weaknesses of packages, secrets
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(PY) -m tests.audit

coverage: $(VENV)/.test boundaries warehouse ## what the tests run of etl, dashboard and pages; fails under 95 %
	@rm -rf .coverage && mkdir .coverage
	@$(PY) -m coverage run -m pytest --ignore=tests/browser $(TESTS)
	@$(PY) -m coverage combine -q .coverage && $(PY) -m coverage report

mutants: $(VENV)/.mutants ## changed code that no test notices; prints it, and a score
	@nice $(PY) -m tests.mutants mentions
	@nice $(PY) -m tests.mutants reconcile

bench: $(VENV)/.test boundaries warehouse compiled ## measure speed and memory; prints a table
	@$(PY) -m bench

chaos: $(VENV)/.test ## 200 publishes under 50 readers, the writer killed again and again
	@$(PY) -m bench.chaos

data: $(VENV)/.run boundaries compiled ## build the warehouse anew from ARTICLES (seeds)
	@$(PY) -m etl build $(ARTICLES) || test $$? -eq 3

# Set-up: each step is done once, until what it depends on changes.

$(PY):
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is missing. Install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: $$($(PYTHON) --version) is too old. Install Python 3.11 or newer, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV) >$(VENV).log 2>&1 && rm $(VENV).log || \
		{ echo "make: no virtual environment could be made: $$(tail -n 1 $(VENV).log). On Debian: apt-get install python3-venv" >&2; \
		rm -rf $(VENV) $(VENV).log; exit 1; }

$(VENV)/.run: requirements.txt requirements-compile.txt requirements-data.txt | $(PY)
	@echo "Installing what runs (requirements.txt)"
	@$(PIP) -r requirements.txt -r requirements-compile.txt && $(PIP) --no-deps -r requirements-data.txt || \
		{ echo "make: pip could not install requirements.txt (see above). Is the package index reachable?" >&2; exit 1; }
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-dev.txt
	@echo "Installing what tests (requirements-dev.txt)"
	@$(PIP) -r requirements-dev.txt || \
		{ echo "make: pip could not install requirements-dev.txt (see above). Is the package index reachable?" >&2; exit 1; }
	@touch $@

$(VENV)/.mutants: $(VENV)/.test requirements-mutants.txt
	@echo "Installing what changes code (requirements-mutants.txt)"
	@$(PIP) -r requirements-mutants.txt || \
		{ echo "make: pip could not install requirements-mutants.txt (see above). Is the package index reachable?" >&2; exit 1; }
	@touch $@

boundaries: $(VENV)/.run
	@test -n "$$(ls static/boundaries 2>/dev/null)" && test ! dashboard/boundaries.py -nt static/boundaries || \
		{ echo "Building the boundaries"; $(PY) -m dashboard.boundaries && touch static/boundaries; }

warehouse: $(VENV)/.run
	@test -s data/warehouse/CURRENT && test -z "$$(find $(ARTICLES) data/*.csv etl -newer data/warehouse/CURRENT \
		-not -path '*/__pycache__*' -not \( -type d -path 'etl*' \) -print -quit)" || \
		{ echo "Building the warehouse from $(ARTICLES)"; $(PY) -m etl build $(ARTICLES) || test $$? -eq 3; }

compiled: $(VENV)/.run
	@$(PY) -m etl.compiling

free-port: $(VENV)/.run
	@$(PY) -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("", $(PORT)))' 2>/dev/null || \
		{ echo "make: port $(PORT) is in use or not allowed. Choose another: make run PORT=8502" >&2; exit 1; }

chromium: $(VENV)/.test
	@$(PY) -m tests.chromium
