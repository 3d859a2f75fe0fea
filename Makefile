# What CI runs (.ci/run), and each step alone. `make check PYTHON=python3.12` checks with another interpreter.
PYTHON ?= .venv/bin/python

.NOTPARALLEL:

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
	$(PYTHON) -m pytest -n auto --dist worksteal -m "not postgresql and not programs and not slow"

# The wheel, as a user gets it: built, installed without the tools into a clean environment, and put to work.
smoke:
	$(PYTHON) tests/smoke/smoke.py

# All of it: plain pytest leaves out what needs Chromium, tesseract or a C compiler, which pip does not bring.
test:
	$(PYTHON) -m pytest -n auto --dist worksteal -m ""

# A thousand names, planted wherever a name may stand: none is left in a redacted package. `test` does it, too.
planted:
	$(PYTHON) -m pytest tests/services/packages/test_planted_names.py

# The catalogues of the desk: what is new in its pages is put there to be translated, and what is gone is left out.
catalogues:
	$(PYTHON) -m tests.web.languages.write_catalogues

# 200 verdicts by one person at a browser, counted and timed, on a machine that does nothing else; `test` plays 30.
decisions:
	CLAIMTRACK_DECISIONS=200 $(PYTHON) -m pytest -s tests/web/test_hands.py -k "many_decisions or three_keys"

# Two hundred reviewers at one desk on PostgreSQL, each deciding once a second, on a machine that does nothing else;
# `test` has twenty of them.
reviewers:
	CLAIMTRACK_REVIEWERS=200 $(PYTHON) -m pytest -s tests/web/test_many.py

# Every kind of hostile text with every engine, at one length and the double, in processor time: some four minutes of
# it. `test` counts steps instead, of the rules and some kinds. Then every kind of hostile file, another two minutes.
doubling:
	$(PYTHON) -m tests.benchmarks.doubling
	$(PYTHON) -m tests.benchmarks.doubling_files

# A thousand bits turned over in each place where a record lies, one at a time, and whether `verify` or `check` names
# each; half an hour of it. `test` turns over forty in each.
flips:
	$(PYTHON) -m tests.benchmarks.flipping

# Three hundred kills at random moments of whatever writes, and a disk that is full at every write; an hour of it.
# `test` does a few of each.
kills:
	$(PYTHON) -m tests.processes.cutting_off kill --count 300

full-disk:
	$(PYTHON) -m tests.processes.cutting_off full --count 0

# Which lines no test reaches. Counting them takes a third of the time again, and nothing fails for it.
coverage:
	$(PYTHON) -m pytest -n auto --dist worksteal -m "" --cov --cov-report=term

# Every set of one and of two is tried on 10,000 random graphs of sources; `make test` does it on 2,500.
linchpins:
	CLAIMTRACK_LINCHPIN_GRAPHS=10000 $(PYTHON) -m pytest -n 0 tests/rules/test_linchpins.py

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
