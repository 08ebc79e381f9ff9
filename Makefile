# Everything runs in .venv, made from the lock files; a target does again only what changed.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve site test check clean lock

serve: .venv/ready
	$(BIN)/topline serve

site: .venv/ready
	$(BIN)/topline build --output output

test: .venv/ready-dev
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered --cov-fail-under=90

check: .venv/ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest tests/test_house.py
	$(BIN)/topline check

clean:
	rm -rf .venv .cache output .pytest_cache .mypy_cache .ruff_cache .coverage*

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Topline needs Python 3.11 or newer: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

.venv/ready: .venv/bin/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

# Resolve the newest versions again; needs uv.
lock:
	uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group pyproject.toml:build pyproject.toml -o requirements.txt
	uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements.txt --group pyproject.toml:dev -o requirements-dev.txt
