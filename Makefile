# `make demo` and `make test` are all that a bare machine needs: they install what they need into .venv.

PYTHON ?= python3
PORT ?= 8000
export PORT
# Told to keep no compiled files, every process that starts would compile all of the code anew.
unexport PYTHONDONTWRITEBYTECODE

IN_VENV = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo stop test check bench messages runtime development

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: ## Set up the demo publication and serve it at 127.0.0.1:PORT (8000) until Ctrl-C
	@$(PYTHON) -m newsroom.bootstrap --port '$(PORT)' requirements.txt
	@$(IN_VENV) -m newsroom.demo_server

stop: ## End a demo that runs, and the embedded Postgres
	@! test -x $(IN_VENV) || $(IN_VENV) -m newsroom.demo_server --stop

# That of a demo is of no concern to the tests: the site's address has it.
test: PORT = 8000
test: development ## Run all tests; ARGS goes to pytest, as in ARGS='-k slug'
	@$(IN_VENV) -m pytest -n auto --dist loadgroup $(ARGS)

check: development ## Check format, lint, types, imports, migrations and the deployment settings
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m mypy
	@$(IN_VENV) .venv/bin/lint-imports
	@$(IN_VENV) manage.py makemigrations --check --dry-run
	@NEWSROOM_ENV=production NEWSROOM_SITE_URL=https://paper.example DATABASE_URL=postgres://none/none \
		NEWSROOM_SECRET_KEY="$$($(IN_VENV) -c 'import secrets; print(secrets.token_urlsafe(50))')" $(IN_VENV) manage.py check --deploy --fail-level WARNING

bench: development ## Measure queries, render times and page weights
	@$(IN_VENV) -m bench

messages: ## Bring locale/ up to date with what is marked in templates and code, and compile it (needs gettext's tools)
	@$(IN_VENV) manage.py makemessages --all --no-location --no-wrap --no-obsolete -i .venv -i var -i tests -i bench -i 'templates/admin/*'
	@$(IN_VENV) manage.py compilemessages -i .venv

development:
	@$(PYTHON) -m newsroom.bootstrap requirements-dev.txt
