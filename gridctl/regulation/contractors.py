"""Contractors in the regulations: the services they do, who proposes and who confirms deductions, the half-monthly inspection."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridctl.errors import NotFoundError
from gridctl.regulation.posts import post_from_text
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.posts import Post
    from gridctl.regulation.reading import Entry

_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Service(Word):
    """A service that is contracted out; `tickets` are the kinds of ticket it mends, with categories (none: all of them)."""

    tickets: tuple[tuple[str, tuple[str, ...]], ...]

    def mends(self, kind: str, category: str) -> bool:
        """Whether tickets of a kind and category are work for it."""
        return any(kind == known and (not of or category in of) for known, of in self.tickets)


@dataclass(frozen=True, slots=True)
class Entitled:
    """A post that may do something, and the clause that says so."""

    post: Post
    clause: str


def services() -> tuple[Service, ...]:
    """Every service that is contracted out."""
    return _services().items


def service_from_text(text: str) -> Service:
    """The service that a code, a name or another usual name means; NotFoundError, with all of them, where there is none."""
    found = _services().find(text)
    if found is None:
        raise NotFoundError(f"没有“{text}”这种外委服务", f"服务有：{_services().names()}")
    return found


def service_name(code: str) -> str:
    """The name of a service; what is no code stays as it is."""
    return next((one.name for one in services() if one.code == code), code)


@cache
def proposers() -> tuple[Entitled, ...]:
    """The posts that may propose a deduction."""
    return read("contractors.toml").each("propose", _entitled)


@cache
def confirmers() -> tuple[Entitled, ...]:
    """The posts that may sum up and confirm deductions, reverse them, and score a contractor's month."""
    return read("contractors.toml").each("confirm", _entitled)


@cache
def inspection_days() -> tuple[int, ...]:
    """The days of a month on which the half-monthly inspection is due; a month without such a day has it on its last."""
    return tuple(sorted(read("contractors.toml").each("inspection", _day)))


@cache
def _services() -> Lexicon[Service]:
    return Lexicon("contractors.toml", read("contractors.toml").each("service", _service))


def _service(entry: Entry) -> Service:
    return Service(**word_fields(entry), tickets=entry.any("ticket", _ticket))


def _ticket(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.code("kind"), entry.texts("categories")


def _entitled(entry: Entry) -> Entitled:
    return Entitled(post_from_text(entry.code("post")), entry.clause())


def _day(entry: Entry) -> int:
    day = entry.number("day")
    if not 1 <= day <= _LAST_DAY:
        raise entry.wrong("day", "应为 1 到 31 的整数")
    entry.clause()
    return day
