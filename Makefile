# `make site` and `make test` also set up a fresh machine; they only require Python 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE := # or each start, of which tests make hundreds, would compile the program anew

# the first Python that is recent enough; set PYTHON=... to use another
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { command -v "$$python"; break; }; done)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help fuzz start upgrade setup site serve check fix new import rename delete diff freeze limit verify sources test bench audit dist lint unit coverage browser java screenshots messages lock clean

help: ## List all targets
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

start: $(VENV)/done/site ## Start a site of your own in the folder SITE, such as ../my-briefs; ANSWERS='--language fr --name Rivers' asks less
	@test -n "$$SITE" || { echo 'Say where: make start SITE=../my-briefs'; exit 2; }
	@$(BIN)/briefs init $(ANSWERS) "$$SITE"

upgrade: $(VENV)/done/site ## Bring the site in the folder SITE to this version of the program; DRY_RUN=1 only shows what would change
	@cd "$$SITE" && '$(CURDIR)/$(BIN)/briefs' upgrade $(if $(DRY_RUN),,--write)

setup: $(VENV)/done/site $(VENV)/done/browser ## Install the dependencies of the site into .venv

site: setup ## Build the site: briefs/ to docs/ to site/; DRAFTS=1 includes drafts
	$(BIN)/briefs build $(if $(DRAFTS),--drafts) $(if $(SKIP_INVALID),--skip-invalid) $(if $(PORTABLE),--portable)

serve: setup ## Preview the site in the browser, with live reload; PORT=8001 uses another port
	$(BIN)/briefs serve $(if $(PORT),--port "$$PORT")

check: $(VENV)/done/site ## Report every error in the briefs; FORMAT=github, json or sarif; HISTORY=1 also of the commits
	$(BIN)/briefs check $(if $(FORMAT),--format "$$FORMAT") $(if $(HISTORY),--history --after "$$AFTER")

fix: $(VENV)/done/site ## Correct what can only be meant in one way; YES=1 does not ask first
	$(BIN)/briefs check --fix $(if $(YES),--yes)

new: $(VENV)/done/site ## Create a brief by answering a few questions
	$(BIN)/briefs new

import: $(VENV)/done/site ## Make a brief of FILE, references or a table of events; INTO=brief adds to one, DRY_RUN=1 only shows it
	$(BIN)/briefs import $(if $(INTO),--into "$$INTO") $(if $(FIRST),'--$(FIRST)-first') $(if $(DRY_RUN),--dry-run) -- "$$FILE"

rename: $(VENV)/done/site ## Rename OLD to NEW, with all that refers to it; MERGE=1 merges two actors, topics or sources; DRY_RUN=1 only shows it
	$(BIN)/briefs rename $(if $(MERGE),--merge) $(if $(DRY_RUN),--dry-run) $(if $(YES),--yes) -- "$$OLD" "$$NEW"

delete: $(VENV)/done/site ## Delete NAME, if nothing refers to it; DRY_RUN=1 only shows it
	$(BIN)/briefs delete $(if $(DRY_RUN),--dry-run) $(if $(YES),--yes) -- "$$NAME"

diff: $(VENV)/done/site ## Show what changed since BASE, by default main; FORMAT=markdown or json
	$(BIN)/briefs diff $(if $(FORMAT),--format "$$FORMAT") -- $(if $(BASE),"$$BASE")

freeze: $(VENV)/done/site ## Keep BRIEF as it is published now, as a version to cite; DOI=10.5281/zenodo.1 records its DOI
	$(BIN)/briefs freeze $(if $(DOI),--doi "$$DOI") -- "$$BRIEF"

limit: ## Report if more than MOST_FILES, by default 100, in briefs/ differ from BASE; without set-up
	@changed=$$(git diff --name-only --no-renames "$$BASE" -- briefs | wc -l); most='$(or $(MOST_FILES),100)'; \
	if [ "$$changed" -gt "$$most" ]; then \
		echo "$$changed files in briefs/ change; the limit is $$most. Split the change, or raise MOST_FILES." >&2; \
		exit 1; \
	fi

verify: $(VENV)/done/site ## Compare quotes with their sources; TEXTS=folder has local copies, SINCE=main what changed
	$(BIN)/briefs verify $(if $(TEXTS),--texts "$$TEXTS") $(if $(SINCE),--since "$$SINCE") \
		$(if $(FORMAT),--format "$$FORMAT") $(if $(KEEP_FOUND),--keep-found)

sources: $(VENV)/done/site ## List sources that are gone or have no archived copy; FIX=1 adds copies, SAVE=40 has some made
	$(BIN)/briefs sources $(if $(FIX),--fix) $(if $(SAVE),--save "$$SAVE")

audit: $(VENV)/done/audit ## Look up known vulnerabilities of the pinned dependencies; contacts PyPI
	$(BIN)/pip-audit --disable-pip --require-hashes --requirement requirements/site.lock

dist: $(VENV)/done/audit ## Build a release in dist/, with a list of its dependencies (SBOM)
	rm -rf dist
	$(BIN)/python -m hatchling build --directory dist
	$(BIN)/twine check --strict dist/*
	$(BIN)/cyclonedx-py requirements --output-reproducible --output-file dist/sbom.cdx.json requirements/site.lock

test: $(VENV)/done/browser browser java ## Run all checks and tests; those of `lint`, which take one core, beside the others
	@{ $(LINT); } & lint=$$!; \
	$(BIN)/pytest --numprocesses auto --dist worksteal; tests=$$?; \
	wait $$lint && exit $$tests

bench: $(VENV)/done/bench browser ## Measure builds of SIZES="15 100 1000" briefs, and write docs/performance.md
	$(BIN)/python -m tests.bench $(if $(NOTE),--note "$$NOTE") $(if $(RUNS),--runs $(RUNS)) -- $(SIZES)

lint: $(VENV)/done/test $(VENV)/done/browser ## Check style, types, imports and workflows
	$(LINT)

LINT := $(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy && $(BIN)/lint-imports && \
	$(BIN)/zizmor --offline --quiet --no-progress --persona pedantic .

unit: java ## Run the tests that do not use a browser
	$(BIN)/pytest --numprocesses auto --dist worksteal -m "not browser"

fuzz: $(VENV)/done/test ## Try many more random cases than `make test` does; takes most of an hour
	SEEDS=1000 SEQUENCES=20 KILLS=50 $(BIN)/pytest --numprocesses auto --dist worksteal -m fuzz --hypothesis-profile=long

# where the disk takes no large file, it does not take the measurements either; and a measured exit can't be pickled
coverage: browser java ## Measure which lines the tests reach; takes longer than `make test`
	rm -rf .coverage && mkdir .coverage
	$(BIN)/coverage run -m pytest --numprocesses auto --dist worksteal \
		--deselect tests/test_faults.py::test_a_disk_that_takes_no_large_file \
		--deselect tests/test_engines.py::test_a_disk_that_takes_no_large_file \
		--deselect tests/test_contained.py::test_a_crash_is_no_crash_of_the_command
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

java: $(VENV)/done/test # find Java for the HTML check, or install it if possible
	$(BIN)/python -m tests.nu_checker

browser: $(VENV)/done/test # find a browser for the tests, or install one if possible
	$(BIN)/python -m tests.browser

screenshots: site browser ## Take screenshots of each kind of page, in screenshots/
	$(BIN)/python -m tests.screenshots

messages: $(VENV)/done/site ## Put the texts of the program into the catalogues and the JSON Schemas; NEW=fr begins a catalogue
	mkdir -p .cache
	$(BIN)/pybabel -q extract --mapping pyproject.toml --keyword marked --keyword marked_plural:1,2 --keyword counted:1,2 --keyword say --keyword spoken_text \
		--keyword CommandError --keyword told --keyword explained --sort-output \
		--add-location file --no-wrap --project briefing-site --version 1 --msgid-bugs-address '' --output .cache/messages.pot generator/briefing_site
	$(if $(NEW),mkdir -p 'generator/briefing_site/languages/$(NEW)')
	$(if $(NEW),$(BIN)/pybabel -q init --no-wrap --locale '$(subst -,_,$(NEW))' --input .cache/messages.pot \
		--output-file 'generator/briefing_site/languages/$(NEW)/messages.po')
	for file in generator/briefing_site/languages/*/messages.po; do \
		$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
			--locale "$$(basename "$$(dirname "$$file")" | tr - _)" --input .cache/messages.pot --output-file "$$file"; \
	done
	$(BIN)/python -c 'from briefing_site import pipeline as p; p.inform_others(p.Project(p.Path()), p.ACTOR_KINDS)'

lock: $(VENV)/done/test ## Pin the latest dependencies that pyproject.toml allows
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --extra fonts --extra import pyproject.toml --output-file requirements/site.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --extra fonts --extra import --extra properdocs --extra zensical --extra test pyproject.toml --output-file requirements/test.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --extra fonts --extra import --extra properdocs --extra zensical --extra test --extra bench pyproject.toml --output-file requirements/bench.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --extra fonts --extra audit pyproject.toml --output-file requirements/audit.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --group pyproject.toml:setup --output-file requirements/setup.lock
	rm -rf .cache/browser
	$(BIN)/pip download --quiet --no-deps $(WEBASSEMBLY) --dest .cache/browser flet-web \
		"$$(sed -n 's/^\(pydantic-core==[^ ]*\).*/\1/p' requirements/site.lock)"
	cd .cache/browser && for wheel in *.whl; do \
		echo "$$wheel" | sed 's/^\([^-]*\)-\([^-]*\)-.*/\1==\2 \\/; s/_/-/g'; \
		echo "    --hash=sha256:$$(sha256sum "$$wheel" | cut -d ' ' -f 1)"; \
	done > ../../requirements/browser.lock

# what browsers run, which is not installed, but read by builds
WEBASSEMBLY := --only-binary :all: --platform pyemscripten_2026_0_wasm32 --python-version 3.14 --implementation cp --abi cp314

$(VENV)/done/browser: requirements/browser.lock | $(VENV)/done
	rm -rf $(VENV)/browser
	$(BIN)/pip download --quiet --no-deps --require-hashes $(WEBASSEMBLY) --dest $(VENV)/browser --requirement $<
	@touch $@

clean: ## Delete all generated files
	rm -rf $(VENV) .cache .preview dist site portable screenshots docs/.generated .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	git clean -fdXq docs

# Missing if a set-up was interrupted, of the environment or of packages; then all of it is done again.
# The pip that comes with Python takes twice as long as a new one to find packages.
# Python compiles what it imports, which is much less than pip would, and takes half the time.
$(VENV)/done: requirements/setup.lock
ifeq ($(strip $(PYTHON)),)
	@echo "Python 3.11 or newer with the venv module is required." >&2
	@echo "On Debian and Ubuntu: sudo apt-get install python3-venv. Elsewhere: https://www.python.org/downloads/" >&2
	@exit 1
endif
	@! kill -0 "$$(cat $(VENV)/process 2>/dev/null)" 2>/dev/null || { echo "Another make is setting up $(VENV); wait for it." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --require-hashes --no-compile --requirement requirements/setup.lock
	@mkdir $@

$(VENV)/done/%: requirements/%.lock pyproject.toml | $(VENV)/done
	@echo $$PPID > $(VENV)/process && mv $(VENV)/done $(VENV)/unfinished
	$(BIN)/pip install --quiet --no-compile --require-hashes --requirement $<
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@mv $(VENV)/unfinished $(VENV)/done && touch $@
