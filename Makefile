# Short names for the long commands. `make run` and `make test` work from a bare clone with Python 3.11 or newer.
SHELL := /bin/sh
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do $$python $(NEW_ENOUGH) 2>/dev/null && break; done; echo $$python)
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
export PORT
export PYTHONUNBUFFERED := 1
.DEFAULT_GOAL := help
.PHONY: help run seed test test-long browser-packages coverage lint format messages bench bench-engine clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: $(VENV)/installed var/static/collected seed  ## start the site at http://127.0.0.1:8000 (PORT=… for another)
	@$(MANAGE) editor_login
	@$(BIN)/python -m config.serve

seed: $(VENV)/installed  ## bring the database up to date and load seeds/ once
	@$(MANAGE) migrate --verbosity 1
	@$(MANAGE) load_seeds

test: $(VENV)/installed-dev browser-packages  ## everything that can run here: both databases, browser
	@$(BIN)/python -m tests.both_databases

test-long: $(VENV)/installed-dev browser-packages  ## the tests that take minutes
	@$(BIN)/python -m tests.both_databases --long

coverage: $(VENV)/installed-dev  ## which lines the tests on SQLite reach
	@$(BIN)/coverage run -m pytest
	@$(BIN)/coverage report --skip-covered --sort cover

lint: $(VENV)/installed-dev  ## ruff, djade, mypy, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2
	$(BIN)/mypy facts/engine articles/intake
	$(MANAGE) makemigrations --check --dry-run

format: $(VENV)/installed-dev  ## rewrite the files as `make lint` wants them
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2

bench: $(VENV)/installed-dev  ## all measurements
	@for file in bench/bench_*.py; do echo "—— $$file"; $(BIN)/python $$file || exit 1; done

bench-engine: $(VENV)/installed-dev  ## how well and how fast the engine reads
	@$(BIN)/python bench/bench_engine.py

clean:  ## remove what was installed and collected; the database and the login in var/ stay
	rm -rf $(VENV) var/static .pytest_cache .ruff_cache .mypy_cache .hypothesis

# The stamps are made last, so that an interrupted installation starts again.
$(VENV)/installed: requirements.txt | $(BIN)/pip
	@echo "安装所需的包（仅第一次，约一分钟）……"
	@$(BIN)/python -m pip install --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements.txt requirements-dev.txt | $(BIN)/pip
	@echo "安装测试所需的包（仅第一次，约一两分钟）……"
	@$(BIN)/python -m pip install --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/installed $@

$(BIN)/pip:
	@$(PYTHON) $(NEW_ENOUGH) 2>/dev/null || \
		{ echo "需要 Python 3.11 或更新的版本，可写明路径：make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python 缺少 venv 组件，请先安装（Debian、Ubuntu：apt-get install python3-venv）。" >&2; exit 1; }
	@echo "建立 Python 环境 $(VENV) ……"
	@$(PYTHON) -m venv $(VENV)

var/static/collected: $(VENV)/installed $(shell find static $(filter-out var/static,$(wildcard */static)) 2>/dev/null)
	@echo "收集静态文件……"
	@$(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@

browser-packages: $(VENV)/installed-dev
	@sh tests/browser_packages.sh
