# One list of commands: the README names these, CI calls the same ones.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
UV_VERSION := 0.13.9
# One process a core, each with a database of its own.
IN_PARALLEL := --numprocesses auto
PRODUCTION := DJANGO_SETTINGS_MODULE=portal.settings.production
RANDOM_KEY := import secrets; print(secrets.token_urlsafe(60))

# uv must use the machine's Python: an office's network often refuses downloads of another one.
export UV_PYTHON_DOWNLOADS := never
# And it often puts certificates of its own between the machine and the world.
export UV_SYSTEM_CERTS := 1

# The tests start hundreds of processes: without bytecode each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## pokazuje tę listę
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# -- Environment ------------------------------------------------------------------------------------------------------

.uv/bin/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Potrzebny jest Python 3.11 lub nowszy pod nazwą python3."; exit 1; }
	@python3 -c 'import ensurepip' 2>/dev/null \
	  || { echo "Brakuje modułu venv. W Debianie i Ubuntu: apt install python3-venv"; exit 1; }
	@python3 -m venv .uv
	@.uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.ready: uv.lock pyproject.toml | $(filter .uv/bin/uv,$(UV))
	@echo "Przygotowuję środowisko Pythona…"
	@$(UV) sync --locked --quiet --compile-bytecode
	@touch $@

# The key is made once and stays: sessions and signed links live as long as it does.
.env: | .venv/.ready
	@umask 077 && printf 'SECRET_KEY=%s\n' "$$($(PYTHON) -c '$(RANDOM_KEY)')" > .env.new && mv .env.new .env

# A server may not write beside its code, and would compile all of it at each start.
.PHONY: setup
setup: .venv/.ready .env ## przygotowuje środowisko, niczego nie uruchamia
	@$(PYTHON) -m compileall -q manage.py news pages site

# -- Running ----------------------------------------------------------------------------------------------------------

.PHONY: run dev
run: setup ## uruchamia oba ośrodki pokazowe: make run PORT=8000
	@AUDIT_LOG=$${AUDIT_LOG:-off} $(PRODUCTION) $(MANAGE) run_demo --port $(PORT)

dev: setup ## uruchamia serwer programisty, który widzi zmiany w plikach
	@DJANGO_SETTINGS_MODULE=portal.settings.dev $(MANAGE) runserver $(PORT)

# -- Testing ----------------------------------------------------------------------------------------------------------

.PHONY: test lint types contracts consistency test-sqlite test-postgres test-next test-browser test-several
# First what keeps no more than one core busy, two at a time and the quickest answers first; then what takes every core.
test: .venv/.ready ## sprawdza wszystko
	@$(MAKE) --no-print-directory --jobs=2 lint contracts test-browser types consistency test-next
	@$(MAKE) --no-print-directory test-sqlite test-postgres

lint: .venv/.ready ## styl Pythona i szablonów
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	.venv/bin/djlint --quiet --lint templates

types: .venv/.ready ## typy
	$(PYTHON) -m mypy

contracts: .venv/.ready ## kierunki importów między skrzydłami
	.venv/bin/lint-imports

consistency: .venv/.ready ## migracje i tłumaczenia nadążają za kodem, ustawienia produkcyjne bez ostrzeżeń
	DATABASE_URL=sqlite:// DJANGO_SETTINGS_MODULE=portal.settings.test $(MANAGE) makemigrations --check --dry-run
	$(PYTHON) -m tests.messages
	@SECRET_KEY="$$($(PYTHON) -c '$(RANDOM_KEY)')" HTTPS=on $(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

test-sqlite: .venv/.ready ## testy na SQLite
	DATABASE_URL=sqlite:// $(PYTHON) -m pytest $(IN_PARALLEL) --ignore=tests/browser

# What rests on a database's own locks, order, triggers, search and types; the rest would only say the same twice.
ON_BOTH := $(addprefix tests/,accounts compliance copies editing history news search upkeep visits delivery/test_rivals.py) \
  $(addprefix tests/pages/acts/test_,guards.py moved.py register.py register_size.py searching.py two_clocks.py) \
  $(addprefix tests/pages/bip/test_,drawn_facts.py duties_in_admin.py lists.py masking.py petitions.py recruitment_life.py) \
  $(addprefix tests/pages/core/test_,documents.py personal_data_guard.py privacy.py) \
  $(addprefix tests/portal/test_,answers_kept.py deleting.py editors.py errors.py invite.py jobs.py public_pages.py roles.py settings.py) \
  $(addprefix tests/transfer/test_,bulletin.py imported_history.py load_centre.py make_centre.py)
# Of these folders, what computes without a database or only prints what was read; the walk through both sites reads, too.
SAYING_THE_SAME := tests/compliance/test_items.py tests/history/diff tests/editing/test_guide.py \
  $(addprefix tests/accounts/test_,sessions.py signing_in.py) \
  $(addprefix tests/editing/test_importing,.py _properties.py) \
  $(addprefix tests/history/test_,canary.py comparison_page.py control_characters.py feeds.py history_page.py) \
  $(addprefix tests/history/test_,journal_pages.py note_correction.py notes.py on_day.py shown.py verifier.py version_page.py) \
  $(addprefix tests/search/test_,analysis.py engine.py files.py leaks_by_editors.py leaks_through_others.py misses.py) \
  tests/search/test_reading_files.py
test-postgres: .venv/.ready ## testy tego, co zależy od bazy, na prawdziwym PostgreSQL
	$(PYTHON) -m tests.postgres -- $(PYTHON) -m pytest $(IN_PARALLEL) $(ON_BOTH) $(addprefix --ignore=,$(SAYING_THE_SAME))

# History rests on what Wagtail signals and logs, so it is tried on the next major version too.
NEXT_TESTS := pitfalls.py append_only.py recording.py visibility.py two_editors.py
WITH_NEXT := $(UV) run --quiet --no-sync --with wagtail==8.0.1 python -W ignore
test-next: .venv/.ready ## historia na następnym wydaniu Wagtaila; migracje pasują do obu
	DATABASE_URL=sqlite:// DJANGO_SETTINGS_MODULE=portal.settings.test $(WITH_NEXT) manage.py makemigrations --check --dry-run
	DATABASE_URL=sqlite:// $(WITH_NEXT) -m pytest $(addprefix tests/history/test_,$(NEXT_TESTS))

test-browser: .venv/.ready ## testy w prawdziwej przeglądarce
	$(PYTHON) -m pytest tests/browser

# The same tests once more, on everything that only several machines need: too slow for `make test` and every commit.
test-several: .venv/.ready ## te same testy na PostgreSQL, Redis, magazynie S3 i dwóch serwerach (wymaga redis-server)
	$(PYTHON) -m tests.several -- $(PYTHON) -m pytest tests/browser

# -- Measuring --------------------------------------------------------------------------------------------------------

.PHONY: bench bench-search bench-proofing
bench: .venv/.ready ## mierzy dostarczanie stron obok nginx i pamięci podręcznej Django (wymaga wrk)
	@$(PYTHON) -m tests.bench.delivery

bench-search: .venv/.ready ## mierzy wyszukiwarkę: 1000 i 10 000 stron, SQLite i PostgreSQL
	@$(PYTHON) -m tests.bench.search

bench-proofing: .venv/.ready ## mierzy 200 publikacji ze wszystkimi sprawdzeniami
	@$(PYTHON) -m tests.bench.proofing

# -- Writing ----------------------------------------------------------------------------------------------------------

.PHONY: format messages guide-pictures
format: .venv/.ready ## układa kod Pythona
	$(PYTHON) -m ruff check --fix-only --quiet
	$(PYTHON) -m ruff format

guide-pictures: .venv/.ready ## robi od nowa obrazki poradnika z prawdziwych ekranów
	GUIDE_PICTURES=write $(PYTHON) -m pytest tests/browser/stories/test_guide.py

messages: .venv/.ready ## zbiera teksty do tłumaczenia i kompiluje katalog
	$(PYTHON) -m tests.messages --write
