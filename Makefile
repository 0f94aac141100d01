# make chat                            open the chat on a sample record
# make chat RECORD=path/to/transcript  ... on your own transcript(s): a file or a folder
# make test                            run the tests (seconds; no model, no browser)
# make test-browser                    run the tests of the page in Chromium (minutes)
# make bench                           how fast it is, beside LangChain's and LlamaIndex's recipes (minutes)
# make bench-quality                   how good it is, beside LangChain's, LlamaIndex's and txtai's recipes (minutes)
# make bench-scale                     how it grows: archives of 10,000 to a million passages (an hour, 12 GB)
# make attack                          attack archives, readers and a page on this computer (many minutes; QUICK=1: some)
# make eval                            run our question sets and write their figures into docs/figures.md
# make docs                            build the pages of docs as a site, in the folder site (seconds)
# make check                           everything: lint, types, imports, all tests on the model, in Chromium

PYTHON ?= python3
RECORD ?= ui/sample
BIN := .venv/bin

.PHONY: chat test test-browser attack docs check eval bench bench-quality bench-scale clean

chat: .venv/installed
	@$(BIN)/onrecord chat "$(RECORD)"

test: .venv/installed-dev
	$(BIN)/pytest -n auto

test-browser: .venv/installed-dev
	$(BIN)/pytest -m browser tests/ui

docs: .venv/installed-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

check: .venv/installed-bench docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m ""

attack: .venv/installed-dev
	$(BIN)/python -m tests.attack $(if $(QUICK),--quick) $(if $(KILLS),--kills $(KILLS))

eval: .venv/installed-dev
	$(BIN)/python -m onrecord.eval.compare.figures

bench: .venv/installed-bench
	$(BIN)/python -m onrecord.eval.compare.speed $(if $(QUICK),--quick)

bench-quality: .venv/installed-bench
	$(BIN)/python -m onrecord.eval.compare.quality $(if $(QUICK),--quick) $(if $(SAMPLE),--sample $(SAMPLE))

bench-scale: .venv/installed-bench
	$(BIN)/python -m onrecord.eval.compare.scale

.venv/installed: pyproject.toml
	@echo "Setting up .venv (the first time this takes a few minutes) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "On Record needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/installed-dev: pyproject.toml
	@echo "Setting up .venv with the tools for tests (the first time this takes a few minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --editable '.[dev]'
	@touch .venv/installed $@

.venv/installed-bench: .venv/installed-dev
	@$(BIN)/pip install --quiet --editable '.[dev,bench]'
	@touch $@

clean:
	rm -rf .venv
