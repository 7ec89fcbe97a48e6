# make demo: the whole loop on samples.  make test: the tests, LibreOffice included when run as root.
# make proofs: what takes long besides.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
WORKERS ?= 2

.PHONY: demo test tracing proofs faults fuzz lint bench behaviour golden po docs pictures samples office clients clean

demo: $(VENV)/installed
	$(BIN)/xlsappraise demo --lang zh_CN

# Folders of tests that make proofs runs: a year of a department, kills and faults of the disk, hostile files, every scheme and
# rule in LibreOffice, kinds of changes, the matrix of programs.
LONG := tests/year tests/behaviour tests/faults tests/hostile tests/proof tests/clients tests/corpus
# One in five of the files of tests/trust that deceive; make proofs runs all.
SAMPLE = --sample
PYTEST = $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# tests/traced.txt names what runs with coverage, tests/conftest.py what takes long and begins first.
test: export PYTHONDONTWRITEBYTECODE =
test: clients $(VENV)/dev
	$(BIN)/python hatch_build.py
	$(BIN)/coverage erase
	$(PYTEST) $(SAMPLE) --cov --cov-report=term-missing:skip-covered $(LONG:%=--ignore=%) tests

# Choose anew what runs with coverage.
tracing: clients $(VENV)/dev
	$(BIN)/python hatch_build.py
	$(BIN)/python -m tests.tracing $(LONG:%=--ignore=%) tests

# The long proofs: the folders above, kills and faults at operations of the disk (make faults: at every one), bits of a
# ledger flipped, mutants of real forms, those that other readers read too, summaries of any size printed and recalculated,
# and every form measured, blank and with the longest texts.
RUNS ?= 3000
READ ?= 2000
proofs: clients $(VENV)/dev
	$(BIN)/python hatch_build.py
	$(PYTEST) $(LONG) tests/trust
	@cat build/clients/matrix.txt
	$(BIN)/python -m tests.faults
	$(BIN)/python -m tests.store.damage 47
	$(BIN)/python -m tests.fuzz --runs $(RUNS)
	$(BIN)/python -m tests.fuzz --runs 0 --differential $(READ) --seed 2
	$(BIN)/python -m tests.summary
	$(BIN)/python -m tests.workbook.measuring

faults: $(VENV)/dev
	$(BIN)/python -m tests.faults --all

fuzz: clients $(VENV)/dev
	$(BIN)/python hatch_build.py
	$(BIN)/python -m tests.fuzz --runs 50000 --differential 20000

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Compared with openpyxl as most have it; the tests have lxml, with which it writes faster.
bench: export OPENPYXL_LXML = False
bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

# What the program does, as text: before and after a refactoring, then diff -r.
OUT ?= build/behaviour
behaviour: $(VENV)/dev
	$(BIN)/python hatch_build.py
	$(BIN)/python -m tests.behaviour $(OUT)

golden: $(VENV)/dev
	$(BIN)/python -m pytest -q tests/workbook/test_golden.py --update-golden

po: $(VENV)/dev
	$(BIN)/python -m tests.translations update

docs: $(VENV)/dev
	$(BIN)/python hatch_build.py
	$(BIN)/python -m tests.documents

pictures: office $(VENV)/dev
	$(BIN)/python docs/pictures.py

samples: office $(VENV)/dev
	$(BIN)/python -m samples.rebuild

office:
	@sh tests/office/install.sh

clients: office $(VENV)/bin/python
	@PYTHON="$(CURDIR)/$(BIN)/python" sh tests/clients/install.sh

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) demo build dist
