"""Start-up is a feature: what a command does not need is not loaded."""

import os
import subprocess
import sys

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


@pytest.mark.parametrize("words", ["gridctl ", "gridctl ti", "gridctl --le"])
def test_completion_loads_neither(words: str) -> None:
    modules = loaded(_GRIDCTL_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD="1")
    assert "typer.completion" in modules
    assert not modules & HEAVY
    zsh = loaded(_GRIDCTL_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=words)
    assert not zsh & HEAVY
