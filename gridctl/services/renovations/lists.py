"""Renovation files as they are looked at: what stands out first, names masked unless asked with a reason (H9, H6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text, mask_name, mask_phone
from gridctl.domain.renovations import EVENT_WORDS, STATE_WORDS, EventKind, RenovationState
from gridctl.domain.text import code_order, meant
from gridctl.errors import UsageError
from gridctl.services.grids.finding import find_grid
from gridctl.services.places.finding import find_place_id
from gridctl.services.renovations.finding import events_of, is_open
from gridctl.services.tickets.chains import parts
from gridctl.services.visits.lists import place_names
from gridctl.store.answering import grid_of
from gridctl.store.grids import GRID
from gridctl.store.renovations import RENOVATION, RENOVATION_EVENT
from gridctl.store.staff import STAFF
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridctl.domain.renovations import Renovation, RenovationEvent
    from gridctl.services.desk import Desk

_IN_WORK = (RenovationState.IN_WORK, RenovationState.EXPIRED, RenovationState.FAILED)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which files are wanted, as typed; only open ones, unless `everything`."""

    place: str = ""
    grid: str = ""
    state: str = ""
    expired: bool = False
    unpatrolled: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class RenovationLine:
    """A file as it stands today.

    `expired_days` is null unless the permit has run out while work goes on; `patrolled` how often today, null where the
    home is not under renovation; `violations` are those not put right.
    """

    number: int
    place: str
    grid: str
    applicant: str
    phone: str
    company: str
    works: str
    applied_on: date
    permit: str
    permit_from: date | None
    permit_until: date | None
    expired_days: int | None
    state: str
    state_name: str
    patrolled: int | None
    last_patrol: date | None
    violations: int
    finished_on: date | None
    accepted_on: date | None
    accepted_by: str
    passed: bool | None
    cancelled_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """A patrol or a violation; `overdue_days` is null unless a violation's limit has passed and it is not put right."""

    number: int
    renovation: int
    place: str
    day: date
    kind: str
    kind_name: str
    name: str
    what: str
    due: date | None
    overdue_days: int | None
    mended_on: date | None
    ticket: str


@dataclass(frozen=True, slots=True)
class RenovationCard(RenovationLine):
    """A file with everything that happened at the home."""

    events: tuple[EventLine, ...]


def find_renovations(desk: Desk, asked: Asked, *, full: bool = False) -> list[RenovationLine]:
    """The files that are asked for: permits run out first, then homes that nobody patrolled today."""
    conditions = [RENOVATION.c["place"] == find_place_id(desk, asked.place, public=False)] if asked.place else []
    state, grid = _state(asked.state) if asked.state else None, find_grid(desk, asked.grid).name if asked.grid else ""
    rows = desk.reader.find(RENOVATION, desk.pid, *conditions)
    if not (asked.everything or state):
        rows = [row for row in rows if is_open(row)]
    lines = [
        line
        for line in renovation_lines(desk, rows, full=full)
        if (state is None or line.state == state)
        and grid in ("", line.grid)
        and (line.expired_days or not asked.expired)
        and (line.patrolled == 0 or not asked.unpatrolled)
    ]
    return sorted(lines, key=_standing_out)


def renovation_lines(desk: Desk, rows: Iterable[Renovation], *, full: bool = False) -> list[RenovationLine]:
    """Files in words, as they stand today; masked unless `full`."""
    rows = list(rows)
    staff = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    grids = {grid.id: grid.name for grid in desk.reader.find(GRID, desk.pid)}
    places, events = place_names(desk, (row.place for row in rows)), _events(desk, rows)
    return [
        _line(
            desk,
            row,
            places[row.place],
            grids.get(grid_of(desk.reader, desk.pid, row.place, desk.today) or 0, ""),
            events.get(row.id, ()),
            staff,
            full=full,
        )
        for row in rows
    ]


def renovation_card(desk: Desk, row: Renovation, *, full: bool = False) -> RenovationCard:
    """One file with all that happened at the home."""
    [line] = renovation_lines(desk, [row], full=full)
    known = {name: getattr(line, name) for name in RenovationLine.__slots__}
    return RenovationCard(**known, events=tuple(event_lines(desk, events_of(desk, row.id), full=full)))


def event_lines(desk: Desk, rows: Sequence[RenovationEvent], *, full: bool = False) -> list[EventLine]:
    """Patrols and violations in words; numbers in them are masked unless `full`."""
    staff = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    files = _files(desk, sorted({row.renovation for row in rows}))
    places = place_names(desk, (row.place for row in files.values()))
    keys = sorted({row.ticket for row in rows if row.ticket is not None})
    codes = {one.id: one.code for one in desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(keys))} if keys else {}
    return [
        EventLine(
            number=row.id,
            renovation=row.renovation,
            place=places[files[row.renovation].place],
            day=row.day,
            kind=row.kind,
            kind_name=EVENT_WORDS[EventKind(row.kind)],
            name=staff[row.staff],
            what=row.what if full else mask_free_text(row.what),
            due=row.due,
            overdue_days=_overdue(row, desk.today),
            mended_on=row.mended_on,
            ticket=codes.get(row.ticket or 0, ""),
        )
        for row in rows
    ]


def standing_out(lines: Iterable[RenovationLine]) -> list[str]:
    """What stands out among files, in words: permits run out, homes that nobody patrolled today, violations left."""
    lines = list(lines)
    expired = [f"{line.place}（{line.expired_days} 天）" for line in lines if line.expired_days]
    alone = [line.place for line in lines if line.patrolled == 0]
    left = [f"{line.place}（{line.violations} 处）" for line in lines if line.violations]
    told = (
        (expired, "户许可已过期"),
        (alone, "户今天还没有巡查"),
        (left, "户还有违规没有整改"),
    )
    return [f"{len(names)} {words}：{'、'.join(names)}" for names, words in told if names]


def _line(
    desk: Desk,
    row: Renovation,
    place: str,
    grid: str,
    events: Sequence[RenovationEvent],
    staff: Mapping[int, str],
    *,
    full: bool,
) -> RenovationLine:
    state = RenovationState.of(row, desk.today)
    patrols = [event.day for event in events if event.kind == EventKind.PATROL]
    violations = [event for event in events if event.kind == EventKind.VIOLATION and event.mended_on is None]
    return RenovationLine(
        number=row.id,
        place=place,
        grid=grid,
        applicant=row.applicant if full else mask_name(row.applicant),
        phone=row.phone if full else mask_phone(row.phone),
        company=row.company,
        works=row.works if full else mask_free_text(row.works),
        applied_on=row.applied_on,
        permit=row.permit,
        permit_from=row.permit_from,
        permit_until=row.permit_until,
        expired_days=row.expired_days(desk.today) or None,
        state=state.value,
        state_name=STATE_WORDS[state],
        patrolled=patrols.count(desk.today) if state in _IN_WORK else None,
        last_patrol=max(patrols, default=None),
        violations=len(violations),
        finished_on=row.finished_on,
        accepted_on=row.accepted_on,
        accepted_by=staff.get(row.accepted_by or 0, ""),
        passed=None if row.passed is None else bool(row.passed),
        cancelled_on=row.cancelled_on,
        note=row.note if full else mask_free_text(row.note),
    )


def _standing_out(line: RenovationLine) -> tuple[object, ...]:
    return not line.expired_days, line.patrolled != 0, code_order(line.grid), code_order(line.place), line.number


def _state(text: str) -> str:
    state = meant(text, STATE_WORDS)
    if state is None:
        raise UsageError(f"装修档案没有“{text}”这个状态", f"状态有：{'、'.join(STATE_WORDS.values())}")
    return state.value


def _events(desk: Desk, rows: list[Renovation]) -> dict[int, list[RenovationEvent]]:
    """By file, what happened at the home."""
    found: dict[int, list[RenovationEvent]] = {}
    for part in parts([row.id for row in rows]):
        for event in desk.reader.find(RENOVATION_EVENT, desk.pid, RENOVATION_EVENT.c["renovation"].in_(part)):
            found.setdefault(event.renovation, []).append(event)
    return found


def _files(desk: Desk, keys: Sequence[int]) -> dict[int, Renovation]:
    found = (
        row for part in parts(keys) for row in desk.reader.find(RENOVATION, desk.pid, RENOVATION.c["id"].in_(part))
    )
    return {row.id: row for row in found}


def _overdue(row: RenovationEvent, today: date) -> int | None:
    if row.due is None or row.mended_on is not None:
        return None
    return max(0, (today - row.due).days) or None
