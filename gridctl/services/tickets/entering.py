"""Slips entered one after another (录单): what is typed into each field means, and each slip kept at once (T11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.clock import minute_of_day, plain
from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.text import clean, fold
from gridctl.domain.tickets import Action
from gridctl.errors import NotFoundError, RuleError
from gridctl.regulation.tickets import category_from_text, suggest_category, ticket_kind
from gridctl.services.desk import the_actor
from gridctl.services.journal.entries import actor_name
from gridctl.services.places.finding import find_place_id, named_place_id, place_name
from gridctl.services.tickets.entry import open_slip, record_slip, take_steps
from gridctl.services.tickets.lists import ticket_lines
from gridctl.services.tickets.slips import Life, slip_problem
from gridctl.store.estates import PLACE
from gridctl.store.staff import find_staff, known_staff

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.initials import Known
    from gridctl.regulation.ticket_parts import Category
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.tickets.entry import Words
    from gridctl.services.tickets.lists import TicketLine


@dataclass(frozen=True, slots=True)
class Meant:
    """What an answer was taken for: `text` as `Words` understands it, `shown` as a clerk reads it; both "" for none."""

    text: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is known when a clerk sits down: where, who enters, the day, and the people that there are."""

    project: str
    actor: str
    today: date
    people: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """A slip that is kept: as a list shows it, and the number of its entry in the journal."""

    line: TicketLine
    entry: int


def sit_down(desk: Desk, actor: str) -> Sitting:
    """Gather what is known; NotFoundError where nobody is called as who enters."""
    who = the_actor(desk.reader, desk.project, actor)
    return Sitting(desk.project.name, actor_name(desk, who), desk.today, tuple(known_staff(desk.reader, desk.pid)))


def place_meant(desk: Desk, text: str) -> Meant:
    """The place that is meant: as it was written where it is named, by its full name where a short way led to it."""
    try:
        place, written = named_place_id(desk, text), clean(text)
    except NotFoundError:
        place, written = find_place_id(desk, text), ""
    row = desk.reader.get(PLACE, desk.pid, place)
    name = place_name(desk, row) if row else written
    return Meant(written or name, name)


def person_meant(desk: Desk, text: str) -> Meant:
    """The member of staff who is meant."""
    person = find_staff(desk.reader, desk.pid, text)
    return Meant(person.number, f"{person.name} {person.number}")


def problem_meant(text: str) -> Meant:
    """What is wrong, in the clerk's words."""
    problem = clean(text)
    return Meant(problem, problem)


def category_meant(text: str) -> Meant:
    """The category of a digit or a word."""
    return _category(category_from_text(text))


def category_suggested(problem: str) -> Meant | None:
    """The category that the words of a problem suggest."""
    found = suggest_category(problem)
    return _category(found) if found else None


def categories() -> tuple[str, ...]:
    """All categories with their digits."""
    return tuple(_category(item).shown for item in ticket_kind("repair").categories)


def _category(item: Category) -> Meant:
    return Meant(item.code, f"{item.number} {item.name}")


def moment_meant(desk: Desk, text: str, day: date) -> Meant:
    """The moment that is meant: a time alone is on the day that sticks, everything else as moments.py reads it."""
    try:
        minute = minute_of_day(plain(fold(text)))
    except ValueError:
        return shown_moment(parse_moment(text, desk.now), desk.today)
    return shown_moment(Moment(day, minute), desk.today)


def shown_moment(moment: Moment, today: date) -> Meant:
    """A moment, without its year where that is this year."""
    text = str(moment)
    return Meant(text, text[5:] if moment.day.year == today.year else text)


def day_of(meant: Meant) -> date:
    """The day of a moment."""
    return Moment.parse_stored(meant.text).day


def refuse_fault(desk: Desk, words: Words) -> None:
    """Refuse a slip that cannot be true, as far as it is typed (RuleError): what keeping it would refuse at the end."""
    finished = _moment(words.finished)
    life = Life(
        executor=_person(desk, words.executor),
        finished=finished,
        verifier=_person(desk, words.verifier),
        verified=(finished and words.verifier and Moment(finished.day)) or None,
    )
    if problem := slip_problem(life, _moment(words.opened), Moment.of(desk.now)):
        raise RuleError(problem)


def enter_slip(desk: WritingDesk, words: Words) -> Entered:
    """Keep a slip: done with all its times, taken by somebody on the day it was opened, or only opened.

    `words.opened` is a moment as it is stored.
    """
    if words.finished:
        ticket = record_slip(desk, words)
    else:
        ticket = open_slip(desk, words)
        if words.executor:
            day = Moment.parse_stored(words.opened).day.isoformat()  # the paper says who took it, not at which minute
            (ticket,) = take_steps(desk, [ticket.code], Action.ACCEPT, at=day, by=words.executor)
    return Entered(ticket_lines(desk, [ticket])[0], desk.tx.entry_number(desk.pid))


def _moment(text: str) -> Moment | None:
    return Moment.parse_stored(text) if text else None


def _person(desk: Desk, number: str) -> int | None:
    return find_staff(desk.reader, desk.pid, number).id if number else None
