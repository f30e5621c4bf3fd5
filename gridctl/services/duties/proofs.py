"""What proves that duties were done between two days, by duty and ground, as the rules of judging take it (I8)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import grace_ends
from gridctl.domain.duties.duties import DutyScope, ProofKind
from gridctl.domain.duties.judging import DAY_MINUTES, WHOLE, Proof
from gridctl.domain.months import last_day
from gridctl.store import duty_reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.domain.duties.duties import Definition
    from gridctl.domain.duties.people import Ground
    from gridctl.domain.duties.windows import Window
    from gridctl.services.desk import Desk
    from gridctl.store.duty_reads import ListPoints, ProofRow, RecordRow

_OWN_BOOK = (ProofKind.RECORD, ProofKind.SUPERVISION)
"""The books whose duties `duty log` enters."""
Days = dict[date, list[Proof]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A record: which kind it is, whose ground it is of by scope, and what it proves."""

    codes: tuple[str, ...]
    grounds: dict[DutyScope, tuple[int | None, ...]]
    proof: Proof


@dataclass(frozen=True, slots=True)
class _List:
    """A version of a check-list, and the names of its points by code."""

    row: ListPoints
    points: dict[str, str]


@dataclass
class Proofs:
    """The records from `first` to `last`; a book is read when the first duty asks for it."""

    desk: Desk
    first: date
    last: date
    _books: dict[ProofKind, list[_Kept]] = field(default_factory=dict)
    _indexes: dict[tuple[str, str, DutyScope], dict[int | None, Days]] = field(default_factory=dict)
    _limits: dict[date, datetime] = field(default_factory=dict)
    _records: list[RecordRow] | None = None
    _excuses: dict[str, list[RecordRow]] = field(default_factory=dict)
    _lists: list[_List] | None = None

    def of(self, code: str, definition: Definition, ground: Ground, window: Window) -> list[Proof]:
        """The records of a duty on a ground in a window."""
        asked = code if definition.book in _OWN_BOOK else "", definition.proof, definition.scope
        if asked not in self._indexes:
            self._indexes[asked] = self._index(code, definition)
        days = self._indexes[asked].get(_ground_key(definition.scope, ground), {})
        if window.days == 1:
            return days.get(window.last, [])
        return [proof for day, found in days.items() if window.holds(day) for proof in found]

    def excused(self, code: str, scope: DutyScope, ground: Ground, window: Window) -> bool:
        """Whether a duty was excused: on this ground, or on all."""
        self._own()
        return any(
            window.holds(date.fromisoformat(row.day)) and _excuses(row, scope, ground)
            for row in self._excuses.get(code, ())
        )

    def points(self, definition: Definition, window: Window) -> dict[str, str]:
        """The points of a duty and their names: those of its check-list, the contractors to be scored, or WHOLE."""
        if definition.book is ProofKind.INSPECTION:
            return self._points_on(definition.book_code, window.last.isoformat()) or {WHOLE: ""}
        if definition.book is ProofKind.EVALUATION:
            first, last = window.first.isoformat(), window.last.isoformat()
            rows = duty_reads.cleaning_contractors(self.desk.reader, self.desk.pid)
            return {
                str(row.id): row.name
                for row in rows
                if row.valid_from <= last and (row.valid_to is None or first < row.valid_to)
            }
        return {WHOLE: ""}

    def _index(self, code: str, definition: Definition) -> dict[int | None, Days]:
        found: dict[int | None, Days] = {}
        for kept in self._matching(code, definition):
            for key in kept.grounds[definition.scope]:
                found.setdefault(key, {}).setdefault(kept.proof.day, []).append(kept.proof)
        return found

    def _matching(self, code: str, definition: Definition) -> Iterator[_Kept]:
        """The records of the kind that a duty asks for."""
        if definition.book is not ProofKind.RECORD:
            wanted = definition.book_code
            yield from (kept for kept in self._book(definition.book) if not wanted or wanted in kept.codes)
        if definition.book in _OWN_BOOK:
            yield from (self._kept_record(row) for row in self._own() if not row.excused and row.code == code)

    def _own(self) -> list[RecordRow]:
        if self._records is None:
            self._records = duty_reads.record_rows(self.desk.reader, self.desk.pid, self.first, self.last)
            for row in self._records:
                if row.excused:
                    self._excuses.setdefault(row.code, []).append(row)
        return self._records

    def _book(self, book: ProofKind) -> list[_Kept]:
        if book not in self._books:
            rows = duty_reads.proof_rows(self.desk.reader, self.desk.pid, book, self.first, self.last)
            self._books[book] = list(self._read(book, rows))
        return self._books[book]

    def _read(self, book: ProofKind, rows: Iterable[ProofRow]) -> Iterator[_Kept]:
        counted = _counted_modes() if book is ProofKind.VISIT else ()
        for row in rows:
            if book is ProofKind.VISIT and row.code not in counted:
                continue
            codes, points = self._said(book, row)
            yield _Kept(codes, _grounds(row), self._proof(row, points))

    def _said(self, book: ProofKind, row: ProofRow) -> tuple[tuple[str, ...], frozenset[str] | None]:
        """Which kinds of record a row is, and the points that it proves."""
        if book is ProofKind.INSPECTION:
            made_with = next(one for one in self._lists_known() if one.row.id == row.part)
            answered = frozenset(point for point, answer in json.loads(row.answers).items() if answer)
            return (made_with.row.code,), None if answered >= made_with.points.keys() else answered
        if book is ProofKind.EVALUATION:
            return (), frozenset({str(row.part)})
        also = json.loads(str(row.part)) if book is ProofKind.MEETING else ()
        return (row.code, *also), None

    def _kept_record(self, row: RecordRow) -> _Kept:
        proof = Proof(date.fromisoformat(row.day), _minute(row.at, row.day), self._delay(row.day, row.recorded_at))
        return _Kept((row.code,), _grounds(row), proof)

    def _proof(self, row: ProofRow, points: frozenset[str] | None) -> Proof:
        day = row.day if len(row.day) > len("2026-03") else str(last_day(date.fromisoformat(f"{row.day}-01")))
        return Proof(date.fromisoformat(day), _minute(row.at, day), self._delay(day, row.recorded_at), points)

    def _delay(self, day: str, recorded_at: str) -> int:
        """By how many days something of a day was entered after the grace; what tells no instant is in time."""
        when = date.fromisoformat(day)
        if not recorded_at or when < self.desk.project.live_from:
            return 0
        if when not in self._limits:
            grace = self.desk.policy("late_entry_grace", when)
            self._limits[when] = grace_ends(when, grace, self.desk.calendar())
        entered = self.desk.local(recorded_at)
        return 0 if entered <= self._limits[when] else max(1, (entered.date() - when).days)

    def _lists_known(self) -> list[_List]:
        """Every version of every check-list."""
        if self._lists is None:
            rows = duty_reads.checklist_points(self.desk.reader, self.desk.pid)
            self._lists = [_List(row, _point_names(row.definition)) for row in rows]
        return self._lists

    def _points_on(self, code: str, day: str) -> dict[str, str]:
        """The points of a check-list as it is on a day."""
        found = (one for one in self._lists_known() if one.row.code == code and one.row.valid_from <= day)
        return next((one.points for one in found if one.row.valid_to is None or day < one.row.valid_to), {})


def _point_names(definition: str) -> dict[str, str]:
    return {point["code"]: point["name"] for point in json.loads(definition)["points"]}


def _ground_key(scope: DutyScope, ground: Ground) -> int | None:
    if scope is DutyScope.PERSON:
        return ground.staff
    if scope in (DutyScope.PLACE, DutyScope.HOME):
        return ground.place
    return ground.building if scope is DutyScope.BUILDINGS else ground.grid


def _grounds(row: ProofRow | RecordRow) -> dict[DutyScope, tuple[int | None, ...]]:
    """By scope, whose duty a record proves; for the project any does, for a person only his own."""
    partner = getattr(row, "partner", None)
    return {
        DutyScope.GRID: (row.grid,),
        DutyScope.BUILDINGS: (row.building,),
        DutyScope.PLACE: (row.place,),
        DutyScope.HOME: (row.place,),
        DutyScope.PERSON: (row.staff, *((partner,) if partner else ())),
        DutyScope.PROJECT: (None,),
    }


def _excuses(row: RecordRow, scope: DutyScope, ground: Ground) -> bool:
    said = {
        DutyScope.GRID: row.grid,
        DutyScope.BUILDINGS: row.building,
        DutyScope.PLACE: row.place,
        DutyScope.HOME: row.place,
        DutyScope.PERSON: row.staff,
        DutyScope.PROJECT: None,
    }[scope]
    return said is None or said == _ground_key(scope, ground)


def _minute(at: str, day: str) -> int | None:
    """The minute of a moment of a day; the end of the day where it was past that day's midnight."""
    written, _, clock = at.partition(" ")
    if written > day:
        return DAY_MINUTES
    return int(clock[:2]) * 60 + int(clock[3:5]) if clock else None


def _counted_modes() -> tuple[str, ...]:
    from gridctl.regulation.visits import visit_modes  # noqa: PLC0415 - only where there are visits

    return tuple(mode.code for mode in visit_modes() if mode.counts)
