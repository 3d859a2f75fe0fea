# What CI runs (.ci/run), and each step alone. `make check PYTHON=python3.12` checks with another interpreter.
PYTHON ?= .venv/bin/python

.NOTPARALLEL:
.PHONY: check quick lint types imports smoke test decisions doubling coverage train-check migrations docs format

# pytest comes last, so that the output ends with its summary; it holds what `migrations` and `docs` run alone.
check: lint types imports smoke test

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types:
	$(PYTHON) -m mypy

imports:
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

# What to run while working: no PostgreSQL, no coverage, nothing that takes its time.
quick:
	$(PYTHON) -m pytest -n auto --dist worksteal -m "not postgresql and not slow"

# The wheel, as a user gets it: built, installed without the tools into a clean environment, and put to work.
smoke:
	$(PYTHON) tests/smoke/smoke.py

test:
	$(PYTHON) -m pytest -n auto --dist worksteal

# 200 verdicts by one person at a browser, counted and timed, on a machine that does nothing else; `test` plays 30.
decisions:
	CLAIMTRACK_DECISIONS=200 $(PYTHON) -m pytest -s tests/web/test_hands.py -k "many_decisions or three_keys"

# Every kind of hostile text with every engine, at one length and the double, in processor time: some four minutes of
# it. `test` counts steps instead, of the rules and some kinds. Then every kind of hostile file, another two minutes.
doubling:
	$(PYTHON) -m tests.benchmarks.doubling
	$(PYTHON) -m tests.benchmarks.doubling_files

# Which lines no test reaches. Counting them takes a third of the time again, and nothing fails for it.
coverage:
	$(PYTHON) -m pytest -n auto --dist worksteal --cov --cov-report=term

# Everything that needs PyTorch: pip install -e '.[dev,train]' first. CI runs it in an environment of its own.
train-check:
	$(PYTHON) -m mypy src/claimtrack/training/*.py tests/training/*.py
	$(PYTHON) -m pytest -n auto --dist worksteal tests/training

# `alembic check` and every migration up and down, on SQLite and PostgreSQL.
migrations:
	$(PYTHON) -m pytest tests/db/test_migrations.py

# The generated reference is up to date, links resolve, and the commands in the pages do what the pages show.
docs:
	$(PYTHON) -m pytest tests/docs

format:
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
