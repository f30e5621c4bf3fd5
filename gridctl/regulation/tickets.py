"""Kinds of ticket: number prefix and limits by policy name, states, urgency, sources and categories in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridctl.errors import NotFoundError
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, fold, listed, word, word_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.regulation.reading import Entry


@dataclass(frozen=True, slots=True)
class Category(Word):
    """A category of a kind: picked by `number`; a word of `hints` in the problem suggests it."""

    number: int
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urgency(Word):
    """An urgency: `limit_policy` names the policy with its minutes, None: the kind's own limit in days holds."""

    limit_policy: str | None


@dataclass(frozen=True, slots=True)
class TicketKind(Word):
    """A kind of ticket; the figures stand in the policies that it names, which a project may change from a day on."""

    prefix_policy: str
    limit_policy: str
    warning_policy: str
    fine_policy: str
    states: tuple[Word, ...]
    urgencies: tuple[Urgency, ...]
    sources: tuple[Word, ...]
    categories: tuple[Category, ...]


def ticket_kinds() -> tuple[TicketKind, ...]:
    """Every kind of ticket."""
    return _kinds().items


def ticket_kind(text: str) -> TicketKind:
    """The kind that a code or name means (`repair`, `公区维修`); NotFoundError where there is none."""
    kind = _kinds().find(text)
    if kind is None:
        raise NotFoundError(f"没有“{text}”这种工单", f"工单种类有：{_kinds().names()}")
    return kind


def category_from_text(text: str, kind: str = "repair") -> Category:
    """The category that a number, name, other name or code means (`3`, `公共照明`, `照明`, `lighting`).

    NotFoundError, with the numbered list in its hint, where there is none.
    """
    found = _categories(kind).find(text)
    if found is None:
        choices = listed(f"{item.number} {item.name}" for item in ticket_kind(kind).categories)
        raise NotFoundError(f"没有“{text}”这个类别", f"请写编号或名称：{choices}")
    return found


def suggest_category(problem: str, kind: str = "repair") -> Category | None:
    """The category that the words of a problem suggest (`楼道灯不亮` → 公共照明), None where no word is known.

    The longest hints are taken first and each stretch of the problem counts once; the category with most of the
    problem's text wins, and among equals the one spoken of first.
    """
    text = fold(problem)
    weights: dict[str, int] = {}
    firsts: dict[str, int] = {}
    for start, length, category in _hits(text, kind):
        weights[category.code] = weights.get(category.code, 0) + length
        firsts[category.code] = min(start, firsts.get(category.code, start))
    if not weights:
        return None
    return _categories(kind).find(max(weights, key=lambda code: (weights[code], -firsts[code])))


def state_from_text(text: str, kind: str = "repair") -> Word | None:
    """The state that is meant (`待派单`, `已派工`, `to_dispatch`), or None."""
    return _states(kind).find(text)


def source_from_text(text: str, kind: str = "repair") -> Word | None:
    """The way a ticket came in (`电话`, `巡查`, `phone`), or None."""
    return _sources(kind).find(text)


def urgency_from_text(text: str, kind: str = "repair") -> Urgency | None:
    """The urgency that is meant (`特急`, `urgent`), or None."""
    return _urgencies(kind).find(text)


def _hits(text: str, kind: str) -> Iterator[tuple[int, int, Category]]:
    """Where hints stand in the text, longest hint first, no stretch twice: start, length, category."""
    taken = [False] * len(text)
    for hint, category in _hints(kind):
        start = text.find(hint)
        while start >= 0:
            end = start + len(hint)
            if not any(taken[start:end]):
                taken[start:end] = [True] * len(hint)
                yield start, len(hint), category
            start = text.find(hint, end)


@cache
def _hints(kind: str) -> tuple[tuple[str, Category], ...]:
    pairs = [(fold(hint), category) for category in ticket_kind(kind).categories for hint in category.hints]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[1].number)))


@cache
def _kinds() -> Lexicon[TicketKind]:
    return Lexicon("tickets.toml", read("tickets.toml").each("kind", _kind))


@cache
def _categories(kind: str) -> Lexicon[Category]:
    return Lexicon(f"tickets.toml {kind} 类别", ticket_kind(kind).categories)


@cache
def _states(kind: str) -> Lexicon[Word]:
    return Lexicon(f"tickets.toml {kind} 状态", ticket_kind(kind).states)


@cache
def _sources(kind: str) -> Lexicon[Word]:
    return Lexicon(f"tickets.toml {kind} 报修方式", ticket_kind(kind).sources)


@cache
def _urgencies(kind: str) -> Lexicon[Urgency]:
    return Lexicon(f"tickets.toml {kind} 紧急程度", ticket_kind(kind).urgencies)


def _kind(entry: Entry) -> TicketKind:
    return TicketKind(
        **word_fields(entry),
        prefix_policy=entry.code("prefix_policy"),
        limit_policy=entry.code("limit_policy"),
        warning_policy=entry.code("warning_policy"),
        fine_policy=entry.code("fine_policy"),
        states=entry.each("state", word),
        urgencies=entry.each("urgency", _urgency),
        sources=entry.each("source", word),
        categories=entry.each("category", _category),
    )


def _urgency(entry: Entry) -> Urgency:
    limit = entry.code("limit_policy") if entry.has("limit_policy") else None
    return Urgency(**word_fields(entry), limit_policy=limit)


def _category(entry: Entry) -> Category:
    number, fields = entry.number("number"), word_fields(entry)
    fields["aliases"] = (str(number), *fields["aliases"])
    return Category(**fields, number=number, hints=entry.texts("hints"))
