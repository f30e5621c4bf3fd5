"""The README: its two commands, its reference, and every example in it, run in order as it stands."""

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from gridctl import errors
from gridctl.cli.main import INTERRUPTED, main
from gridctl.cli.reference import BEGIN, between_markers
from gridctl.settings import default_ledger

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MONDAY = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # 10:00 in the project's zone
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced example: console lines, a script, a line of cron, or something only shown."""

    kind: str
    text: str


BLOCKS = [Block(*found) for found in FENCE.findall(README)]


def blocks(kind: str) -> list[str]:
    return [block.text for block in BLOCKS if block.kind == kind]


def test_the_two_commands_are_the_promised_ones() -> None:
    first = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/gridctl demo\n"
    second = ".venv/bin/pip install -e '.[dev]' && .venv/bin/pytest\n"
    assert blocks("")[0] == first + second
    windows = (first + second).replace("python3", "py").replace("/bin/", "\\Scripts\\").replace(" && ", "; ")
    assert blocks("")[1] == windows


def test_the_reference_is_what_the_commands_say() -> None:
    assert BEGIN in README
    assert between_markers(README) == README, "run python -m gridctl.cli.reference"


def test_every_exit_status_is_in_the_table() -> None:
    told = {int(status) for status in re.findall(r"^\| (\d+) \| \S", README, re.MULTILINE)}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert told == {0, INTERRUPTED} | {kind.status for kind in kinds if issubclass(kind, errors.GridctlError)}


@pytest.mark.skipif(sys.platform != "linux", reason="the table's first row")
def test_the_ledger_is_where_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert f"| Linux | `{str(default_ledger()).replace(str(Path.home()), '~')}` |" in README


def test_the_line_of_cron_holds(tmp_path: Path) -> None:
    [line] = [line for text in blocks("cron") for line in text.splitlines()]
    *when, command = line.split(maxsplit=5)
    assert all(re.fullmatch(r"\*|\d+", field) for field in when)
    assert len(when) == 5
    assert "%" not in command
    words = shlex.split(command.split("&&")[1])
    assert Path(words[0]).name == "gridctl"
    assert main([*words[1:], "--ledger", str(tmp_path / "none.db")]) == 6  # understood, and no ledger made


def test_every_example_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for sheet in (ROOT / "sample_data").glob("*.[xc][ls]*"):
        shutil.copy(sheet, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRIDCTL_LEDGER", str(tmp_path / "ledger.db"))
    for block in BLOCKS:
        if block.kind == "console":
            play_console(block.text, capfd)
        elif block.kind == "sh" and os.name != "nt":
            run_script(block.text, tmp_path)
    made = {path.name for path in tmp_path.glob("*.xlsx")} - {path.name for path in (ROOT / "sample_data").iterdir()}
    assert made >= {"周汇总表.xlsx", "周汇总表-定稿.xlsx"}


def play_console(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Run what stands behind each `$`; the lines below it are in its output, and it succeeds."""
    for command, *told in (part.splitlines() for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]):
        program, *words = shlex.split(command)
        assert program == "gridctl"
        status = main(words, clock=lambda: MONDAY)
        shown = "".join(capfd.readouterr())
        assert status == 0, f"{command}\n{shown}"
        assert [line for line in told if line not in shown] == [], f"{command}\n{shown}"


def run_script(text: str, folder: Path) -> None:
    """Run a script with sh, as cron would: what it says it will do, it does, and it succeeds."""
    (folder / "bin").mkdir()
    program = folder / "bin" / "gridctl"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gridctl "$@"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    path = f"{program.parent}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-eu", "-c", text],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "停下" not in done.stdout
    assert re.search(r"^住户名册.csv 没有错$", done.stdout, re.MULTILINE)
    assert (folder / "改-住户名册-有错.xlsx").exists()
