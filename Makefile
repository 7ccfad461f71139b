# Everything from a fresh machine: `make site` and `make test` need Python 3.11 or newer and nothing else.

VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# the first Python that is new enough; PYTHON=... names another
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { command -v "$$python"; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help setup site serve check new diff verify sources test lint unit browser screenshots lock clean

help: ## Tell what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

setup: $(VENV)/site.done ## Install what the site is made with, into .venv

site: $(VENV)/site.done ## Make the site: briefs/ to docs/ to site/; DRAFTS=1 with drafts
	$(BIN)/briefs build $(if $(DRAFTS),--drafts)

serve: $(VENV)/site.done ## Show the site in the browser, and every change as soon as it is saved
	$(BIN)/briefs serve

check: $(VENV)/site.done ## Tell every mistake in the briefs; FORMAT=github, json or sarif
	$(BIN)/briefs check $(if $(FORMAT),--format '$(FORMAT)')

new: $(VENV)/site.done ## Begin a brief by answering a few questions
	$(BIN)/briefs new

diff: $(VENV)/site.done ## Tell what changed since BASE, or since main; FORMAT=markdown or json
	$(BIN)/briefs diff $(if $(FORMAT),--format '$(FORMAT)') -- $(if $(BASE),'$(BASE)')

verify: $(VENV)/verify.done ## Compare quotes with their sources; TEXTS=folder names texts of them
	$(BIN)/briefs verify $(if $(TEXTS),--texts $(TEXTS))

sources: $(VENV)/site.done ## Tell which sources are gone, and which have no archived copy
	$(BIN)/briefs sources

test: lint browser ## Run every check and test
	$(BIN)/pytest --numprocesses auto --dist loadgroup

lint: $(VENV)/test.done ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet --no-progress .

unit: $(VENV)/test.done ## Run the tests that need no browser
	$(BIN)/pytest --numprocesses auto --dist loadgroup -m "not browser"

browser: $(VENV)/test.done # find a browser for the tests, or install one where that can be
	$(BIN)/python -m tests.browser

screenshots: site browser ## Make pictures of each kind of page, to look at, in screenshots/
	$(BIN)/python -m tests.screenshots

lock: $(VENV)/test.done ## Pin the newest dependencies that pyproject.toml allows
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --extra setup pyproject.toml --output-file requirements/site.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --extra setup --extra verify pyproject.toml --output-file requirements/verify.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --extra setup --extra verify --extra test pyproject.toml --output-file requirements/test.lock

clean: ## Delete everything that was made
	rm -rf $(VENV) .cache site screenshots docs/.generated .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	git clean -fdXq docs

$(VENV)/pyvenv.cfg:
ifeq ($(strip $(PYTHON)),)
	@echo "This needs Python 3.11 or newer with its module venv." >&2
	@echo "On Debian and Ubuntu: sudo apt-get install python3-venv. Elsewhere: https://www.python.org/downloads/" >&2
	@exit 1
endif
	$(PYTHON) -m venv $(VENV)

$(VENV)/%.done: requirements/%.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(BIN)/pip install --quiet --require-hashes --requirement $<
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
