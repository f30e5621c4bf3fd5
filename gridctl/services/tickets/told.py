"""Who was told, said in a few words as a sheet of paper has it: when, by which means, whom (8:22 对讲 王强)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.errors import GridctlError, NotFoundError, UsageError
from gridctl.regulation.tickets import means_from_text, ticket_kind
from gridctl.services.tickets.entering import Meant, moment_meant, person_meant, refuse_untimely, shown_moment
from gridctl.services.tickets.telling import Said, holders, link_from_text

if TYPE_CHECKING:
    from datetime import date

    from gridctl.regulation.ticket_parts import Told
    from gridctl.services.desk import Desk

_LONGEST = 2  # words that a moment may take: 昨天 22:10
_HOW = "写成 8:22 电话 工号，时间、方式、人"


def told_meant(desk: Desk, kind: str, link: str, text: str, opened: str, usual: str = "") -> Meant:
    """What a line says of a link of a kind's chain: `text` is a moment, a means by code and whom, to be read again.

    A time alone is on the day on which the ticket was `opened`, `usual` is the means by which the link before was told;
    whoever alone holds the post need not be named. UsageError where something is left open, RuleError for a time that
    is to come or lies before the opening.
    """
    whom, began = link_from_text(kind, link), Moment.parse_stored(opened)
    at, rest = _moment(desk, text.split(), began.day)
    means, who = _means(rest)
    if not (means or usual):
        raise UsageError(f"没有写怎么通知{whom.name}的", _HOW)
    if at.minute is None:
        raise UsageError(f"通知{whom.name}的时间要写到几点几分", _HOW)
    called = ticket_kind(kind).opened_title
    refuse_untimely(desk, f"通知{whom.name}", shown_moment(at, desk.today), [(called, opened)])
    way = means_from_text(means or usual)
    told = _person(desk, whom, " ".join(who), at)
    return Meant(f"{at} {way.code} {told.text}", f"{str(at)[11:]} {way.name} {told.shown}")


def said_of(link: str, text: str) -> Said:
    """What such a line, as `told_meant` gives it, says of a link."""
    day, minute, means, who = text.split(" ", 3)
    return Said(link, who, f"{day} {minute}", means)


def means_of(text: str) -> str:
    """By which means such a line says that somebody was told, "" where there is none."""
    return text.split(" ", 3)[2] if text else ""


def _moment(desk: Desk, words: list[str], day: date) -> tuple[Moment, list[str]]:
    """The moment at the head of the words, and what follows it."""
    for count in range(min(_LONGEST, len(words)), 1, -1):
        with suppress(GridctlError):
            return _stored(desk, " ".join(words[:count]), day), words[count:]
    return _stored(desk, words[0], day), words[1:]


def _stored(desk: Desk, text: str, day: date) -> Moment:
    return Moment.parse_stored(moment_meant(desk, text, day).text)


def _means(words: list[str]) -> tuple[str, list[str]]:
    """The first word that is a means, and the other words."""
    for i, one in enumerate(words):
        with suppress(NotFoundError):
            return means_from_text(one).code, [*words[:i], *words[i + 1 :]]
    return "", words


def _person(desk: Desk, link: Told, text: str, at: Moment) -> Meant:
    if text:
        return Meant(text, text) if link.post is None else person_meant(desk, text)
    found = holders(desk, link, at)
    if len(found) != 1:
        raise UsageError(f"没有写通知的{link.name}是谁", _HOW)
    return person_meant(desk, found[0].number)
