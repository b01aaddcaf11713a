# Every target sets up .venv by itself, from the locked requirements: git, make and Python 3.11
# are enough. How and why: docs/decisions/0001-build-and-locking.md
PYTHON ?= python3
# One more than cores: tests that start processes wait for them half of the time.
JOBS ?= $(shell expr $$(nproc) + 1)
BIN := $(CURDIR)/.venv/bin
UV := $(BIN)/uv
BUF := build/npm/node_modules/.bin/buf
# Folders too: a .proto that was removed changes nothing but its folder.
PROTOS := $(shell find protos/*)
COMPILE := $(UV) pip compile --quiet --upgrade --universal --generate-hashes \
	--no-emit-index-url --no-header

export PATH := $(BIN):$(PATH)
# uv then trusts the certificate authorities this machine trusts, as git and Python do.
export UV_SYSTEM_CERTS ?= true

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test campaign bucket check lint types floors contract bench protos lock clean

help:  ## say what can be made
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

demo: .venv/built  ## a network of one hub and three nodes, at work (PART=name for one part)
	@$(BIN)/forsa demo $(if $(PART),--part $(PART))

test: .venv/whole  ## the tests
	@$(BIN)/pytest -n $(JOBS) --dist loadgroup

campaign: .venv/built  ## the fault tests at full length: 30 killed hubs, 20 killed nodes, 200 MiB of files, 9,000 planted identifiers
	@FORSA_CAMPAIGN=1 $(BIN)/pytest --timeout 1800 tests/acceptance/test_killed_hub.py \
		tests/acceptance/test_killed_node.py tests/acceptance/test_transfers.py \
		tests/acceptance/test_hub_attachments.py tests/unit/test_text_scan_attack.py \
		tests/acceptance/test_outcomes_release.py tests/acceptance/test_outcomes_killed.py \
		tests/acceptance/test_full_disk.py tests/acceptance/test_drafts_survive.py

bucket: .venv/built  ## hold a bucket of yours against what a hub asks of it (FORSA_BUCKET=s3://…)
	@test -n "$$FORSA_BUCKET" || { echo "forsa: say which bucket: FORSA_BUCKET=s3://bucket/prefix; \
	docs/guide/object-store.md tells the rest" >&2; exit 1; }
	@$(BIN)/pytest -n 0 -k '[bucket]' tests/contract/test_blob_store.py

check: lint types floors contract .venv/whole  ## all that must hold before a commit goes in; the tests last
	@$(BIN)/pytest -n $(JOBS) --dist loadgroup

lint: .venv/built
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/whole
	$(BIN)/mypy

floors: .venv/built
	$(BIN)/lint-imports

contract: .venv/built $(BUF)
	.ci/contract $(BUF)

bench: .venv/built  ## measure; the tables are explained in benchmarks/README.md
	@$(BIN)/python -m benchmarks

protos: .venv/synced  ## make the code of the contract again (a build does it too)
	@$(BIN)/python hatch_build.py

lock: .venv/synced  ## the newest versions pyproject.toml allows, with their hashes
	$(COMPILE) pyproject.toml --extra dev -o requirements/dev.txt
	$(COMPILE) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) requirements/whole.in -c requirements/dev.txt -o requirements/whole.txt

clean:  ## remove whatever make has made
	rm -rf .venv build dist sdk/forsa/v1 sdk/buf .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis

.venv/synced: requirements/uv.txt requirements/dev.txt
	@test -x $(BIN)/python -a -x $(BIN)/pip || .ci/venv $(PYTHON)
	@echo "forsa: installing the locked requirements into .venv"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	@$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes \
		requirements/dev.txt requirements/uv.txt || { \
	echo "forsa: uv did not reach the packages; asking pip, which knows this machine's settings" >&2; \
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt; }
	@touch $@

.venv/built: .venv/synced pyproject.toml hatch_build.py $(PROTOS)
	@echo "forsa: building (protos/ -> sdk/forsa/v1)"
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q sdk hub node
	@touch $@

# What only tests need and weighs most: pandas, what draws charts, what others read our tables with.
# The demo does not wait for it.
.venv/whole: .venv/built requirements/whole.txt
	@echo "forsa: installing what the tests need"
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes \
		-r requirements/whole.txt || \
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/whole.txt
	@touch $@

$(BUF): requirements/package.json
	@command -v npm >/dev/null || { echo "forsa: buf, which checks protos/, comes from npm, and there \
	is no command npm. Install it (Debian: apt-get install npm) and run make check again" >&2; exit 1; }
	@mkdir -p build/npm
	@cp $< build/npm
	@npm install --silent --no-package-lock --prefix build/npm
	@touch $@
