"""A roster of a hundred thousand residents as an office would hand it in, and the register of their fifty thousand rooms."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

from openpyxl import Workbook

from gridctl.cli.main import main
from gridctl.services.ledger import init_ledger

RESIDENTS, A_HOUSEHOLD = 100_000, 2
UNITS, FLOORS, ROOMS = 3, 30, 4
HEADER = ("楼栋", "单元", "房号", "业主姓名", "联系电话", "与户主关系", "身份证号", "备注")
NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)


def households() -> Iterator[tuple[str, str, str]]:
    """Building, unit and room of each household."""
    for nth in range(RESIDENTS // A_HOUSEHOLD):
        rest, room = divmod(nth, ROOMS)
        rest, floor = divmod(rest, FLOORS)
        building, unit = divmod(rest, UNITS)
        yield f"{building + 1}栋", f"{unit + 1}单元", f"{floor + 1}{room + 1:02d}"


def residents() -> Iterator[tuple[str, ...]]:
    """The rows of the roster."""
    people = ((home, nth) for home in households() for nth in range(A_HOUSEHOLD))
    for n, (home, nth) in enumerate(people, 1):
        yield (*home, f"住户{n % 997}{'甲乙'[nth]}", f"138{n:08d}", "家庭成员" if nth else "业主", "", "")


def write_csv(path: Path) -> Path:
    """Write the roster as CSV, as Excel saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *residents()])
    return path


def write_workbook(path: Path) -> Path:
    """Write the same roster as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("住户")
    for row in (HEADER, *residents()):
        sheet.append(row)
    book.save(path)
    return path


def make_estate(folder: Path) -> Path:
    """Make a ledger that knows every household of the roster."""
    ledger, rooms = folder / "estate.db", folder / "rooms.csv"
    with rooms.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER[:3], *households()])
    init_ledger(ledger, NOW, code="YH", name="云海", company="云海", zone="Asia/Shanghai", live_from=date(2026, 1, 1))
    with redirect_stdout(StringIO()):
        status = main(["estate", "import", str(rooms), "--apply", "--ledger", str(ledger), "--as", "owner"])
    if status:
        raise RuntimeError("the estate could not be imported")
    return ledger
