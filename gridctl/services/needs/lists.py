"""Needs as they are listed: by kind, what is common first, with how long they have been open (D9 入户走访制度 五)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from gridctl.domain.privacy import mask_free_text
from gridctl.domain.text import meant
from gridctl.domain.tickets import State
from gridctl.domain.visits import NEED_WORDS, NeedState
from gridctl.errors import UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.regulation.visits import need_kind, need_kinds
from gridctl.services.grids.finding import find_grid
from gridctl.services.places.finding import find_place_id
from gridctl.services.tickets.chains import parts
from gridctl.services.visits.lists import place_names
from gridctl.store.grids import GRID
from gridctl.store.meetings import MEETING
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.tickets import TICKET
from gridctl.store.visits import NEED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.domain.visits import Need
    from gridctl.services.desk import Desk

_OVER = (State.DONE, State.VOID)
_SETTLED = (NeedState.SETTLED, NeedState.SOLVED)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which needs are wanted, as typed; only those that are not settled, unless `everything`."""

    kind: str = ""
    place: str = ""
    grid: str = ""
    staff: str = ""
    since: date | None = None
    until: date | None = None
    meeting: int | None = None
    state: str = ""
    everything: bool = False


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need; `open_days` is how long it has been open, null once it is settled.

    `meeting` is the number of the meeting it was chosen for, `visit` that of the visit that found it.
    """

    number: int
    day: date
    open_days: int | None
    kind: str
    kind_name: str
    what: str
    place: str
    grid: str
    name: str
    visit: int | None
    state: str
    state_name: str
    meeting: int | None
    meeting_day: date | None
    ticket: str
    ticket_state: str
    ticket_state_name: str
    settled_on: date | None
    settlement: str

    @property
    def where(self) -> str:
        """The home that spoke of it, else the grid."""
        return self.place or self.grid


@dataclass(frozen=True, slots=True)
class KindLine:
    """The needs of a kind that are not settled: how many, of how many households and grids, and since when."""

    kind: str
    kind_name: str
    count: int
    households: int
    grids: int
    chosen: int
    tickets: int
    longest_days: int
    average_days: int


def open_needs(desk: Desk) -> list[NeedLine]:
    """Every need that is not settled: the kind that most households have first, oldest first within it."""
    return find_needs(desk, Asked())


def chosen_needs(desk: Desk, meeting: int, *, full: bool = False) -> list[NeedLine]:
    """The needs that were chosen for a meeting, settled since or not; masked unless `full`."""
    return find_needs(desk, Asked(meeting=meeting, everything=True), full=full)


def find_needs(desk: Desk, asked: Asked, *, full: bool = False) -> list[NeedLine]:
    """The needs that are asked for: the kind that most households have first, oldest first within it."""
    state = need_state(asked.state) if asked.state else None
    if state in _SETTLED:
        asked = replace(asked, everything=True)
    rows = desk.reader.find(NEED, desk.pid, *_conditions(desk, asked), order="day")
    if state is not None:
        rows = [row for row in rows if NeedState.of(row) is state]
    return need_lines(desk, _by_weight(rows), full=full)


def kind_lines(desk: Desk, asked: Asked) -> list[KindLine]:
    """The kinds of the needs that are asked for, what most households have first."""
    kinds: dict[str, list[Need]] = {}
    for row in _by_weight(desk.reader.find(NEED, desk.pid, *_conditions(desk, asked), order="day")):
        kinds.setdefault(row.kind, []).append(row)
    names = {kind.code: kind.name for kind in need_kinds()}
    return [_kind(desk, code, names.get(code, code), rows) for code, rows in kinds.items()]


def need_lines(desk: Desk, rows: Iterable[Need], *, full: bool = False) -> list[NeedLine]:
    """Needs in words, as they stand today; masked unless `full`."""
    rows = list(rows)
    named = _Named(desk, rows)
    return [named.line(row, full=full) for row in rows]


class _Named:
    """What needs speak of by id, read once for all of them."""

    def __init__(self, desk: Desk, rows: list[Need]) -> None:
        self.today = desk.today
        self.staff = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
        self.grids = {grid.id: grid.name for grid in desk.reader.find(GRID, desk.pid)}
        self.kinds = {kind.code: kind.name for kind in need_kinds()}
        self.places = place_names(desk, (row.place for row in rows))
        self.tickets, self.meetings = _tickets(desk, rows), _meetings(desk, rows)

    def line(self, row: Need, *, full: bool) -> NeedLine:
        """A need in words."""
        state, ticket = NeedState.of(row), self.tickets.get(row.ticket or 0)
        show = str if full else mask_free_text
        return NeedLine(
            number=row.id,
            day=row.day,
            open_days=None if row.settled_on else (self.today - row.day).days,
            kind=row.kind,
            kind_name=self.kinds.get(row.kind, row.kind),
            what=show(row.what),
            place=self.places.get(row.place or 0, ""),
            grid=self.grids.get(row.grid or 0, ""),
            name=self.staff.get(row.staff or 0, ""),
            visit=row.visit,
            state=state.value,
            state_name=NEED_WORDS[state],
            meeting=row.meeting,
            meeting_day=self.meetings.get(row.meeting or 0),
            ticket=ticket.code if ticket else "",
            ticket_state=ticket.state if ticket else "",
            ticket_state_name=ticket_kind(ticket.kind).state_name(ticket.state) if ticket else "",
            settled_on=row.settled_on,
            settlement=show(row.settlement),
        )


def need_state(text: str) -> NeedState:
    """The state that is meant (`未解决`, `open`); UsageError with all of them where there is none."""
    state = meant(text, NEED_WORDS)
    if state is None:
        raise UsageError(f"需求没有“{text}”这个状态", f"状态有：{'、'.join(NEED_WORDS.values())}")
    return state


def ready_words(lines: Iterable[NeedLine]) -> str:
    """Which needs may be settled, because their tickets are done; "" where none."""
    ready = [str(line.number) for line in lines if line.settled_on is None and line.ticket_state in _OVER]
    if not ready:
        return ""
    return f"单子已办完的需求：{'、'.join(ready)}；告知住户后办结：gridctl need settle {ready[0]} --how 文字"


def _conditions(desk: Desk, asked: Asked) -> list[Any]:
    column = NEED.c
    conditions: list[Any] = [] if asked.everything else [column["settled_on"].is_(None)]
    if asked.since:
        conditions.append(column["day"] >= asked.since)
    if asked.until:
        conditions.append(column["day"] <= asked.until)
    if asked.kind:
        conditions.append(column["kind"] == need_kind(asked.kind).code)
    if asked.place:
        conditions.append(column["place"] == find_place_id(desk, asked.place))
    if asked.grid:
        conditions.append(column["grid"] == find_grid(desk, asked.grid).id)
    if asked.staff:
        conditions.append(column["staff"] == find_staff(desk.reader, desk.pid, asked.staff).id)
    if asked.meeting is not None:
        conditions.append(column["meeting"] == asked.meeting)
    return conditions


def _by_weight(rows: Sequence[Need]) -> list[Need]:
    """Rows of the same kind together, the kind of most households first; otherwise as they were."""
    kinds: dict[str, list[Need]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    order = [kind.code for kind in need_kinds()]

    def weight(kind: str) -> tuple[int, int, int]:
        found = kinds[kind]
        return -_households(found), -len(found), order.index(kind) if kind in order else len(order)

    return [row for kind in sorted(kinds, key=weight) for row in kinds[kind]]


def _households(rows: Iterable[Need]) -> int:
    """How many households; a need without a home is somebody's by itself."""
    return len({("home", row.place) if row.place is not None else ("need", row.id) for row in rows})


def _kind(desk: Desk, code: str, name: str, rows: list[Need]) -> KindLine:
    days = [((row.settled_on or desk.today) - row.day).days for row in rows]
    return KindLine(
        kind=code,
        kind_name=name,
        count=len(rows),
        households=_households(rows),
        grids=len({row.grid for row in rows if row.grid is not None}),
        chosen=sum(row.meeting is not None for row in rows),
        tickets=sum(row.ticket is not None for row in rows),
        longest_days=max(days),
        average_days=round(sum(days) / len(days)),
    )


def _tickets(desk: Desk, rows: list[Need]) -> dict[int, Ticket]:
    keys = sorted({row.ticket for row in rows if row.ticket is not None})
    return {one.id: one for part in parts(keys) for one in desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(part))}


def _meetings(desk: Desk, rows: list[Need]) -> dict[int, date]:
    keys = sorted({row.meeting for row in rows if row.meeting is not None})
    found = desk.reader.find(MEETING, desk.pid, MEETING.c["id"].in_(keys)) if keys else []
    return {one.id: one.day for one in found}
