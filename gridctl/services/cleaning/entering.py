"""A line of the cleaning inspection's sheet, typed: found, told to the contractor, mended, accepted (D10 3.3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.services.cleaning.faults import KIND, Course, open_fault, record_fault
from gridctl.services.contractors.areas import contractors_for
from gridctl.services.contractors.register import find_contractor
from gridctl.services.contractors.telling import BY_PLACE, tell
from gridctl.services.places.finding import find_place_id
from gridctl.services.tickets.entering import Meant, entered
from gridctl.services.tickets.entry import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.tickets.entering import Entered


def contractor_typed(desk: Desk, text: str, place: str, category: str, day: date) -> Meant:
    """The contractor that was named or, by the place, the only one that answers there."""
    if text not in BY_PLACE:
        return _named(find_contractor(desk, text).name)
    found = [one.name for one in contractors_for(desk, KIND, category, find_place_id(desk, place), day)]
    if len(found) > 1:
        raise AmbiguousError(f"那里有 {len(found)} 家单位负责", "写明是哪一家", tuple(found))
    if not found:
        raise NotFoundError("没有登记那里由哪家单位负责", "写明单位，或写 - 空着")
    return _named(found[0])


def by_place() -> Meant:
    """That the register is to say who answers."""
    return _named(BY_PLACE[0])


def _named(name: str) -> Meant:
    return Meant(name, name)


def enter_fault(desk: WritingDesk, said: Mapping[str, str]) -> Entered:
    """Keep what was typed of a cleaning fault, by field."""
    names = ("place", "problem", "category", "opened", "paper")
    words = Words(kind=KIND, **{name: said.get(name, "") for name in names})
    by, contractor = said.get("found_by", ""), said.get("contractor", "")
    ticket = open_fault(desk, words, by=by, contractor=contractor, details={})
    told, mended = said.get("told", ""), said.get("finished", "")
    if mended:
        course = Course(told, mended, said.get("verifier", ""), said.get("verified", ""))
        ticket = record_fault(desk, ticket, course, by=by, contractor=contractor)
    elif told:
        [ticket] = tell(desk, [ticket.code], contractor, at=told, by=by, kind=KIND)
    return entered(desk, ticket)
