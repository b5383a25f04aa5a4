# Two commands for a newcomer: `make demo` and `make test`. Everything they need is made in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
QUALCODE := $(BIN)/qualcode
DEMO := demo/guichets.qualcode

.PHONY: demo test check kill bench pictures catalogue clean

# A demo that is there already is kept: somebody may have coded in it. `rm -r demo` starts afresh.
demo: $(DEMO)
	@$(QUALCODE) summary $(DEMO)
	@$(QUALCODE) report $(DEMO) -o demo/rapport.docx --force
	@if [ -t 0 ] && [ -t 1 ]; then $(QUALCODE) open $(DEMO); else echo "$(QUALCODE) open $(DEMO)"; fi

$(DEMO): $(INSTALLED)
	@mkdir -p demo && rm -f demo/new.qualcode*
	@$(QUALCODE) new demo/new.qualcode --name Guichets
	@$(QUALCODE) import demo/new.qualcode corpora/guichets/etude.yaml
	@mv demo/new.qualcode $(DEMO)

test: $(INSTALLED)
	$(BIN)/python -m pytest -n auto

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.house

# The screen killed at a hundred random moments while it codes; `make test` does it ten times.
kill: $(INSTALLED)
	QUALCODE_KILLS=100 $(BIN)/pytest -q -n 2 tests/tui/test_kill.py

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks.run

pictures: $(INSTALLED)
	$(BIN)/python docs/make_pictures.py
	$(BIN)/python docs/make_figures.py

# After a change of a string: extract the messages, merge them into the French catalogue, compile it.
catalogue: $(INSTALLED)
	$(BIN)/pybabel -q extract -k _ -k ngettext:1,2 --no-location --sort-output -o qualcode/locale/qualcode.pot qualcode $$($(BIN)/python -c "import click, os; print(os.path.dirname(click.__file__))")
	$(BIN)/pybabel -q update -D qualcode -i qualcode/locale/qualcode.pot -d qualcode/locale -l fr --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel -q compile -D qualcode -d qualcode/locale -l fr

clean:
	rm -rf $(VENV) demo build dist *.egg-info

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "qualcode needs Python 3.11 or later (PYTHON=… make demo names one)."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
