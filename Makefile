# Three commands do everything on a machine with git, make and Python 3.11 or newer: `make desk`, `make demo` and `make test`.
# The system's own Python where it is new enough: what version managers build is often not optimised, and slower by a third.
PYTHON ?= $(shell /usr/bin/python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo /usr/bin/python3 || echo python3)
BIN := .venv/bin
RUNS := .venv/runs
INSTALLED := .venv/installed

.PHONY: demo desk screenshots test laws fuzz soak check gate rules bench docs site lock
.DEFAULT_GOAL := demo

# What Verbale runs with, and what its developers need beside that: the second holds the first.
$(RUNS): requirements/run.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Verbale needs Python 3.11 or newer; try: make PYTHON=python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(INSTALLED): requirements/dev.txt $(RUNS)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

demo: $(RUNS)  ## build a dossier from the examples and show where the talks stand
	@$(BIN)/python examples/demo.py

desk: $(RUNS)  ## the desk of the examples' dossier, in a browser
	@test -f demo/japan-russia.db || $(BIN)/python examples/demo.py >/dev/null
	$(BIN)/verbale serve demo/japan-russia.db

screenshots: $(INSTALLED)  ## renew the pictures of the desk under docs/images (needs chromium)
	@test -f demo/japan-russia.db || $(BIN)/python examples/demo.py >/dev/null
	$(BIN)/python examples/screenshots.py

test: $(INSTALLED)  ## all tests, the slow ones included, on as many cores as there are; what measures time by itself
	$(BIN)/python -m pytest -n auto --maxprocesses=4 --dist worksteal -m "not alone"
	$(BIN)/python -m pytest -m alone

laws: $(INSTALLED)  ## the laws of the record in full: 200 cases each on every store (a quarter of an hour)
	VERBALE_CASES=200 $(BIN)/python -m pytest tests/store tests/record tests/test_laws.py tests/test_showing.py tests/views/test_law7.py

soak: $(INSTALLED)  ## 50,000 articles through a watch in ten minutes, twenty readers and two editors at the desk of DOSSIER
	@test -n "$(DOSSIER)" -o -f demo/japan-russia.db || $(BIN)/python examples/demo.py >/dev/null
	$(BIN)/python -m evaluation.soak 50000 10 $(or $(DOSSIER),demo/japan-russia.db)

fuzz: $(INSTALLED)  ## what strangers may have written, guided by what runs: two minutes a target (needs atheris)
	for target in page quotation date edtf brief archive file clause article; do $(BIN)/python -m tests.fuzzing $$target || exit 1; done

check: $(INSTALLED)  ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

gate: $(INSTALLED)  ## quality on the corpus, on known gold and on the benches against the pinned floors
	$(BIN)/python -m evaluation.gate

rules: $(INSTALLED)  ## every rule of language with the documents it fired on, and those that are to go
	$(BIN)/python -m evaluation.rules

bench: $(INSTALLED)  ## speed and memory of all there is, and what got slower since the run that is kept (ten minutes)
	$(BIN)/python -m evaluation.bench

docs: demo  ## renew the reference of commands and the tutorial's picture
	$(BIN)/python examples/picture.py
	$(BIN)/python examples/exports_reference.py
	$(BIN)/python examples/licences.py
	$(BIN)/typer verbale.cli utils docs --name verbale --output docs/reference/commands.md

site: $(INSTALLED)  ## the documentation as pages that need no network, under site/; a link that leads nowhere fails
	$(BIN)/mkdocs build --strict --quiet

lock:  ## renew the pinned requirements (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 pyproject.toml -o requirements/run.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 --group build -o requirements/build.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q --python-version 3.11 pyproject.toml --group dev -o requirements/dev.txt
