"""The book of open rounds: each opening, acceptance and voiding is an entry, so that every week ties to the last.

What a finished and issued week counted is never touched. When a fact of it is learned late, or corrected, the book gets
entries in the first week not yet issued: 补录 for what happened but was not entered, 调整 for what was counted elsewhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gridctl.domain.tickets import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.tickets import Movement, Round

FORM_CODE = "JBWY7.2.3-WI-ZC-KF-015-F01"  # the weekly summary, whose issue closes the book for its week


class Position(NamedTuple):
    """Where a round is counted: its category, and its place's grid with the grid's head on the opening day."""

    category: str
    grid: int | None
    head: int | None


class Fact(NamedTuple):
    """Something that opened or closed a round, and the day it happened."""

    reason: Reason
    delta: int
    day: date


class Handed(NamedTuple):
    """A round that went with its ground to another grid: counted at `before` until that day, at `after` from it on."""

    day: date
    before: Position
    after: Position


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry of the book before it has a key."""

    reason: Reason
    delta: int
    position: Position
    counts_on: date
    late: bool


def facts_of(row: Round) -> list[Fact]:
    """What has happened to a round so far, as the book counts it."""
    facts = [Fact(Reason.OPENED, 1, _day(row.opened))]
    if row.verified:
        facts.append(Fact(Reason.DONE, -1, _day(row.verified)))
    if row.voided:
        facts.append(Fact(Reason.VOIDED, -1, _day(row.voided)))
    return facts


def reconcile(
    issued: Sequence[Movement],
    facts: Iterable[Fact],
    position: Position,
    first_open: date,
    handed: Sequence[Handed] = (),
) -> list[Draft]:
    """Give the entries a round needs from `first_open` on, the first day not in an issued week.

    `issued` are the round's entries in issued weeks, which stand. Together with them the result adds up to the facts, at
    the position that is true now; `handed` says, in order of days, from where it came there (E6).
    """
    counted = {movement.reason for movement in issued}
    facts = tuple(facts)
    drafts = [_fact_draft(fact, position, first_open, handed) for fact in facts if fact.reason not in counted]
    drafts += _hand_overs(issued, drafts, first_open, handed)
    wanted = Counter({position: sum(fact.delta for fact in facts)})
    held: Counter[Position] = Counter()
    for movement in issued:
        held[position_of(movement)] += movement.delta
    for draft in drafts:
        held[draft.position] += draft.delta
    return drafts + _adjustments(held, wanted, first_open)


def _fact_draft(fact: Fact, position: Position, first_open: date, handed: Sequence[Handed]) -> Draft:
    day = max(fact.day, first_open)
    where = next((each.before for each in handed if day < each.day), position)
    return Draft(fact.reason, fact.delta, where, day, fact.day < first_open)


def _hand_overs(
    issued: Sequence[Movement], drafts: Sequence[Draft], first_open: date, handed: Sequence[Handed]
) -> list[Draft]:
    """Out of one grid and into the next, on each day of handing over on which the round was open."""
    entries: list[Movement | Draft] = [*issued, *drafts]
    days = {str(entry.reason): entry.counts_on for entry in entries if entry.reason != Reason.ADJUSTED}
    opened = days.pop(Reason.OPENED, date.max)
    closed = min(days.values(), default=date.max)
    return [
        Draft(Reason.ADJUSTED, sign, where, each.day, late=False)
        for each in handed
        if each.day >= first_open and opened < each.day <= closed
        for sign, where in ((-1, each.before), (1, each.after))
    ]


def _adjustments(held: Counter[Position], wanted: Counter[Position], day: date) -> list[Draft]:
    drafts = []
    for position in sorted({*held, *wanted}, key=repr):
        missing = wanted[position] - held[position]
        sign = 1 if missing > 0 else -1
        drafts += [Draft(Reason.ADJUSTED, sign, position, day, late=False)] * abs(missing)
    return drafts


def position_of(movement: Movement) -> Position:
    """Where an entry of the book counts."""
    return Position(movement.category, movement.grid, movement.head)


def as_draft(movement: Movement) -> Draft:
    """The entry without its key."""
    reason = Reason(movement.reason)
    return Draft(reason, movement.delta, position_of(movement), movement.counts_on, bool(movement.late))


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
