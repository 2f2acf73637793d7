# make demo      a theme day with a sample organization, in the browser
# make test      all tests (PostgreSQL and Synapse are fetched once), or TEST=tests/store
# make lint      formatting, lint, types
# make quick     tests of architecture, texts, docs and packages
# make check     formatting, lint, types, audit, docs, tests
# make sbom      what a service is made of (CycloneDX), into build/orglife.cdx.json
# make dist      sdist and wheel into dist/, the same bytes for the same commit
# make audit     whether advisories name a package of the lock files; says so without a network
# make simulate  simulated lives: SEEDS=10000 of them, on all cores
# make faults    crash images and failing disks, a thousand of them
# make fuzz      mutated updates and files, all of them; SEED=… for others
# make soak      two processes over one PostgreSQL, of which either is killed twenty times
# make hog       the tests beside programs that take all processors
# make bench     the figures, into benchmarks/out/latest.json
# make docs      the documentation as a site, into build/site
# make reference docs/reference and config/weblate.json, from the code
# make changelog the fragments of changelog.d/ as a section of CHANGELOG.md, at a release
# make pictures  the pictures of the docs, in a real browser
# make clean     everything that was made, except data/

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := .venv/.ready
POSTGRES := .postgres/.ready
SYNAPSE := .synapse/.ready

# A module that is compiled once makes each later start quicker by a quarter, and tests start
# hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE

SEEDS ?= 1000
SEED ?= 1
TEST ?= tests
QUICK := $(addprefix tests/test_,architecture.py docs.py packages.py published_files.py \
	docs_site.py reference.py rule_files.py settings.py supply_chain.py translations.py)

.PHONY: demo test lint quick check dist sbom audit simulate faults fuzz soak hog bench \
	docs reference changelog pictures clean

demo: $(READY)
	$(BIN)/orglife demo

test: $(READY) $(POSTGRES) $(SYNAPSE)
	$(BIN)/pytest -n auto $(TEST)

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

quick: $(READY)
	$(BIN)/pytest -q $(QUICK)

check: lint docs $(POSTGRES) $(SYNAPSE)
	-$(BIN)/python -m tests.supply_chain audit  # an advisory of today is told, and stops nothing
	$(BIN)/pytest -n auto

dist: $(READY)
	$(BIN)/python -m tests.supply_chain dist

sbom: $(READY)
	$(BIN)/python -m tests.supply_chain sbom

audit: $(READY)
	$(BIN)/python -m tests.supply_chain audit

simulate: $(READY)
	$(BIN)/python -m tests.simulation --seeds $(SEEDS)

faults: $(READY)
	ORGLIFE_TEST_SEED=$(SEED) ORGLIFE_TEST_CRASHES=1000 ORGLIFE_TEST_FAULTS=60 \
		$(BIN)/pytest -n auto -rP tests/disk

fuzz: $(READY)
	ORGLIFE_TEST_SEED=$(SEED) ORGLIFE_TEST_UPDATES=10000 ORGLIFE_TEST_FILES=2000 \
		$(BIN)/pytest -n auto -rP tests/fuzz

soak: $(READY) $(POSTGRES)
	ORGLIFE_TEST_KILLS=20 $(BIN)/pytest -rP tests/e2e/soak_several_processes.py tests/e2e/soak_workers.py

hog: $(READY) $(POSTGRES) $(SYNAPSE)
	$(BIN)/python -m tests.hog $(BIN)/pytest -n auto $(TEST)

bench: $(READY) $(POSTGRES) $(SYNAPSE)
	$(BIN)/python -m benchmarks

docs: $(READY)
	$(BIN)/python -m tests.docs_site

reference: $(READY)
	$(BIN)/python -m tests.reference
	$(BIN)/python -m tests.translation_layout

changelog: $(READY)
	$(BIN)/towncrier build --yes --version $$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)

pictures: $(READY)
	$(BIN)/python -m tests.browser.pictures

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "OrgLife needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "Python can't make virtual environments: apt-get install python3-venv"; exit 1; }
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# A database server for the tests, in a virtual environment of its own.
$(POSTGRES): tests/postgres/requirements.lock | $(READY)
	$(BIN)/python -m tests.postgres
	@touch $@

# A homeserver for the tests, in a virtual environment of its own.
$(SYNAPSE): tests/matrix_server/requirements.lock | $(READY)
	$(BIN)/python -m tests.matrix_server
	@touch $@

clean:
	rm -rf .venv .postgres .synapse .supply-chain .docs .peers build dist *.egg-info demo-data benchmarks/out
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
