"""Visits at home and activities: their modes, outcomes and kinds, and what a need becomes (D9 入户走访制度, D2, D4, D6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from gridctl.errors import NotFoundError
from gridctl.regulation.reading import Entry, read
from gridctl.regulation.words import Lexicon, Word, fold, word, word_fields

if TYPE_CHECKING:
    from collections.abc import Callable

MET, NOBODY, REFUSED = "met", "nobody", "refused"
OTHER = "other"
Item = TypeVar("Item", bound=Word)


@dataclass(frozen=True, slots=True)
class VisitMode(Word):
    """How somebody was visited; `counts` where it makes the day one of visits at home."""

    counts: bool


@dataclass(frozen=True, slots=True)
class NeedKind(Word):
    """What somebody needs: `hints` are words that tell it, `ticket` the kind of ticket it becomes.

    `public` where that ticket is of a public place and not of the home that spoke of it.
    """

    hints: tuple[str, ...]
    ticket: str
    public: bool


def visit_modes() -> tuple[VisitMode, ...]:
    """Every mode of visiting."""
    return _modes().items


def visit_mode(text: str) -> VisitMode:
    """The mode that is meant (`入户`, `电话`, `home`); NotFoundError with all of them where there is none."""
    return _meant(_modes(), text, "走访方式")


def visit_outcomes() -> tuple[Word, ...]:
    """Every outcome of a visit."""
    return _outcomes().items


def visit_outcome(text: str) -> Word:
    """The outcome that is meant (`见到`, `无人在家`, `refused`); NotFoundError with all of them where there is none."""
    return _meant(_outcomes(), text, "走访结果")


def need_kinds() -> tuple[NeedKind, ...]:
    """Every kind of need."""
    return _needs().items


def need_kind(text: str) -> NeedKind:
    """The kind of need that is meant (`停车`, `parking`); NotFoundError with all of them where there is none."""
    return _meant(_needs(), text, "需求种类")


def need_said(text: str) -> tuple[NeedKind, str]:
    """The kind and the words of a need as typed: 停车:车位不够, or the words alone, which then tell the kind."""
    head, mark, rest = text.replace("：", ":", 1).partition(":")
    kind = _needs().find(head) if mark else None
    return (kind, rest.strip()) if kind else (suggest_need(text), text.strip())


def suggest_need(text: str) -> NeedKind:
    """The kind that the words of a need tell: the one of whose hints most stands in it, else 其他."""
    plain = fold(text)

    def weight(kind: NeedKind) -> int:
        return sum(len(hint) for hint in kind.hints if fold(hint) in plain)

    best = max(need_kinds(), key=weight)
    return best if weight(best) else need_kind(OTHER)


def activity_kinds() -> tuple[Word, ...]:
    """Every kind of activity."""
    return _activities().items


def activity_kind(text: str) -> Word:
    """The kind of activity that is meant (`消防演练`, `community`); NotFoundError with all of them where there is none."""
    return _meant(_activities(), text, "活动种类")


def _meant(lexicon: Lexicon[Item], text: str, what: str) -> Item:
    found = lexicon.find(text)
    if found is None:
        raise NotFoundError(f"没有“{text}”这种{what}", f"{what}有：{lexicon.names()}")
    return found


def _lexicon(table: str, make: Callable[[Entry], Item]) -> Lexicon[Item]:
    return Lexicon(f"visits.toml {table}", _file().each(table, make))


@cache
def _file() -> Entry:
    return read("visits.toml")


@cache
def _modes() -> Lexicon[VisitMode]:
    return _lexicon("mode", lambda entry: VisitMode(**word_fields(entry), counts=entry.flag("counts")))


@cache
def _outcomes() -> Lexicon[Word]:
    return _lexicon("outcome", word)


@cache
def _needs() -> Lexicon[NeedKind]:
    return _lexicon("need", _need)


@cache
def _activities() -> Lexicon[Word]:
    return _lexicon("activity", word)


def _need(entry: Entry) -> NeedKind:
    return NeedKind(
        **word_fields(entry), hints=entry.texts("hints"), ticket=entry.code("ticket"), public=entry.flag("public")
    )
