"""What is abnormal opens its hazard, repair or cleaning ticket, or is found to have an open one already (D2 三.3, D10 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Answer, Mark, Outcome
from gridctl.domain.moments import Moment
from gridctl.regulation.tickets import suggest_category, ticket_kind
from gridctl.services.inspections.placing import named, place_of, placed
from gridctl.store.inspection_reads import open_on
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridctl.domain.checklists import Point
    from gridctl.domain.staff import Staff
    from gridctl.domain.tickets import Ticket
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.inspections.grounds import Ground
    from gridctl.services.inspections.speaking import Spoken
    from gridctl.store.files import Kept

HAZARD, CLEANING = "hazard", "cleaning"
PATROL, JOINT = "patrol", "inspection"  # where a ticket comes from, as its kind lists it
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Round:
    """A list gone through on its ground at a moment, by somebody.

    `anew`: a known fault gets a ticket of its own; `at_once` are fields of hazards that were seen to on the spot, as typed.
    """

    version: Version
    ground: Ground
    at: Moment
    inspector: Staff
    anew: bool = False
    at_once: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What a point did with a ticket."""

    point: str
    ticket: int
    outcome: Outcome


def answered(
    desk: WritingDesk,
    round_: Round,
    said: Mapping[str, Spoken],
    photos: Mapping[str, Sequence[Kept]],
) -> tuple[dict[str, Answer], list[Link]]:
    """Answer points as they are said, opening what is abnormal; photographs hang on the ticket of their point."""
    answers: dict[str, Answer] = {}
    links: list[Link] = []
    for code, one in said.items():
        point = round_.version.points[code]
        place, words = placed(desk, one.words, round_.ground) if one.mark is Mark.ABNORMAL else (None, one.words)
        link = None
        if one.mark is Mark.ABNORMAL and point.opens:
            place = place_of(desk, round_.ground, point, place, round_.at.day)
            link = open_finding(desk, round_, code, place, words)
            links.append(link)
        kept = _attached(desk, photos.get(code, ()), link)
        answers[code] = Answer(one.mark, words, place, one.count, kept)
    return answers, links


def _attached(desk: WritingDesk, files: Sequence[Kept], link: Link | None) -> tuple[int, ...]:
    """Name kept files as those of the point's ticket, if it has one; gives their ids."""
    if not files:
        return ()
    from gridctl.services.tickets.attaching import add_attachment  # noqa: PLC0415 - few points have photographs

    return tuple(add_attachment(desk, file, "before", link.ticket if link else None).id for file in files)


def open_finding(desk: WritingDesk, round_: Round, code: str, place: int, words: str) -> Link:
    """Open the ticket of a point (by code) or find the one that is open already, which is told of."""
    point = round_.version.points[code]
    category = category_of(point, words)
    known = None if round_.anew else known_fault(desk, point, place, category, round_)
    if known is not None:
        from gridctl.services.tickets.repeats import fault_words  # noqa: PLC0415 - most rounds find nothing

        desk.notices.append(f"“{point.name}”已经有单：{fault_words(desk, known)}；另是一件事的，加上 --anew")
        return Link(point.code, known.id, Outcome.KNOWN)
    return Link(point.code, _open(desk, round_, point, place, category, words).id, Outcome.OPENED)


def category_of(point: Point, words: str) -> str:
    """The category of a point's ticket: its own, else what the words of the finding suggest."""
    if point.category:
        return point.category
    found = suggest_category(words, point.opens)
    return found.code if found else OTHER


def known_fault(desk: Desk, point: Point, place: int, category: str, round_: Round) -> Ticket | None:
    """The ticket of the same kind, place and category that was open on the day of the inspection."""
    found = open_on(desk.reader, desk.pid, round_.at.day, kind=point.opens, place=place, category=category)
    return desk.reader.get(TICKET, desk.pid, found) if found else None


def _open(desk: WritingDesk, round_: Round, point: Point, place: int, category: str, problem: str) -> Ticket:
    from gridctl.services.cleaning.faults import open_fault  # noqa: PLC0415 - most rounds find nothing
    from gridctl.services.hazards.register import open_hazard  # noqa: PLC0415 - likewise
    from gridctl.services.tickets.entry import Words, open_slip  # noqa: PLC0415 - likewise

    kind, who = point.opens, round_.inspector
    words = Words(
        place=named(desk, place),
        problem=problem,
        category=category,
        source=_source(kind, joint=bool(round_.version.definition.partner_posts)),
        reporter="" if kind == HAZARD else who.name,
        opened=str(round_.at),
        kind=kind,
    )
    if kind == HAZARD:
        return open_hazard(desk, words, _at_once(desk, round_), by=who.number)
    if kind == CLEANING:
        return open_fault(desk, words, by=who.number, details={})
    return open_slip(desk, words, by=who.number)


def _at_once(desk: WritingDesk, round_: Round) -> dict[str, str]:
    """What was done about a hazard on the spot; the report of one that is found now is of now."""
    said = dict(round_.at_once)
    if "reported_to" in said and round_.at == Moment.of(desk.now):
        said["reported_at"] = str(round_.at)
    return said


def _source(kind: str, *, joint: bool) -> str:
    known = {word.code for word in ticket_kind(kind).sources}
    return JOINT if joint and JOINT in known else PATROL
