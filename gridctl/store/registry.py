"""Every journalled table of the ledger: loaded only by work on the whole of it (init, verify, undo, upgrade)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gridctl.store.estates import ALIAS, BUILDING, PLACE, UNIT
from gridctl.store.gold import GOLD
from gridctl.store.grids import ASSIGNMENT, EXTENT, GRID
from gridctl.store.issues import ISSUED
from gridctl.store.plans import PLAN, PLAN_GRID, PLAN_UNIT
from gridctl.store.projects import LEDGER, POLICY, PROJECT
from gridctl.store.residents import OCCUPANCY, PERSON
from gridctl.store.schema import metadata
from gridctl.store.staff import STAFF
from gridctl.store.tickets import MOVEMENT, ROUND, STEP, TICKET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.store.schema import Ledgered

LEDGERED = (
    LEDGER,
    PROJECT,
    POLICY,
    STAFF,
    BUILDING,
    UNIT,
    PLACE,
    ALIAS,
    GRID,
    EXTENT,
    ASSIGNMENT,
    PERSON,
    OCCUPANCY,
    TICKET,
    ROUND,
    STEP,
    MOVEMENT,
    ISSUED,
    GOLD,
    PLAN,
    PLAN_GRID,
    PLAN_UNIT,
)


def ledgered() -> Iterator[Ledgered[Any]]:
    """Every journalled table, parents before children."""
    by_name = {item.name: item for item in LEDGERED}
    return (by_name[table.name] for table in metadata.sorted_tables if table.name in by_name)


NOUNS = {  # what a clerk calls a row, and its measure word
    "ledger": ("台账库", "个"),
    "project": ("项目", "个"),
    "policy": ("规定", "条"),
    "staff": ("人员", "名"),
    "building": ("楼栋", "栋"),
    "unit": ("单元", "个"),
    "place": ("房屋和部位", "处"),
    "alias": ("部位别名", "个"),
    "grid": ("网格", "个"),
    "extent": ("网格范围", "条"),
    "assignment": ("任职", "条"),
    "person": ("住户", "人"),
    "occupancy": ("入住关系", "条"),
    "ticket": ("维修单", "张"),
    "round": ("维修轮次", "轮"),
    "step": ("办理步骤", "步"),
    "movement": ("结转账目", "笔"),
    "issued_report": ("定稿报表", "份"),
    "gold": ("金牌管家", "条"),
    "plan": ("划分方案", "个"),
    "plan_grid": ("方案网格", "个"),
    "plan_unit": ("方案单元", "个"),
}

SERIES_NAME = re.compile(r"ticket:[a-z_]+:[0-9]{4}")  # counters of numbers, as domain/tickets.py names them
SERIES_IN_USE = (  # (project, counter, highest number that a row bears)
    "SELECT project, 'ticket:' || kind || ':' || year, max(number) FROM ticket GROUP BY project, kind, year",
)
