"""One inspection, whole: its points, the tickets that came of them, what it settled and what still waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.inspections import OUTCOME_WORDS, Answer, Mark, Outcome, read_answers
from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.checklists import mark_signs
from gridctl.services.checklists.finding import version_of
from gridctl.services.inspections.checking import doubts_of
from gridctl.services.inspections.crew import Crew
from gridctl.services.inspections.grounds import ground_of
from gridctl.services.inspections.homes import home_words, homes_on
from gridctl.services.inspections.lists import InspectionLine, inspection_lines, links_of, tickets_of
from gridctl.services.inspections.settling import OpenLine, is_waiting, open_findings
from gridctl.services.places.finding import place_name
from gridctl.services.tickets.lists import TicketLine, ticket_lines
from gridctl.store.estates import PLACE

if TYPE_CHECKING:
    from gridctl.domain.inspections import Inspection, InspectionTicket
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk

_NOT_LOOKED_AT = Answer(Mark.NORMAL)  # stands for what says nothing: no words, no place, no count


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A point of an inspection: `mark` is null where it was not looked at; `ticket` is its number, with its outcome."""

    point: str
    name: str
    items: tuple[str, ...]
    mark: str
    mark_sign: str
    count: int | None
    place: str
    note: str
    photos: int
    ticket: str
    outcome: str
    outcome_name: str
    state_name: str


@dataclass(frozen=True, slots=True)
class SettledLine:
    """A ticket that the inspection accepted or sent back."""

    number: str
    place: str
    problem: str
    outcome: str
    outcome_name: str
    state_name: str


@dataclass(frozen=True, slots=True)
class InspectionCard(InspectionLine):
    """An inspection with its points, what it settled, what is open still, and what there is to say of it.

    `waiting` was mended by its day and waits to be accepted, `unmended` is not; `homes` were under renovation that day.
    `doubts` say that somebody was on leave, or that the ground or the post was not his.
    """

    answers: tuple[AnswerLine, ...]
    settled: tuple[SettledLine, ...]
    waiting: tuple[OpenLine, ...]
    unmended: tuple[OpenLine, ...]
    homes: tuple[str, ...]
    doubts: tuple[str, ...]


def inspection_card(desk: Desk, row: Inspection) -> InspectionCard:
    """One inspection, whole."""
    [line] = inspection_lines(desk, [row])
    version = version_of(desk, row.checklist)
    links = links_of(desk, [row.id])
    shown = {one.number: one for one in ticket_lines(desk, tickets_of(desk, [link.ticket for link in links]))}
    codes = {one.id: one.code for one in tickets_of(desk, [link.ticket for link in links])}
    by_point = {link.point: link for link in links if link.point}
    answers, places = read_answers(row.answers), _place_names(desk, row)
    found = open_findings(desk, version.definition.settles, ground_of(row), row.day)
    return InspectionCard(
        **{name: getattr(line, name) for name in InspectionLine.__slots__},
        answers=tuple(
            _answer(code, version, answers.get(code), places, by_point.get(code), codes, shown)
            for code in version.points
        ),
        settled=tuple(_settled(shown[codes[link.ticket]], Outcome(link.outcome)) for link in links if not link.point),
        waiting=tuple(one for one in found if is_waiting(one, row.day)),
        unmended=tuple(one for one in found if not is_waiting(one, row.day)),
        homes=tuple(map(home_words, homes_on(desk, version, ground_of(row), row.day))),
        doubts=tuple(doubts_of(Crew(desk), version, row)),
    )


def _place_names(desk: Desk, row: Inspection) -> dict[int, str]:
    keys = {answer.place for answer in read_answers(row.answers).values() if answer.place is not None}
    found = desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(keys)) if keys else []
    return {one.id: place_name(desk, one) for one in found}


def _answer(
    code: str,
    version: Version,
    answer: Answer | None,
    places: dict[int, str],
    link: InspectionTicket | None,
    codes: dict[int, str],
    shown: dict[str, TicketLine],
) -> AnswerLine:
    point, said = version.points[code], answer or _NOT_LOOKED_AT
    number = codes[link.ticket] if link else ""
    return AnswerLine(
        point=code,
        name=point.name,
        items=point.items,
        mark=said.mark.value if answer else "",
        mark_sign=mark_signs()[said.mark] if answer else "",
        count=said.count,
        place=places.get(said.place or 0, ""),
        note=mask_free_text(said.note),
        photos=len(said.photos),
        ticket=number,
        outcome=link.outcome if link else "",
        outcome_name=OUTCOME_WORDS[Outcome(link.outcome)] if link else "",
        state_name=shown[number].state_name if number else "",
    )


def _settled(line: TicketLine, outcome: Outcome) -> SettledLine:
    return SettledLine(line.number, line.place, line.problem, outcome.value, OUTCOME_WORDS[outcome], line.state_name)
