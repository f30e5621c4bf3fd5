"""Visits from a sheet: one is known by household, person and moment; a row more of it brings another need (H4)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from gridctl.domain.places import building_key, phase_key, room_key, unit_key
from gridctl.domain.privacy import mask_free_text, mask_name
from gridctl.domain.text import clean
from gridctl.domain.visits import Visit
from gridctl.errors import GridctlError
from gridctl.regulation.visits import (
    MET,
    NOBODY,
    need_kind,
    need_said,
    visit_mode,
    visit_modes,
    visit_outcome,
    visit_outcomes,
)
from gridctl.services.estates.houses import shown_phase
from gridctl.services.imports import Draft, Write, import_sheet, kept_text
from gridctl.services.needs.register import Noted, note_needs
from gridctl.services.places.finding import PlaceBook
from gridctl.services.tickets.opening import refuse_future
from gridctl.services.visits.doers import refuse_away
from gridctl.services.visits.register import HOME, WORD, at_home, keep_visits, oddities, refuse_words_of_nobody
from gridctl.store.estates import PLACE
from gridctl.store.staff import find_staff
from gridctl.store.transactions import utc_text
from gridctl.store.visits import NEED, VISIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gridctl.domain.imports import ImportResult, Numbered, Parsed, Problem
    from gridctl.domain.moments import Moment
    from gridctl.domain.sheets import VisitRow, Words
    from gridctl.domain.staff import Staff
    from gridctl.domain.visits import Need
    from gridctl.regulation.words import Word
    from gridctl.services.desk import Caller, WritingDesk
    from gridctl.services.imports import Difference

Key = tuple[str, int, int]
"""A visit by its moment, home and person."""
Value = TypeVar("Value")


def import_visits(caller: Caller, parsed: Parsed[VisitRow], *, apply: bool, skip_wrong: bool = False) -> ImportResult:
    """Import visits; what the sheet says of persons is masked in the result (H6)."""
    result = import_sheet(caller, "visit", parsed, plan_visits, apply=apply, skip_wrong=skip_wrong)
    people = {parsed.header[column] for name, column in parsed.columns.items() if name == "people"}

    def masked(problem: Problem) -> Problem:
        mask = mask_name if problem.column in people else mask_free_text
        return problem._replace(value=mask(problem.value), reason=mask_free_text(problem.reason))

    return replace(result, problems=tuple(map(masked, result.problems)), warnings=tuple(map(masked, result.warnings)))


def plan_visits(desk: WritingDesk, draft: Draft[VisitRow]) -> Write:
    """Say what becomes of each row."""
    plan = _Plan(desk, draft, PlaceBook(desk))
    for item in draft.rows:
        plan.take(item)
    return plan.write


@dataclass(slots=True)
class _Planned:
    """A visit of the sheet: as the ledger knows it (None: not yet), as it will be, and its new needs.

    `line` is the first that speaks of it, `kept` are the needs that it has, by their words.
    """

    known: Visit | None
    visit: Visit
    line: int
    needs: list[Noted] = field(default_factory=list)
    kept: dict[str, Need] = field(default_factory=dict)


@dataclass(slots=True)
class _Plan:
    """Turns rows into visits; what is wrong with one goes to the draft."""

    desk: WritingDesk
    draft: Draft[VisitRow]
    book: PlaceBook
    people: dict[str, Staff] = field(default_factory=dict)
    planned: dict[Key, _Planned] = field(default_factory=dict)

    def take(self, item: Numbered[VisitRow]) -> None:
        """Plan a row, unless something of it is wrong."""
        row, before = item.row, len(self.draft.problems)
        home = self._read(item, _home_field(row), lambda: self._home(row))
        person = self._read(item, "staff", lambda: self._person(row))
        mode = self._read(item, "mode", lambda: _code(row.mode, visit_mode))
        outcome = self._read(item, "outcome", lambda: _code(row.outcome, visit_outcome))
        noted = self._read(item, "need_kind", lambda: _noted(row)) or []
        if person is not None:
            self._read(item, "at", lambda: self._refuse_day(person, row.at))
        if home is None or person is None or len(self.draft.problems) > before:
            return
        key = str(row.at), home, person.id
        first = self.planned.get(key)
        planned = first or self._begin(key, item)
        after = _as_said(planned.visit, row, mode or "", outcome or "")
        if first and after != first.visit:
            self.draft.conflict(
                item.line, "", "", f"与第 {first.line} 行说的是同一次走访，方式、结果、在场人或记录不一样"
            )
            return
        needs = [*planned.needs, *noted]
        self._read(item, "outcome", lambda: refuse_words_of_nobody(after.outcome, "", needs))
        if len(self.draft.problems) > before:
            return
        self.planned[key] = planned
        self._tell(item, planned, after, noted, again=first is not None)
        if first is None and planned.known is None:
            self._warn(item, person, after)

    def write(self, desk: WritingDesk) -> None:
        """Write what is new and what has changed."""
        fresh = [one for one in self.planned.values() if one.known is None]
        for one, kept in zip(fresh, keep_visits(desk, [one.visit for one in fresh]), strict=True):
            note_needs(desk, kept, one.needs)
        known = [one for one in self.planned.values() if one.known is not None]
        desk.tx.update(VISIT, [one.visit for one in known if one.visit != one.known])
        for one in known:
            note_needs(desk, one.visit, one.needs)

    def _begin(self, key: Key, item: Numbered[VisitRow]) -> _Planned:
        """The visit of a key as the ledger has it, else a new one of which nothing is said yet."""
        desk, (at, home, staff) = self.desk, key
        rows = desk.reader.alike(VISIT, desk.pid, place=home, staff=staff, at=at)
        if rows:
            needs = desk.reader.alike(NEED, desk.pid, visit=rows[0].id)
            return _Planned(rows[0], rows[0], item.line, kept={need.what: need for need in needs})
        new = Visit(desk.pid, 0, item.row.at.day, at, None, None, staff, HOME, MET, "", "", utc_text(desk.tx.now))
        return _Planned(None, at_home(desk, new, home), item.line)

    def _tell(
        self, item: Numbered[VisitRow], planned: _Planned, after: Visit, noted: list[Noted], *, again: bool
    ) -> None:
        """Say what the row brings, and keep it."""
        there = {*planned.kept, *(one.what for one in planned.needs)}
        brought = [one for one in noted if one.what not in there]
        self._warn_of_open(item, planned, noted)
        if planned.known is not None:
            differences = [
                *_differences(planned.visit, after),
                *(("需求", "", mask_free_text(one.what)) for one in brought),
            ]
            what = f"第 {planned.known.id} 次走访 {after.at} {self.book.name(after.place or 0)}"
            self.draft.changes(item.line, what, differences)
        elif again and not brought:
            self.draft.unchanged += 1
        else:
            self.draft.new += 1
        planned.visit = after
        planned.needs += brought

    def _warn_of_open(self, item: Numbered[VisitRow], planned: _Planned, noted: list[Noted]) -> None:
        """Say which needs the sheet has as solved that stand open in the ledger: how, the sheet does not say."""
        for one in noted:
            need = planned.kept.get(one.what)
            if need and one.solved and need.settled_on is None:
                hint = f"办结：gridctl need settle {need.id} --how 怎么办结的"
                written = self.draft.written(item.line, "solved")
                self.draft.warn(item.line, "solved", written, f"第 {need.id} 条需求还没有办结，没有改动；{hint}")

    def _warn(self, item: Numbered[VisitRow], person: Staff, visit: Visit) -> None:
        """Say what deserves a look: nobody lives there, or it was not his ground that day."""
        place, name = self.desk.reader.alike(PLACE, self.desk.pid, id=visit.place)[0], _home_field(item.row)
        for reason in oddities(self.desk, person, place, visit):
            self.draft.warn(item.line, name, self.draft.written(item.line, name), reason)

    def _read(self, item: Numbered[VisitRow], name: str, read: Callable[[], Value]) -> Value | None:
        """Read a cell; what cannot be read is a problem of it."""
        try:
            return read()
        except GridctlError as error:
            told = "；".join(filter(None, [error.message, error.hint, *getattr(error, "choices", ())]))
            self.draft.wrong(item.line, name, self.draft.written(item.line, name), told)
            return None

    def _home(self, row: VisitRow) -> int:
        if row.room is None:
            return self.book.find(shown_phase(phase_key(row.phase or "")) + (row.address or ""), public=False)
        keys = phase_key(row.phase or ""), building_key(row.building or ""), unit_key(row.unit or "")
        return self.book.room(*keys, room_key(row.room))

    def _person(self, row: VisitRow) -> Staff:
        if row.staff not in self.people:
            self.people[row.staff] = find_staff(self.desk.reader, self.desk.pid, row.staff)
        return self.people[row.staff]

    def _refuse_day(self, person: Staff, at: Moment) -> None:
        refuse_future(self.desk, at)
        refuse_away(self.desk, person, at.day, WORD)


def _home_field(row: VisitRow) -> str:
    return "address" if row.room is None else "room"


def _code(cell: Words, read: Callable[[str], Word]) -> str:
    text = kept_text(cell, "")
    return read(text).code if text else ""


def _noted(row: VisitRow) -> list[Noted]:
    """The need of a row; a kind in a column of its own goes before what its words say."""
    text = clean(row.need or "")
    if not text:
        return []
    kind, words = need_said(text)
    return [Noted(need_kind(row.need_kind) if row.need_kind else kind, words, row.solved == "是")] if words else []


def _as_said(visit: Visit, row: VisitRow, mode: str, outcome: str) -> Visit:
    """The visit as a row says it: a blank cell keeps what is there. Whose home it is, is nobody who was met."""
    outcome = outcome or visit.outcome
    return replace(
        visit,
        mode=mode or visit.mode,
        outcome=outcome,
        people=clean(kept_text(row.people, visit.people)) if outcome != NOBODY else "",
        note=clean(kept_text(row.note, visit.note)),
    )


def _differences(before: Visit, after: Visit) -> Iterator[Difference]:
    """The differences in Chinese, with nothing in them that a listing would hide."""
    words = {one.code: one.name for one in (*visit_modes(), *visit_outcomes())}
    told = (
        ("方式", words.get(before.mode, ""), words.get(after.mode, ""), before.mode != after.mode),
        ("结果", words.get(before.outcome, ""), words.get(after.outcome, ""), before.outcome != after.outcome),
        ("在场人", mask_name(before.people), mask_name(after.people), before.people != after.people),
        ("记录", mask_free_text(before.note), mask_free_text(after.note), before.note != after.note),
    )
    return ((label, old, new) for label, old, new, differs in told if differs)
