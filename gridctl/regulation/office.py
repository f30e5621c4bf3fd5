"""The office's own books: what comes to the front desk, and the five parts of a work log (D7 四.4, D10 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridctl.errors import NotFoundError
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry

_FROM = ("tickets", "receptions", "findings", "visits", "activities", "renovations")
_WHEN = ("", "opened", "touched", "open")


@dataclass(frozen=True, slots=True)
class ReceptionKind(Word):
    """What comes to the front desk; `source` is the source of a ticket that is opened of it."""

    source: str


@dataclass(frozen=True, slots=True)
class PartRecords:
    """Records that fill a part by themselves: of `origin`, of these kinds and sources (empty: all), and of which days."""

    origin: str
    when: str
    kinds: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogPart(Word):
    """A part of the work log; `columns` are (field of a line, heading) in order, `number` 0 is the head of the sheet."""

    number: int
    columns: tuple[tuple[str, str], ...]
    records: tuple[PartRecords, ...]


def reception_kinds() -> tuple[ReceptionKind, ...]:
    """Every kind of reception."""
    return _receptions().items


def reception_kind(text: str) -> ReceptionKind:
    """The kind that is meant (`来电`, `便民`, `call`); NotFoundError with all of them where there is none."""
    found = _receptions().find(text)
    if found is None:
        raise NotFoundError(f"前台登记没有“{text}”这一种", f"种类有：{_receptions().names()}")
    return found


def log_parts() -> tuple[LogPart, ...]:
    """The parts of the work log, in order."""
    return _parts().items


def log_part(text: str) -> LogPart:
    """The part that is meant (`走访`, `5`, `plan`); NotFoundError with all of them where there is none."""
    found = _parts().find(text)
    if found is None:
        raise NotFoundError(f"工作日志没有“{text}”这一部分", f"各部分：{_parts().names()}")
    return found


@cache
def _receptions() -> Lexicon[ReceptionKind]:
    return Lexicon("office.toml reception", read("office.toml").each("reception", _reception))


@cache
def _parts() -> Lexicon[LogPart]:
    return Lexicon("office.toml part", read("office.toml").each("part", _part))


def _reception(entry: Entry) -> ReceptionKind:
    return ReceptionKind(**word_fields(entry), source=entry.code("source"))


def _part(entry: Entry) -> LogPart:
    fields, number = word_fields(entry), entry.number("number")
    fields["aliases"] = (str(number), *fields["aliases"])
    columns = tuple((name, title) for name, _, title in (text.partition(":") for text in entry.texts("columns")))
    records = entry.each("record", _records) if entry.has("record") else ()
    return LogPart(**fields, number=number, columns=columns, records=records)


def _records(entry: Entry) -> PartRecords:
    origin, when = entry.text("from"), entry.text("when") if entry.has("when") else ""
    if origin not in _FROM:
        raise entry.wrong("from", f"应为 {'、'.join(_FROM)} 之一")
    if when not in _WHEN:
        raise entry.wrong("when", f"应为 {'、'.join(_WHEN[1:])} 之一")
    return PartRecords(origin, when, entry.texts("kinds"), entry.texts("sources"))
