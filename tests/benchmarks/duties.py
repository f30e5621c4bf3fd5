"""What duties cost: a month judged on the year of a 2,000-household estate, and a sheet of 15,000 inspections taken in."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from gridctl.cli.main import main
from gridctl.services.initials import keep_letters
from gridctl.services.ledger import init_ledger
from gridctl.store.transactions import Act, writing
from tests.benchmarks.ratio import Command
from tests.year_office_estate import BUILDINGS, FIRST, NOW, settle
from tests.year_office_staff import NAMES, employ

TODAY, MISSED = "2026-01-05", "duty missed --from 2025-11-01 --to 2025-11-30"
INSPECTIONS, TIMES = 15_000, ("08:00", "14:00", "20:00")
POINTS = ("大堂", "楼道", "天台", "电梯厅", "消火栓", "应急灯", "防火门", "信报箱", "门禁", "散水")
LIST = "building_rounds"
PEER = """
import json, sys
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine
path, count, *points = sys.argv[1:]
metadata = MetaData()
numbers = ("checklist", "building", "inspector", "abnormal")
texts = ("day", "started", "finished", "answers", "note", "recorded_at")
inspection = Table(
    "inspection",
    metadata,
    Column("project", Integer, primary_key=True),
    Column("id", Integer, primary_key=True),
    *(Column(name, Integer) for name in numbers),
    *(Column(name, Text) for name in texts),
)
engine = create_engine(f"sqlite:///{path}")
metadata.create_all(engine)
row = {"project": 1, "checklist": 8, "building": 1, "inspector": 18, "abnormal": 0, "day": "2025-01-01", "note": ""}
row |= {"started": "2025-01-01 08:00", "finished": "2025-01-01 08:10", "recorded_at": "2026-01-05T02:00:00.000000Z"}
with engine.begin() as connection:
    rows = [row | {"id": nth, "answers": json.dumps(dict.fromkeys(points, "normal"))} for nth in range(int(count))]
    connection.execute(inspection.insert(), rows)
"""


def make_estate(folder: Path) -> Path:
    """The estate with its people and a check-list of ten points, and nothing done yet."""
    ledger = folder / "rounds.db"
    init_ledger(ledger, NOW, code="YH", name="云海花园", company="", zone="Asia/Shanghai", live_from=FIRST)
    with writing(ledger, Act("owner", "estate import"), NOW) as tx:
        employ(settle(tx, 1))
        keep_letters(tx, 1)
    words = [
        "checklist",
        "set",
        LIST,
        "--name",
        "楼栋巡检",
        "--ground",
        "楼栋",
        "--post",
        "安全员",
        "--from",
        str(FIRST),
    ]
    for point in POINTS:
        words += ["--add-point", point]
    with redirect_stdout(StringIO()):
        status = main([*words, "--ledger", str(ledger), "--as", "owner"], clock=lambda: NOW)
    if status:
        raise RuntimeError("the check-list could not be set")
    return ledger


def rounds() -> Iterator[tuple[str, str, str, str]]:
    """Day, hour, building and inspector of each inspection."""
    guards = NAMES.split()[17:24]
    for nth in range(INSPECTIONS):
        rest, building = divmod(nth, BUILDINGS)
        day, hour = divmod(rest, len(TIMES))
        when = date(2025, 1, 1) + timedelta(days=day)
        yield str(when), TIMES[hour], f"{building + 1}栋", guards[0 if when < date(2025, 10, 1) else 2]


def write_sheet(path: Path) -> Path:
    """The sheet as an office would hand it in: a row an inspection, a column a point."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("日期", "时间", "楼栋", "检查人", *POINTS))
        writer.writerows((*each, *_marks(nth)) for nth, each in enumerate(rounds()))
    return path


def _marks(nth: int) -> list[str]:
    """All normal, but for the point that this building has not."""
    return ["○" if nth % 7 == place else "√" for place in range(len(POINTS))]


def imported(made: Path, sheet: Path, words: list[str]) -> Command:
    """The sheet taken into a fresh copy of the ledger."""
    ledger = made.with_name("copy.db")
    said = ["inspect", "import", str(sheet), "--list", LIST, "--apply", "--as", "owner", "--ledger", str(ledger)]
    return Command([*words, *said], before=lambda: shutil.copyfile(made, ledger))


def by_core_alone(folder: Path) -> Command:
    """As many rows with as many answers in them, written by SQLAlchemy Core in one transaction, of nothing but a number."""
    peer = folder / "peer.db"
    said = [sys.executable, "-c", PEER, str(peer), str(INSPECTIONS), *POINTS]
    return Command(said, before=lambda: peer.unlink(missing_ok=True))
