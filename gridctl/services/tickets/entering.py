"""Slips entered one after another (录单): what is typed into each field means, and each slip kept at once (T11).

How a slip of another kind than repairs is kept stands with that kind: services/hazards/entering.py and its like.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.clock import minute_of_day, plain
from gridctl.domain.moments import Moment, not_before, parse_moment
from gridctl.domain.money import fen_from_text, yuan
from gridctl.domain.text import clean, fold
from gridctl.domain.tickets import Action
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import REPAIR, category_from_text, suggest_category, ticket_kind
from gridctl.regulation.words import Lexicon
from gridctl.services.contractors.telling import name_taker, taker
from gridctl.services.desk import OWNER, SYSTEM, the_actor
from gridctl.services.journal.entries import actor_name
from gridctl.services.places.finding import place_as_written, place_name
from gridctl.services.tickets.entry import open_slip, record_slip, take_steps
from gridctl.services.tickets.lists import ticket_lines
from gridctl.services.tickets.slips import Life, slip_problem
from gridctl.store.estates import PLACE
from gridctl.store.staff import STAFF, find_staff, known_staff

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.initials import Known
    from gridctl.domain.staff import Staff
    from gridctl.domain.tickets import Ticket
    from gridctl.regulation.ticket_parts import Category
    from gridctl.regulation.words import Word
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
    """What is known when a clerk sits down: where, who enters (`own`: as one of the staff), the day, and the people."""

    project: str
    actor: str
    own: Meant
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
    person = None if who in (OWNER, SYSTEM) else desk.reader.get(STAFF, desk.pid, int(who))
    own, people = _person_meant(person) if person else Meant(), tuple(known_staff(desk.reader, desk.pid))
    return Sitting(desk.project.name, actor_name(desk, who), own, desk.today, people)


def place_meant(desk: Desk, text: str) -> Meant:
    """The place that is meant: as it was written where it is named, by its full name where a short way led to it."""
    place, written = place_as_written(desk, text)
    row = desk.reader.get(PLACE, desk.pid, place)
    return Meant(written, place_name(desk, row) if row else written)


def person_meant(desk: Desk, text: str) -> Meant:
    """The member of staff who is meant."""
    return _person_meant(find_staff(desk.reader, desk.pid, text))


def taker_meant(desk: Desk, text: str) -> Meant:
    """Who took the work: one of the staff or, where nobody is called so, a contractor."""
    key, contractor = taker(desk, text)
    person = desk.reader.get(STAFF, desk.pid, key) if key else None
    return _person_meant(person) if person else Meant(contractor, contractor)


def _person_meant(person: Staff) -> Meant:
    return Meant(person.number, f"{person.name} {person.number}")


def text_meant(text: str) -> Meant:
    """What the paper says, in its words."""
    said = clean(text)
    return Meant(said, said)


def category_meant(text: str, kind: str = REPAIR) -> Meant:
    """The category of a digit or a word."""
    return _category(category_from_text(text, kind))


def category_suggested(problem: str, kind: str = REPAIR) -> Meant | None:
    """The category that the words of a problem suggest."""
    found = suggest_category(problem, kind)
    return _category(found) if found else None


def categories(kind: str = REPAIR) -> tuple[str, ...]:
    """All categories with their digits."""
    return tuple(_category(item).shown for item in ticket_kind(kind).categories)


def _category(item: Category) -> Meant:
    return Meant(item.code, f"{item.number} {item.name}")


def word_meant(what: str, words: Sequence[Word], text: str) -> Meant:
    """The word of a short list that a digit or the word itself means; UsageError for anything else."""
    numbered = {str(number): one for number, one in enumerate(words, 1)}
    found = numbered.get(fold(text)) or Lexicon(what, tuple(words)).find(text)
    if found is None:
        raise UsageError(f"{what}没有“{clean(text)}”", f"可以写：{'、'.join(words_listed(words))}")
    return word_shown(found)


def word_shown(one: Word) -> Meant:
    """A word of a short list."""
    return Meant(one.code, one.name)


def words_listed(words: Sequence[Word]) -> tuple[str, ...]:
    """The words of a short list with their digits."""
    return tuple(f"{number} {one.name}" for number, one in enumerate(words, 1))


def money_meant(text: str) -> Meant:
    """An amount."""
    amount = yuan(fen_from_text(text))
    return Meant(amount, f"{amount}元")


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
    executor, contractor = taker(desk, words.executor) if words.executor else (None, "")
    life = Life(
        executor=executor,
        contractor=contractor,
        finished=finished,
        verifier=_person(desk, words.verifier),
        verified=(finished and words.verifier and Moment(finished.day)) or None,
    )
    if problem := slip_problem(life, _moment(words.opened), Moment.of(desk.now)):
        raise RuleError(problem)


def refuse_untimely(desk: Desk, what: str, meant: Meant, before: Iterable[tuple[str, str]]) -> None:
    """Refuse a moment that is to come, or that lies before an earlier one of the slip: (what it is called, stored)."""
    moment = Moment.parse_stored(meant.text)
    if not not_before(Moment.of(desk.now), moment):
        raise RuleError(f"{what}时间 {moment} 还没有到")
    for word, text in before:
        if text and not not_before(moment, Moment.parse_stored(text)):
            raise RuleError(f"{what}（{moment}）早于{word}（{text}）")


def refuse_same(meant: Meant, other: Meant | None, called: tuple[str, str]) -> None:
    """Refuse that one person is both, `called` so: two pairs of eyes."""
    if other and meant.text == other.text:
        raise RuleError(f"{called[0]}和{called[1]}是同一个人；要由别人来做")


def entered(desk: WritingDesk, ticket: Ticket) -> Entered:
    """A slip that was kept in this transaction."""
    return Entered(ticket_lines(desk, [ticket])[0], desk.tx.entry_number(desk.pid))


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
            ticket = _accepted(desk, ticket, words.executor, day)
    return entered(desk, ticket)


def _accepted(desk: WritingDesk, ticket: Ticket, text: str, day: str) -> Ticket:
    _, contractor = taker(desk, text)
    if contractor:
        name_taker(desk, ticket, contractor, date.fromisoformat(day))
    return take_steps(desk, [ticket.code], Action.ACCEPT, at=day, by="" if contractor else text)[0]


def _moment(text: str) -> Moment | None:
    return Moment.parse_stored(text) if text else None


def _person(desk: Desk, number: str) -> int | None:
    return find_staff(desk.reader, desk.pid, number).id if number else None
