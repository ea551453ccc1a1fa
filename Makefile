# Harbor Hours. `make demo` shows it, `make test` and `make check` prove it.

PYTHON ?= python3
PORT ?= 8000
SCALE ?= 0.01
WORKERS ?= 2

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
CATALOG := locale/zh_Hans/LC_MESSAGES/django
STATIC_SOURCES := $(filter-out var/%,$(shell find static */static -type f 2>/dev/null))

.PHONY: demo test check bench install format stop clean lock

demo: install var/static/staticfiles.json
	@$(MANAGE) demo --port $(PORT) --scale $(SCALE)

test: install .venv/dev.stamp
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

check: install .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/djlint --quiet --lint templates config/templates
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) translations --check
	$(MANAGE) audit

# Ratios to limits, measured in the same run; cities in databases of their own.
bench: install var/static/staticfiles.json
	$(BIN)/python -m benchmarks --scale $(SCALE) $(ARGS)

install: .venv/base.stamp node_modules/.package-lock.json $(CATALOG).mo

format: .venv/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Pin again what the *.in files ask for.
lock: .venv/dev.stamp
	for name in base dev node; do \
	  (cd requirements && UV_NO_CONFIG=1 ../$(BIN)/uv pip compile --quiet --upgrade \
	    --generate-hashes --universal --python-version 3.11 --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links $$name.in -o $$name.txt) || exit 1; \
	done

stop:
	$(BIN)/python -m config.postgres stop

# The data of the demo, too.
clean:
	if [ -x $(BIN)/python ]; then $(BIN)/python -m config.postgres remove; fi
	rm -rf .venv node_modules var $(CATALOG).mo

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Harbor Hours needs Python 3.11 or later: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/base.stamp: requirements/base.txt | .venv/bin/python
	$(PIP) -r requirements/base.txt
	touch $@

.venv/dev.stamp: requirements/dev.txt | .venv/base.stamp
	$(PIP) -r requirements/dev.txt
	touch $@

# The machine's Node (npm 7 or later), else one from a wheel.
node_modules/.package-lock.json: package-lock.json | .venv/base.stamp
	if npm --version 2>/dev/null | grep -qE '^([7-9]|[1-9][0-9])\.'; then npm ci --loglevel=error; \
	else $(PIP) -r requirements/node.txt && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel=error; fi
	touch $@

$(CATALOG).mo: $(CATALOG).po | .venv/base.stamp
	$(MANAGE) translations --compile

var/static/staticfiles.json: $(STATIC_SOURCES) config/staticfiles.py requirements/base.txt package-lock.json
	$(MANAGE) collectstatic --noinput --clear --verbosity 0
	touch $@
