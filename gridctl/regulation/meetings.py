"""The kinds of meeting: who convenes, who attends, what is on the agenda and from whom leave is asked (D1 一, D9)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridctl.domain.clock import minute_of_day
from gridctl.errors import NotFoundError
from gridctl.regulation.posts import post_from_text
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, listed, word, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry

FILE = "meetings.toml"
PERIODS = ("day", "week", "month", "quarter", "half_year")
GRID_TEAM, ALL_STAFF = "grid_team", "all_staff"


@dataclass(frozen=True, slots=True)
class Capacity(Word):
    """What somebody attends as; `resident`: his name is personal data, `body`: an organisation, one of its people acts."""

    resident: bool
    body: bool


@dataclass(frozen=True, slots=True)
class Attend:
    """Those who attend in a capacity, in a post, or as one of a group (GRID_TEAM, ALL_STAFF); `optional`: as needed."""

    name: str
    capacities: tuple[str, ...]
    posts: tuple[str, ...]
    group: str
    optional: bool
    clause: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the agenda and the codes of the facts that fill it."""

    name: str
    facts: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class MeetingKind(Word):
    """A kind of meeting.

    `conveners`, `deputies` and `leave_from` are codes of capacities: none where the regulation does not say; with
    `delegable` and no deputies anybody may stand in. `period` says of how long the agenda tells, `together` with which
    kinds it may be held. `often` and `leave` are words; a figure that the regulation leaves blank is ____ in them.
    """

    often: str
    period: str
    topical: bool
    conveners: tuple[str, ...]
    delegable: bool
    deputies: tuple[str, ...]
    leave_from: tuple[str, ...]
    leave: str
    together: tuple[str, ...]
    attend: tuple[Attend, ...]
    parts: tuple[Part, ...]


def meeting_kinds() -> tuple[MeetingKind, ...]:
    """Every kind of meeting, in the order of the regulations."""
    return _kinds().items


def meeting_kind(text: str) -> MeetingKind:
    """The kind that is meant (`工作例会`, `monthly_work`); NotFoundError with all of them where there is none."""
    found = _kinds().find(text)
    if found is None:
        raise NotFoundError(f"没有“{text}”这种会议", f"会议有：{_kinds().names()}")
    return found


def capacity(text: str) -> Capacity | None:
    """The capacity that a code or a word means; None where it is none of the regulations'."""
    return _capacities().find(text)


def capacity_names(codes: tuple[str, ...], mark: str = "、") -> str:
    """The names of capacities in a row."""
    return mark.join(one.name for code in codes if (one := capacity(code)))


def facts() -> tuple[Word, ...]:
    """What an agenda can tell from the ledger."""
    return _facts().items


def fact_name(code: str) -> str:
    """What a fact is called."""
    return next(one.name for one in facts() if one.code == code)


@cache
def night() -> tuple[int, int]:
    """The minutes of the day at which a night begins and ends."""
    [hours] = read(FILE).each("night", _night)
    return hours


@cache
def _kinds() -> Lexicon[MeetingKind]:
    kinds = Lexicon(f"{FILE} kind", read(FILE).each("kind", _kind))
    _refuse_unknown(read(FILE), kinds)
    return kinds


@cache
def _capacities() -> Lexicon[Capacity]:
    return Lexicon(f"{FILE} capacity", read(FILE).each("capacity", _capacity))


@cache
def _facts() -> Lexicon[Word]:
    return Lexicon(f"{FILE} fact", read(FILE).each("fact", word))


def _kind(entry: Entry) -> MeetingKind:
    period = entry.text("period")
    if period not in PERIODS:
        raise entry.wrong("period", f"应为 {listed(PERIODS)} 之一")
    return MeetingKind(
        **word_fields(entry),
        often=entry.text("often"),
        period=period,
        topical=entry.flag("topical"),
        conveners=_codes(entry, "conveners"),
        delegable=entry.flag("delegable"),
        deputies=_codes(entry, "deputies"),
        leave_from=_codes(entry, "leave_from"),
        leave=entry.text("leave") if entry.has("leave") else "",
        together=entry.texts("together"),
        attend=entry.each("attend", _attend),
        parts=entry.each("part", _part),
    )


def _attend(entry: Entry) -> Attend:
    group = entry.text("group") if entry.has("group") else ""
    if group not in ("", GRID_TEAM, ALL_STAFF):
        raise entry.wrong("group", f"应为 {GRID_TEAM}、{ALL_STAFF} 之一")
    return Attend(
        name=entry.text("name"),
        capacities=_codes(entry, "capacities"),
        posts=tuple(post_from_text(code).code for code in entry.texts("posts")),
        group=group,
        optional=entry.flag("optional"),
        clause=entry.clause(),
    )


def _part(entry: Entry) -> Part:
    codes = entry.texts("facts")
    if unknown := set(codes) - {one.code for one in facts()}:
        raise entry.wrong("facts", f"里没有“{listed(sorted(unknown))}”这种内容")
    return Part(entry.text("name"), codes, entry.clause())


def _capacity(entry: Entry) -> Capacity:
    return Capacity(**word_fields(entry), resident=entry.flag("resident"), body=entry.flag("body"))


def _codes(entry: Entry, key: str) -> tuple[str, ...]:
    codes = entry.texts(key)
    if unknown := set(codes) - {one.code for one in _capacities()}:
        raise entry.wrong(key, f"里没有“{listed(sorted(unknown))}”这种身份")
    return codes


def _refuse_unknown(entry: Entry, kinds: Lexicon[MeetingKind]) -> None:
    codes = {kind.code for kind in kinds}
    for kind in kinds:
        if not codes.issuperset(kind.together):
            raise entry.wrong("together", f"里有不认得的会议：{listed(kind.together)}")


def _night(entry: Entry) -> tuple[int, int]:
    entry.clause()
    start, end = (minute_of_day(entry.text(key)) for key in ("from", "to"))
    if start is None or end is None or end >= start:
        raise entry.wrong("from", "应为傍晚的时刻，to 为第二天早上的")
    return start, end
