"""Ten thousand openings as a batch, and one of them as a command of its own: on the sample estate, spread over its places."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from gridctl.cli.main import main
from tests.benchmarks.ratio import Command

OPENINGS = 10_000
SAID = ("灯不亮", "水管漏水", "门关不上", "电梯异响", "地砖脱落", "消防栓漏水", "配电箱跳闸", "对讲没有声音")


def make_estate(folder: Path) -> Path:
    """The ledger of the sample."""
    with redirect_stdout(StringIO()):
        main(["demo", str(folder / "demo")])
    return folder / "demo" / "ledger.db"


def write_openings(ledger: Path, file: Path) -> Path:
    """A line for each opening, with what a slip of paper says."""
    with file.open("w", encoding="utf-8") as lines:
        for words in _openings(_places(ledger)):
            lines.write(json.dumps({"command": "ticket open", "args": words}, ensure_ascii=False) + "\n")
    return file


def _places(ledger: Path) -> list[str]:
    told = StringIO()
    with redirect_stdout(told):
        main(["place", "list", "--format", "json", "--ledger", str(ledger)])
    return [place["place"] for place in json.loads(told.getvalue())]


def _openings(places: list[str]) -> Iterator[dict[str, str]]:
    for nth in range(OPENINGS):
        turn, place = divmod(nth, len(places))
        said = f"{SAID[turn % len(SAID)]}，第 {nth} 张"
        yield {"place": places[place], "problem": said, "reporter": f"业主{nth % 97}", "paper": f"P{nth}"}


def as_batch(made: Path, lines: Path, words: list[str]) -> Command:
    """All of them in one process, into a fresh copy of the ledger; `words` begin a command line of ours."""
    return _into_copy(made, made.with_name("batch.db"), [*words, "batch", str(lines)])


def as_command(made: Path, words: list[str]) -> Command:
    """One in a process of its own, likewise."""
    slip = ["ticket", "open", "1#电梯", "异响", "--reporter", "业主1", "--paper", "P1"]
    return _into_copy(made, made.with_name("one.db"), [*words, *slip])


def _into_copy(made: Path, ledger: Path, words: list[str]) -> Command:
    at = ["--ledger", str(ledger), "--as", "owner"]
    return Command([*words, *at], before=lambda: shutil.copyfile(made, ledger))
