# make demo: the whole loop on samples.  make test: everything, LibreOffice included when run as root.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
WORKERS ?= 2

.PHONY: demo test proofs fuzz lint bench behaviour golden po docs pictures samples office clients clean

demo: $(VENV)/installed
	$(BIN)/xlsappraise demo --lang zh_CN

# One run for everything: tests/conftest.py says what is not traced, and what takes long and begins first.
test: export PYTHONDONTWRITEBYTECODE =
test: clients $(VENV)/dev
	$(BIN)/python hatch_build.py
	$(BIN)/coverage erase
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder --cov --cov-report= tests
	$(BIN)/coverage report
	@cat build/clients/matrix.txt

# The long proofs: a kill and a fault at every operation of the disk, a ledger flipped bit by bit, mutants
# of real forms, and summaries of any size printed and recalculated.
RUNS ?= 3000
proofs: $(VENV)/dev
	$(BIN)/python hatch_build.py
	$(BIN)/python -m tests.faults
	$(BIN)/python -m tests.store.damage 11
	$(BIN)/python -m tests.fuzz --runs $(RUNS)
	$(BIN)/python -m tests.summary

fuzz: $(VENV)/dev
	$(BIN)/python -m tests.fuzz --runs 50000

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

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

clients: office
	@sh tests/clients/install.sh

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
