# Two commands for a newcomer: `make demo` and `make test`. Everything they need is made in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEMO := demo/guichets.qualcode

.PHONY: demo test check bench pictures catalogue clean

demo: $(INSTALLED)
	@$(BIN)/python -m corpora.demo

test: $(INSTALLED)
	$(BIN)/python -m pytest -n auto

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.house

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks.run

pictures: $(INSTALLED)
	$(BIN)/python docs/make_pictures.py

# After a change of a string: extract the messages, merge them into the French catalogue, compile it.
catalogue: $(INSTALLED)
	$(BIN)/pybabel -q extract -k _ -k ngettext:1,2 --no-location --sort-output -o qualcode/locale/qualcode.pot qualcode
	$(BIN)/pybabel -q update -D qualcode -i qualcode/locale/qualcode.pot -d qualcode/locale -l fr --no-fuzzy-matching --omit-header
	$(BIN)/pybabel -q compile -D qualcode -d qualcode/locale -l fr

clean:
	rm -rf $(VENV) demo build dist *.egg-info

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "qualcode needs Python 3.11 or later (PYTHON=… make demo names one)."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
