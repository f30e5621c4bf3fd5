"""An estate divided in two grids, with people in every post that matters, made by the commands a clerk types.

1栋 and 2栋 of two units and 3栋 without, three households a unit and four in 3栋; the band is 5 to 7 households.
Grid 01 东区 (1栋, 2栋1单元: 9 households) is headed by G1, grid 02 西区 (2栋2单元, 3栋: 7) by G2, both since New Year.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gridctl.cli.main import main
from gridctl.services.ledger import init_ledger

NOW = datetime(2026, 3, 16, 2, tzinfo=UTC)
ROOMS = [f"{building},{unit},{room}" for building in "12" for unit in "12" for room in (101, 102, 201)]
ROOMS += [f"3,,{room}" for room in (101, 102, 201, 202)]
STAFF = [
    "M1,陆明远,项目负责人,2020-01-01,",
    "M2,韩建国,工程维修部负责人,2020-01-01,",
    "M3,沈佳宁,客服主管,2020-01-01,",
    "G1,林晓彤,客服管家,2025-01-01,云海2栋2单元101",
    "G2,周雅琴,客服管家,2025-01-01,",
    "G3,谢婉婷,客服管家,2026-03-01,1-1-102",
    "A1,刘洋,安全员,2025-01-01,",
    "H1,曹玉兰,环境管理员,2025-01-01,",
    "T1,王强,工程技工,2025-01-01,",
]


def settle(ledger: Path, *steps: tuple[object, ...]) -> None:
    """Run command lines on a ledger, each of which succeeds."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PROJECT", "TODAY"):
            patch.delenv(f"GRIDCTL_{name}", raising=False)
        for step in steps:
            argv = [*map(str, step), "--ledger", str(ledger), "--as", "owner"]
            assert main(argv, clock=lambda: NOW) == 0, argv


def divide(folder: Path) -> Path:
    """Make the ledger in a folder, and give its path."""
    path, rooms, staff = folder / "ledger.db", folder / "房屋.csv", folder / "人员.csv"
    lines = [f"{row},住宅,已入住" for row in ROOMS]
    rooms.write_text("\n".join(["楼栋,单元,房号,房屋类型,房屋状态", *lines]), encoding="utf-8")
    staff.write_text("\n".join(["工号,姓名,岗位,入职日期,居住地址", *STAFF]), encoding="utf-8")
    init_ledger(path, NOW, code="YH", name="云海", company="云海", zone="Asia/Shanghai", live_from=date(2026, 1, 1))
    settle(
        path,
        ("estate", "import", rooms, "--apply"),
        ("staff", "import", staff, "--apply"),
        ("place", "add", "东门"),
        ("place", "add", "1#电梯", "--building", "1栋", "--unit", "1单元"),
        ("project", "set", "--band", "5-7", "--policy", "grid_gold_max=9"),
        ("grid", "add", "01", "--name", "东区", "--buildings", "1栋", "--units", "2栋1单元", "--places", "东门"),
        ("grid", "add", "02", "--name", "西区", "--units", "2-2", "--buildings", "3#"),
        ("grid", "assign", "01", "G1"),
        ("grid", "assign", "西区", "周雅琴"),
    )
    return path
