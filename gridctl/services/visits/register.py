"""Visits as they are entered: households, who went, how it came out, and what was needed there (D9 入户走访制度 一、二)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.text import clean
from gridctl.domain.visits import Visit
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.estates import room_states
from gridctl.regulation.visits import MET, NOBODY, visit_mode, visit_modes, visit_outcome
from gridctl.services.grids.finding import find_grid
from gridctl.services.needs.register import Noted, needs_said, note_needs
from gridctl.services.places.finding import find_place_id, place_name
from gridctl.services.tickets.opening import refuse_future
from gridctl.services.visits.doers import all_assignments, before_or_after, doer_meant
from gridctl.store.answering import grid_of
from gridctl.store.estates import PLACE
from gridctl.store.transactions import utc_text
from gridctl.store.visits import VISIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gridctl.domain.estates import Place
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk, WritingDesk

WORD = "走访"
HOME, TALK = "home", "talk"
EMPTY = ("vacant", "undelivered", "unsold")  # states of a room in which nobody lives


@dataclass(frozen=True, slots=True)
class Said:
    """A visit as typed; several places for one that came out alike, none for a talk with several households.

    `needs` are open, `solved` were solved on the spot; each is 种类:内容 or the words alone.
    """

    places: Sequence[str] = ()
    by: str = ""
    at: str = ""
    mode: str = ""
    outcome: str = ""
    people: str = ""
    needs: Sequence[str] = ()
    solved: Sequence[str] = ()
    grid: str = ""
    note: str = ""


def add_visits(desk: WritingDesk, said: Said) -> list[Visit]:
    """Keep a visit of each household, with what was needed; what is odd about it is told of.

    UsageError and RuleError where something does not fit: somebody on leave, a day to come, needs of nobody.
    """
    at = parse_moment(said.at, desk.now) if said.at else Moment.of(desk.now)
    refuse_future(desk, at)
    visitor = doer_meant(desk, said.by, at.day, WORD)
    visit = _visit(desk, said, visitor, at)
    noted = [*needs_said(said.needs, solved=False), *needs_said(said.solved, solved=True)]
    refuse_words_of_nobody(visit.outcome, visit.people, noted)
    places = homes_meant(desk, said.places)
    _refuse_mixing(visit, places, noted)
    rows = [at_home(desk, visit, place.id) for place in places] or [visit]
    refuse_known(desk, rows)
    kept = keep_visits(desk, rows)
    for row in kept:
        note_needs(desk, row, noted)
    tell_oddities(desk, visitor, kept, places)
    return kept


def keep_visits(desk: WritingDesk, rows: Sequence[Visit]) -> list[Visit]:
    """Write visits that were checked, each with an id."""
    first = desk.tx.next_id(desk.pid, VISIT, len(rows)) if rows else 0
    kept = [replace(row, id=first + i) for i, row in enumerate(rows)]
    desk.tx.insert(VISIT, kept)
    return kept


def at_home(desk: Desk, visit: Visit, place: int) -> Visit:
    """The visit as one of a home, in the home's grid of that day."""
    return replace(visit, place=place, grid=grid_of(desk.reader, desk.pid, place, visit.day))


def find_visit(desk: Desk, number: int) -> Visit:
    """The visit of a number."""
    row = desk.reader.get(VISIT, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 次走访", "查看编号：gridctl visit list")
    return row


def refuse_words_of_nobody(outcome: str, people: str, noted: Sequence[object]) -> None:
    """Refuse people or needs where nobody was there (UsageError)."""
    if outcome == NOBODY and (clean(people) or noted):
        what = "需求" if noted else "在场人"
        raise UsageError(f"结果写的是无人，却写了{what}", "见到人的不写 --outcome，或写 --outcome 见到")


def refuse_known(desk: Desk, rows: Iterable[Visit]) -> None:
    """Refuse a visit that is there already: the same household, person, moment and outcome (RuleError)."""
    for row in rows:
        for known in desk.reader.alike(VISIT, desk.pid, day=row.day.isoformat(), staff=row.staff):
            same = (known.at, known.place, known.mode, known.outcome) == (row.at, row.place, row.mode, row.outcome)
            if same and row.place is not None and known.id != row.id:
                raise RuleError(
                    f"这次走访已经登记过，是第 {known.id} 次（{known.at}）",
                    f"更正：gridctl visit edit {known.id}；确是又去了一次的，用 --at 写明几点",
                )


def tell_oddities(desk: Desk, visitor: Staff, rows: Sequence[Visit], places: Iterable[Place]) -> None:
    """Say what deserves a look: homes in which nobody lives, ground that was not his that day."""
    known = {place.id: place for place in places}
    for row in rows:
        place = known.get(row.place or 0)
        if place is None:
            continue
        odd = oddities(desk, visitor, place, row)
        if odd:
            desk.notices.append(f"第 {row.id} 次走访 {place_name(desk, place)}：{'；'.join(odd)}")


def oddities(desk: Desk, visitor: Staff, place: Place, row: Visit) -> list[str]:
    """What is odd about a visit, each in words."""
    counts = any(mode.counts for mode in visit_modes() if mode.code == row.mode)
    odd = []
    if counts and place.state in EMPTY:
        state = next(one.name for one in room_states() if one.code == place.state)
        odd.append(f"房屋登记为{state}，核对房号；已经有人住的，更新房屋状态")
    if told := before_or_after(desk, visitor, place, row.grid, row.day):
        odd.append(f"{told}，核对日期和人员")
    return odd


def homes_meant(desk: Desk, texts: Sequence[str]) -> list[Place]:
    """The homes that are meant, in the order they were typed; UsageError for one that is named twice."""
    keys = [find_place_id(desk, text, public=False) for text in texts]
    twice = next((text for i, text in enumerate(texts) if keys[i] in keys[:i]), None)
    if twice:
        raise UsageError(f"“{twice}”写了两次", "每一户只写一次")
    found = {place.id: place for place in desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(keys))} if keys else {}
    return [found[key] for key in keys]


def _visit(desk: WritingDesk, said: Said, visitor: Staff, at: Moment) -> Visit:
    """The visit as typed, of no home yet."""
    return Visit(
        project=desk.pid,
        id=0,
        day=at.day,
        at=str(at),
        place=None,
        grid=_grid(desk, said, visitor, at.day),
        staff=visitor.id,
        mode=visit_mode(said.mode or HOME).code,
        outcome=visit_outcome(said.outcome).code if said.outcome else MET,
        people=clean(said.people),
        note=clean(said.note),
        recorded_at=utc_text(desk.tx.now),
    )


def _refuse_mixing(visit: Visit, places: Sequence[Place], noted: Sequence[Noted]) -> None:
    if not places and visit.mode != TALK:
        raise UsageError(
            "没有写走访哪一户", "写明房号，例如 gridctl visit add 3栋2单元101；座谈可以不写，写 --mode 座谈"
        )
    if len(places) > 1 and (noted or visit.people):
        raise UsageError("写了几户，不知道是哪一户的需求或在场人", "有需求的一户一户地登记；几户一起只用于结果一样的")


def _grid(desk: Desk, said: Said, visitor: Staff, day: date) -> int | None:
    """The grid of a talk: the one that is said, else the visitor's own where he has one."""
    if said.grid:
        return find_grid(desk, said.grid).id
    rows = (row for row in all_assignments(desk) if row.staff == visitor.id and holds_on(row, day))
    grids = {row.grid for row in rows if row.grid is not None}
    return grids.pop() if len(grids) == 1 else None
