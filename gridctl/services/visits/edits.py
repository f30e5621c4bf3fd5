"""Visits put right (更正): the needs that they found follow them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.sheets import retyped
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.visits import NOBODY, visit_mode, visit_outcome
from gridctl.services.tickets.chains import parts
from gridctl.services.tickets.opening import refuse_future
from gridctl.services.visits.doers import refuse_away
from gridctl.services.visits.register import (
    WORD,
    at_home,
    find_visit,
    homes_meant,
    refuse_known,
    refuse_words_of_nobody,
    tell_oddities,
)
from gridctl.store.estates import PLACE
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.visits import NEED, VISIT

if TYPE_CHECKING:
    from gridctl.domain.visits import Need, Visit
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.visits.register import Said


def edit_visit(desk: WritingDesk, number: int, said: Said) -> Visit:
    """Put right what was typed of a visit; what is empty is left as it is, <清空> empties a text.

    Refuses what would be refused of a new one, and a day after a need of it was settled.
    """
    row = find_visit(desk, number)
    after = _edited(desk, row, said)
    if after == row:
        raise UsageError("没有说明要更正什么", "例如 --at 3-15、--outcome 无人、--by 林晓彤")
    needs = needs_of(desk, [row])
    refuse_words_of_nobody(after.outcome, after.people, needs)
    refuse_known(desk, [after])
    moved = [_followed(need, after) for need in needs]
    desk.tx.update(VISIT, [after])
    desk.tx.update(NEED, [need for need, before in zip(moved, needs, strict=True) if need != before])
    visitor = desk.reader.alike(STAFF, desk.pid, id=after.staff)[0]
    tell_oddities(desk, visitor, [after], desk.reader.find(PLACE, desk.pid, PLACE.c["id"] == after.place))
    return after


def needs_of(desk: Desk, rows: list[Visit]) -> list[Need]:
    """The needs that visits found, in the order they were noted."""
    visit = NEED.c["visit"]
    return [
        need for part in parts([row.id for row in rows]) for need in desk.reader.find(NEED, desk.pid, visit.in_(part))
    ]


def _edited(desk: WritingDesk, row: Visit, said: Said) -> Visit:
    at = parse_moment(said.at, desk.now) if said.at else Moment.parse_stored(row.at)
    refuse_future(desk, at)
    staff = find_staff(desk.reader, desk.pid, said.by).id if said.by else row.staff
    refuse_away(desk, desk.reader.alike(STAFF, desk.pid, id=staff)[0], at.day, WORD)
    outcome = visit_outcome(said.outcome).code if said.outcome else row.outcome
    after = replace(
        row,
        day=at.day,
        at=str(at),
        staff=staff,
        mode=visit_mode(said.mode).code if said.mode else row.mode,
        outcome=outcome,
        people=retyped(said.people, row.people if outcome != NOBODY else ""),
        note=retyped(said.note, row.note),
    )
    homes = homes_meant(desk, said.places)
    place = homes[0].id if homes else row.place
    return after if place is None else at_home(desk, after, place)


def _followed(need: Need, visit: Visit) -> Need:
    """The need with the day, home and person of its visit."""
    if not need.solved and need.settled_on is not None and need.settled_on < visit.day:
        raise RuleError(
            f"第 {need.id} 条需求 {need.settled_on} 已经办结，走访不能改到 {visit.day}",
            f"查看：gridctl need show {need.id}",
        )
    settled = visit.day if need.solved else need.settled_on
    return replace(need, day=visit.day, place=visit.place, grid=visit.grid, staff=visit.staff, settled_on=settled)
