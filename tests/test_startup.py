"""Start-up is a feature: what a command does not need is not loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "sqlalchemy",
    "sqlite3",
    "alembic",
    "openpyxl",
    "python_calamine",
    "rich",
    "dateutil",
    "filelock",
    "platformdirs",
    "pydantic",
    "tomllib",
    "json",
    "csv",
}
FOR_WORKBOOKS = {"openpyxl", "python_calamine"}
FOR_WRITING = {"filelock", "pypinyin", "gridctl.store.transactions", "gridctl.store.journal", "gridctl.store.queue"}
SELDOM = {"alembic", "chinese_calendar", "dateutil", "pydantic"}
LISTS = [
    "checklist list",
    "estate list",
    "grid check",
    "grid list",
    "grid plans",
    "inspect list",
    "place list",
    "policy show",
    "project show",
    "resident list",
    "staff list",
    "ticket list",
    "today",
]
LIGHT_ROOMS = {"gridctl.cli", "gridctl.errors", "gridctl.settings"}
PROBE = """
import atexit, sys
atexit.register(lambda: print("LOADED", *sys.modules, file=sys.stderr))
from gridctl.cli.main import main
raise SystemExit(main(sys.argv[1:]))
"""


def loaded(*argv: str, **environment: str) -> set[str]:
    """The modules that one command line left behind in a process of its own."""
    unmeasured = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *argv],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**unmeasured, **environment},
        check=False,
    )
    last = done.stderr.splitlines()[-1]
    assert last.startswith("LOADED ")
    return set(last.split()[1:])


@pytest.mark.parametrize("argv", [["--help"], ["--version"], [], ["no-such-command"]])
def test_help_and_version_load_neither_libraries_nor_commands(argv: list[str]) -> None:
    modules = loaded(*argv)
    assert not modules & HEAVY
    assert not {name for name in modules if name.startswith("gridctl.") and not name.startswith(tuple(LIGHT_ROOMS))} - {
        "gridctl.domain",
        "gridctl.domain.text",
    }
    commands = {name for name in modules if name.startswith("gridctl.cli.")}
    assert commands <= {
        f"gridctl.cli.{part}" for part in ("main", "app", "tree", "help", "width", "mistakes", "output", "options")
    }


@pytest.mark.parametrize("noun", ["ticket", "report", "ledger", "today"])
def test_the_help_of_a_noun_loads_no_libraries(noun: str) -> None:
    assert not loaded(noun, "--help") & HEAVY


@pytest.mark.parametrize("words", LISTS)
def test_a_list_loads_what_it_shows(words: str, ledger: Path) -> None:
    modules = loaded(*words.split(), "--ledger", str(ledger))
    assert "sqlalchemy" in modules
    assert not modules & (FOR_WORKBOOKS | FOR_WRITING | SELDOM | {"rich"})


def test_tables_load_with_their_noun(ledger: Path) -> None:
    tables = {"gridctl.store.estates", "gridctl.store.grids", "gridctl.store.residents", "gridctl.store.tickets"}
    for words in ("ticket list", "today", "place list", "resident list"):
        assert not loaded(*words.split(), "--ledger", str(ledger)) & tables
    regulation = {name for name in loaded("staff", "list", "--ledger", str(ledger)) if "gridctl.regulation." in name}
    assert regulation <= {f"gridctl.regulation.{part}" for part in ("posts", "reading", "words")}


def test_writing_loads_the_queue_and_nothing_of_workbooks(ledger: Path) -> None:
    words = ("staff", "add", "YG001", "--name", "张三", "--post", "客服前台", "--as", "owner")
    modules = loaded(*words, "--ledger", str(ledger))
    assert "filelock" in modules
    assert not modules & (FOR_WORKBOOKS | SELDOM | {"rich"})


@pytest.mark.parametrize("words", ["gridctl ", "gridctl ti", "gridctl --le"])
def test_completion_loads_neither(words: str) -> None:
    modules = loaded(_GRIDCTL_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="1")
    assert "typer.completion" in modules
    assert not modules & HEAVY
    zsh = loaded(_GRIDCTL_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=words)
    assert not zsh & HEAVY
