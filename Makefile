# Two commands do everything: `make demo` and `make test`. Both set up what they need.
SHELL := /bin/bash
PY := .venv/bin/python

.PHONY: help demo test lint check bench quality soak setup clean

help:
	@echo "make demo    set up and show the main job on invented material"
	@echo "make test    set up and run every test, linter and type check"
	@echo "make bench   measure against peers in the same run"
	@echo "make quality measure what suggestions find, on annotated texts"
	@echo "make soak    long loops: kills, flips, mutations"

setup:
	@scripts/setup.sh dev

demo:
	@scripts/setup.sh run
	@.venv/bin/muniment demo

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint
	$(PY) -m pytest -n auto --dist loadfile -m "not soak"

bench: setup
	$(PY) bench/run.py

quality: setup
	for set in seeds roles events phrases attribution; do echo "== $$set"; $(PY) -m tests.quality.$${set}_measure; done

soak: setup
	MUNIMENT_SOAK=1 $(PY) -m pytest -n auto --dist loadfile -m soak

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
