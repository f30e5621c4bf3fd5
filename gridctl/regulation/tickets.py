"""Kinds of ticket: what each may say and by when, in the words of the regulations; figures stand in policies by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridctl.domain.tickets import ACTION_WORDS, Action
from gridctl.errors import NotFoundError
from gridctl.regulation.reading import read
from gridctl.regulation.ticket_parts import (
    Category,
    Field,
    LimitRule,
    StateWord,
    Told,
    category,
    field,
    limit_rule,
    state_word,
    told,
)
from gridctl.regulation.words import Lexicon, Word, fold, listed, word, word_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.regulation.reading import Entry

SHARED = "tickets.toml"
REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class TicketKind(Word):
    """A kind of ticket; its figures are in the policies that it names, which a project may change from a day on.

    `skips` are the steps that nobody need write down, `responded_by` the field that meets the limit to respond ("" for
    none: the first step of the work does), `urgencies` begin with the one that holds where none is said. Where
    `rejection_reopens`, work that is not accepted begins a new round with a limit of its own.
    """

    prefix_policy: str
    fine_policy: str | None
    hold_policy: str
    weekly_book: bool
    form: str
    form_code: str
    urgency_title: str
    opened_title: str
    skips: tuple[str, ...]
    signers: tuple[str, ...]
    responded_by: str
    rejection_reopens: bool
    states: tuple[StateWord, ...]
    actions: tuple[Word, ...]
    urgencies: tuple[Word, ...]
    limits: tuple[LimitRule, ...]
    sources: tuple[Word, ...]
    categories: tuple[Category, ...]
    fields: tuple[Field, ...]
    told: tuple[Told, ...]

    def limit(self, urgency: str, category: str) -> LimitRule:
        """The limits of an urgency and a category: the first rule that is for both."""
        return next(rule for rule in self.limits if rule.is_for(urgency, category))

    def field(self, text: str) -> Field:
        """The field of a name, title or other name (`fund`, `整改资金`, `资金`); NotFoundError where the kind has none such."""
        wanted = fold(text)
        found = next((one for one in self.fields if wanted in map(fold, one.words)), None)
        if found is None:
            titles = listed(one.title for one in self.fields)
            raise NotFoundError(f"{self.name}没有“{text}”这一项", f"可以记的有：{titles}")
        return found

    def fields_for(self, urgency: str, category: str) -> tuple[Field, ...]:
        """The fields of a ticket of an urgency and a category."""
        return tuple(one for one in self.fields if one.is_for(urgency, category))

    def told_for(self, urgency: str) -> tuple[Told, ...]:
        """Who is to be told of one of that urgency, in order."""
        return tuple(one for one in self.told if not one.urgencies or urgency in one.urgencies)

    def state_name(self, state: str) -> str:
        """What a state is called here; what is no state stays as it is."""
        return next((word.name for word in self.states if state in word.codes), state)

    def action_name(self, action: str) -> str:
        """What a step is called here."""
        own = next((word.name for word in self.actions if word.code == action), "")
        return own or ACTION_WORDS[Action(action)]


def kind_codes() -> tuple[str, ...]:
    """The codes of every kind, the first of which is meant where none is said."""
    return _shared().texts("kinds")


def ticket_kinds() -> tuple[TicketKind, ...]:
    """Every kind of ticket."""
    return tuple(_kind(code) for code in kind_codes())


def ticket_kind(text: str) -> TicketKind:
    """The kind that a code or name means (`repair`, `公区维修`); NotFoundError where there is none."""
    if text in kind_codes():
        return _kind(text)
    kind = _kinds().find(text)
    if kind is None:
        raise NotFoundError(f"没有“{text}”这种工单", f"工单种类有：{_kinds().names()}")
    return kind


@cache
def weekly_kinds() -> tuple[str, ...]:
    """The codes of the kinds that the weekly summary counts."""
    return tuple(kind.code for kind in ticket_kinds() if kind.weekly_book)


def category_from_text(text: str, kind: str = REPAIR) -> Category:
    """The category that a number, name, other name or code means (`3`, `公共照明`, `照明`, `lighting`).

    NotFoundError, with the numbered list in its hint, where there is none.
    """
    found = _categories(kind).find(text)
    if found is None:
        choices = listed(f"{item.number} {item.name}" for item in ticket_kind(kind).categories)
        raise NotFoundError(f"没有“{text}”这个类别", f"请写编号或名称：{choices}")
    return found


def suggest_category(problem: str, kind: str = REPAIR) -> Category | None:
    """The category that the words of a problem suggest (`楼道灯不亮` → 公共照明), None where no word is known.

    The longest hints are taken first and each stretch of the problem counts once; the category with most of the
    problem's text wins, and among equals the one spoken of first.
    """
    text = fold(problem)
    weights: dict[str, int] = {}
    firsts: dict[str, int] = {}
    for start, length, found in _hits(text, kind):
        weights[found.code] = weights.get(found.code, 0) + length
        firsts[found.code] = min(start, firsts.get(found.code, start))
    if not weights:
        return None
    return _categories(kind).find(max(weights, key=lambda code: (weights[code], -firsts[code])))


def state_from_text(text: str, kind: str = REPAIR) -> StateWord | None:
    """The state that is meant (`待派单`, `已派工`, `to_dispatch`), or None."""
    return _states(kind).find(text)


def source_from_text(text: str, kind: str = REPAIR) -> Word | None:
    """The way a ticket came in (`电话`, `巡查`, `phone`), or None."""
    return _sources(kind).find(text)


def urgency_from_text(text: str, kind: str = REPAIR) -> Word | None:
    """The urgency, or level, that is meant (`特急`, `urgent`), or None."""
    return _urgencies(kind).find(text)


def hold_reason_from_text(text: str) -> Word:
    """Why a ticket waits (`待料`, `待批`, `待外委`); NotFoundError for anything else."""
    return _listed_word(hold_reasons(), text, "挂起的缘由")


def hold_reasons() -> tuple[Word, ...]:
    """Why a ticket may wait."""
    return _shared_words("hold")


def hold_reason_name(code: str) -> str:
    """What a reason to wait is called; an unknown code as it is."""
    return next((word.name for word in hold_reasons() if word.code == code), code)


def means_from_text(text: str) -> Word:
    """By which means somebody is told (`电话`, `对讲机`); NotFoundError for anything else."""
    return _listed_word(means(), text, "通知方式")


def means() -> tuple[Word, ...]:
    """By which means somebody may be told."""
    return _shared_words("means")


def _listed_word(words: tuple[Word, ...], text: str, what: str) -> Word:
    lexicon = Lexicon(f"{SHARED} {what}", words)
    found = lexicon.find(text)
    if found is None:
        raise NotFoundError(f"没有“{text}”这个{what}", f"{what}有：{lexicon.names()}")
    return found


def _hits(text: str, kind: str) -> Iterator[tuple[int, int, Category]]:
    """Where hints stand in the text, longest hint first, no stretch twice: start, length, category."""
    taken = [False] * len(text)
    for hint, found in _hints(kind):
        start = text.find(hint)
        while start >= 0:
            end = start + len(hint)
            if not any(taken[start:end]):
                taken[start:end] = [True] * len(hint)
                yield start, len(hint), found
            start = text.find(hint, end)


@cache
def _hints(kind: str) -> tuple[tuple[str, Category], ...]:
    pairs = [(fold(hint), category) for category in ticket_kind(kind).categories for hint in category.hints]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[1].number)))


@cache
def _kinds() -> Lexicon[TicketKind]:
    return Lexicon(SHARED, ticket_kinds())


@cache
def _categories(kind: str) -> Lexicon[Category]:
    return Lexicon(f"tickets_{kind}.toml 类别", ticket_kind(kind).categories)


@cache
def _states(kind: str) -> Lexicon[StateWord]:
    return Lexicon(f"tickets_{kind}.toml 状态", ticket_kind(kind).states)


@cache
def _sources(kind: str) -> Lexicon[Word]:
    return Lexicon(f"tickets_{kind}.toml 来源", ticket_kind(kind).sources)


@cache
def _urgencies(kind: str) -> Lexicon[Word]:
    return Lexicon(f"tickets_{kind}.toml 紧急程度", ticket_kind(kind).urgencies)


@cache
def _shared() -> Entry:
    return read(SHARED)


@cache
def _shared_words(table: str) -> tuple[Word, ...]:
    return _shared().each(table, word)


@cache
def _kind(code: str) -> TicketKind:
    entry = read(f"tickets_{code}.toml")
    return TicketKind(
        **word_fields(entry),
        prefix_policy=entry.code("prefix_policy"),
        fine_policy=entry.code("fine_policy") if entry.has("fine_policy") else None,
        hold_policy=entry.code("hold_policy"),
        weekly_book=entry.flag("weekly_book"),
        form=entry.text("form"),
        form_code=entry.text("form_code") if entry.has("form_code") else "",
        urgency_title=entry.text("urgency_title"),
        opened_title=entry.text("opened_title"),
        skips=entry.texts("skips"),
        signers=entry.texts("signers"),
        responded_by=entry.code("responded_by") if entry.has("responded_by") else "",
        rejection_reopens=entry.flag("rejection_reopens"),
        states=_kind_states(entry),
        actions=entry.any("action", word),
        urgencies=entry.each("urgency", word),
        limits=entry.each("limit", limit_rule),
        sources=_kind_sources(entry),
        categories=entry.each("category", category),
        fields=entry.any("field", field),
        told=entry.any("told", told),
    )


def _kind_states(entry: Entry) -> tuple[StateWord, ...]:
    """The kind's own words, then the common ones for the states that it does not name."""
    own = entry.any("state", state_word)
    named = {code for word in own for code in word.codes}
    return own + tuple(word for word in _shared().each("state", state_word) if word.code not in named)


def _kind_sources(entry: Entry) -> tuple[Word, ...]:
    known = {word.code: word for word in _shared_words("source")}
    return tuple(known[code] for code in entry.texts("sources"))
