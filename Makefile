# Each target sets up .venv by itself, from Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
TOOLS := .audit/bin
READY := .venv/.ready-for-this-pyproject
SEED := seeds/000_3c9e3a8efc907843.txt
DOCUMENTS ?= 20000
FUZZ_SEED ?= 0

.PHONY: run test check figures robustness bench fuzz mutate faults audit
.DELETE_ON_ERROR:

run: $(READY)  ## read the announcement in seeds/ into units.json
	$(BIN)/extract $(SEED) -o units.json

test: $(READY)  ## all tests
	$(BIN)/pytest -n auto

check: $(READY)  ## all that a commit must pass but the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/extract rules check

figures: $(READY)  ## quality: each document and set beside its floors, and the twin check
	$(BIN)/python tests/gate/gate.py show
	$(BIN)/python tests/gate/twins.py

robustness: $(READY)  ## the share of records that stay the same in each way to write a text otherwise, weakest first
	$(BIN)/python tests/gate/robustness.py show --all

bench: $(READY)  ## speed against spaCy, and of Chinese against English, as ratios with their bounds
	$(BIN)/python bench/speed.py --check
	$(BIN)/python bench/report.py --check

fuzz: $(READY)  ## random texts, DOCUMENTS of each kind; failures go to tests/fixtures/crashes, which `make test` replays
	$(BIN)/python tests/fuzz/fuzz.py --documents $(DOCUMENTS) --seed $(FUZZ_SEED)

mutate: $(READY)  ## break the code in every small way and see which tests notice (docs/mutation.md); an hour on two cores
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,mutation]'
	rm -rf mutants
	$(BIN)/mutmut run
	$(BIN)/python tests/mutation/score.py

faults: $(READY)  ## faults injected into the writing of every form of output, and how many results were lost
	$(BIN)/python tests/faults/faults.py

audit: $(READY)  ## known vulnerabilities and a bill of materials (sbom.json), where the tools and the service can be had
	@test -x $(TOOLS)/pip || $(PYTHON) -m venv .audit
	@$(TOOLS)/pip install --quiet --disable-pip-version-check pip-audit cyclonedx-bom || echo "audit: skipped, no tools"
	@test ! -x $(TOOLS)/pip-audit || $(TOOLS)/pip-audit --path "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
	  --skip-editable --timeout 20 --progress-spinner off --format json 2>/dev/null | $(BIN)/python tests/gate/vulnerabilities.py
	@test ! -x $(TOOLS)/cyclonedx-py || $(TOOLS)/cyclonedx-py environment $(BIN)/python -o sbom.json

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say which with make PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
