"""What matters today: open rounds by grid, warned, due and overdue, and the last backup (T3)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.text import code_order
from gridctl.domain.tickets import State
from gridctl.services.grids.answering import heads_on
from gridctl.services.tickets.lists import Asked, find_tickets
from gridctl.services.tickets.warning import nearness
from gridctl.store.backup_notes import last_backup
from gridctl.store.ticket_reads import open_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.services.cleaning.today import Uncleaned
    from gridctl.services.desk import Desk
    from gridctl.services.hazards.today import Dangers
    from gridctl.services.requests.today import Pressing
    from gridctl.services.tickets.lists import TicketLine


@dataclass(frozen=True, slots=True)
class GridToday:
    """A grid's open rounds today; `due_soon` are warned and not yet due."""

    grid: str
    head: str
    open: int
    to_verify: int
    due_soon: int
    due_today: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Board:
    """The whole screen; `urgent` are the overdue, the due and the warned, latest limit last.

    `dangers` is None where no hazard and no incident is open, `requests` where no request is, `cleaning` where no fault is.
    """

    day: date
    headline: str
    grids: tuple[GridToday, ...]
    urgent: tuple[TicketLine, ...]
    dangers: Dangers | None
    requests: Pressing | None
    cleaning: Uncleaned | None
    last_backup: str
    backup: str


def today_board(desk: Desk) -> Board:
    """Put together what matters on the day that is looked at."""
    lines = find_tickets(desk, Asked())
    by_grid: dict[str, list[TicketLine]] = defaultdict(list)
    for line in lines:
        by_grid[line.grid].append(line)
    heads = _heads(desk)
    names = sorted(by_grid, key=lambda name: (not name, list(heads).index(name) if name in heads else len(heads)))
    grids = tuple(_grid(desk, name, heads.get(name, ""), by_grid[name]) for name in names)
    urgent = sorted((line for line in lines if nearness(desk, line)), key=lambda line: (line.due, line.number))
    total, kinds = _grid(desk, "", "", lines), open_kinds(desk.reader, desk.pid)
    return Board(
        day=desk.today,
        headline=f"{desk.project.name}  {desk.today}  未完 {total.open}  待验收 {total.to_verify}  "
        f"预警 {total.due_soon}  今天到期 {total.due_today}  超期 {total.overdue}",
        grids=grids,
        urgent=tuple(urgent),
        dangers=_dangers(desk) if kinds & {"hazard", "incident"} else None,
        requests=_requests(desk) if "request" in kinds else None,
        cleaning=_cleaning(desk) if "cleaning" in kinds else None,
        **_backup(desk),
    )


def _dangers(desk: Desk) -> Dangers:
    from gridctl.services.hazards.today import dangers  # noqa: PLC0415 - most days there are none

    return dangers(desk)


def _requests(desk: Desk) -> Pressing:
    from gridctl.services.requests.today import pressing  # noqa: PLC0415 - likewise

    return pressing(desk)


def _cleaning(desk: Desk) -> Uncleaned:
    from gridctl.services.cleaning.today import uncleaned  # noqa: PLC0415 - likewise

    return uncleaned(desk)


def _backup(desk: Desk) -> dict[str, str]:
    last = last_backup(desk.reader.path)
    if last is None:
        return {"last_backup": "", "backup": "还没有备份过，运行 gridctl ledger backup 文件夹"}
    at = desk.local(last.created_at)
    days = (desk.today - at.date()).days
    return {
        "last_backup": at.isoformat(timespec="minutes"),
        "backup": f"最近备份 {at:%Y-%m-%d %H:%M}" + (f"，已过 {days} 天" if days > 0 else ""),
    }


def _heads(desk: Desk) -> dict[str, str]:
    """The name of who heads each grid today, in the order of the grids' codes."""
    grids = sorted(heads_on(desk, desk.today), key=lambda grid: code_order(grid[0]))
    return {name: head for _, name, head in grids}


def _grid(desk: Desk, name: str, head: str, lines: Iterable[TicketLine]) -> GridToday:
    lines = tuple(lines)
    marks = [nearness(desk, line) for line in lines]
    return GridToday(
        grid=name or "未划入网格",
        head=head,
        open=len(lines),
        to_verify=sum(line.state == State.TO_VERIFY for line in lines),
        due_soon=marks.count("soon"),
        due_today=marks.count("today"),
        overdue=marks.count("overdue"),
    )
