"""Gold stewards and their applications as they are listed (D7 四.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.gold import GoldState
from gridctl.domain.grids import grid_name
from gridctl.services.grids.assignments import heads_on
from gridctl.services.grids.finding import grids_on
from gridctl.store.gold import GOLD
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.gold import Gold
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class GoldLine:
    """An application and what became of it; `grids` are those that he heads on the day that is looked at."""

    number: str
    name: str
    state: str
    band_high: int | None
    valid_from: date | None
    valid_to: date | None
    grids: tuple[str, ...]
    applied_on: date
    reason: str
    decided_by: str
    decided_on: date | None
    remark: str


def list_gold(desk: Desk, day: date, *, everything: bool = False) -> list[GoldLine]:
    """The gold stewards of a day and the applications that wait for an answer; or everything that ever was."""
    rows = desk.reader.find(GOLD, desk.pid, order="applied_on")
    wanted = [row for row in rows if everything or row.holds_on(day) or _waits(row, day)]
    return gold_lines(desk, wanted, day)


def gold_lines(desk: Desk, rows: Iterable[Gold], day: date | None = None) -> list[GoldLine]:
    """Applications in words, with the grids of a day (today)."""
    day = day or desk.today
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    headed = _headed(desk, day)
    return [
        GoldLine(
            number=staff[row.staff].number,
            name=staff[row.staff].name,
            state=row.state,
            band_high=row.band_high,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            grids=tuple(headed.get(row.staff, ())),
            applied_on=row.applied_on,
            reason=row.reason,
            decided_by=staff[row.decided_by].name if row.decided_by is not None else "",
            decided_on=row.decided_on,
            remark=row.remark,
        )
        for row in rows
    ]


def _waits(row: Gold, day: date) -> bool:
    return row.state == GoldState.APPLIED and row.applied_on <= day


def _headed(desk: Desk, day: date) -> dict[int, list[str]]:
    """By member of staff, the grids that he heads on a day."""
    heads, headed = heads_on(desk, day), dict[int, list[str]]()
    for grid in grids_on(desk, day):
        for person in heads.get(grid.id, ()):
            headed.setdefault(person, []).append(grid_name(grid))
    return headed
