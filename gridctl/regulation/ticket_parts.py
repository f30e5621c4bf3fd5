"""What the file of a kind of ticket is made of: categories, states in its own words, limits, fields, who is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gridctl.regulation.words import Word, word, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry

STAGES = ("open", "finish", "verify")  # by which step a field is to be filled


class FieldType(StrEnum):
    """What a field holds; as text a moment and a day are ISO, money is fen, a post a code, staff an id, a choice a code."""

    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    MONEY = "money"
    POST = "post"
    STAFF = "staff"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Category(Word):
    """A category of a kind: picked by `number`; a word of `hints` in the problem suggests it."""

    number: int
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateWord(Word):
    """What a state is called; `covers` are the codes of further states that go by the same name."""

    covers: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every state that is called so."""
        return (self.code, *self.covers)


@dataclass(frozen=True, slots=True)
class LimitRule:
    """The policies with the limits of some urgencies and categories (empty: of all).

    `due` is the limit that the round's last day is counted by, `respond` and `finish` further ones to the minute,
    `warning` the days that warn; None where there is none.
    """

    urgencies: tuple[str, ...]
    categories: tuple[str, ...]
    due: str
    respond: str | None
    finish: str | None
    warning: str | None

    def is_for(self, urgency: str, category: str) -> bool:
        """Whether the rule is for an urgency and a category."""
        return _among(urgency, self.urgencies) and _among(category, self.categories)


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a kind of ticket says besides: needed, where `required`, by the step `step` (open, finish, verify)."""

    name: str
    title: str
    aliases: tuple[str, ...]
    type: FieldType
    step: str
    required: bool
    urgencies: tuple[str, ...]
    categories: tuple[str, ...]
    choices: tuple[Word, ...]
    clause: str

    @property
    def words(self) -> tuple[str, ...]:
        """Whatever it may be called."""
        return self.title, self.name, *self.aliases

    def is_for(self, urgency: str, category: str) -> bool:
        """Whether tickets of an urgency and a category have it."""
        return _among(urgency, self.urgencies) and _among(category, self.categories)

    def needed_by(self, step: str) -> bool:
        """Whether it is needed by a step (one of STAGES)."""
        return self.required and STAGES.index(self.step) <= STAGES.index(step)


@dataclass(frozen=True, slots=True)
class Told(Word):
    """Who is to be told: a post (None: a department, by name), within the limit of a policy, of which urgencies (empty: all)."""

    post: str | None
    within: str | None
    urgencies: tuple[str, ...]


def category(entry: Entry) -> Category:
    """A category as a file gives it."""
    number, fields = entry.number("number"), word_fields(entry)
    fields["aliases"] = (str(number), *fields["aliases"])
    return Category(**fields, number=number, hints=entry.texts("hints"))


def state_word(entry: Entry) -> StateWord:
    """A state's word as a file gives it."""
    return StateWord(**word_fields(entry), covers=entry.texts("covers"))


def limit_rule(entry: Entry) -> LimitRule:
    """A rule of limits as a file gives it."""
    return LimitRule(
        urgencies=entry.texts("urgencies"),
        categories=entry.texts("categories"),
        due=entry.code("due"),
        respond=_policy(entry, "respond"),
        finish=_policy(entry, "finish"),
        warning=_policy(entry, "warning"),
    )


def field(entry: Entry) -> Field:
    """A field as a file gives it."""
    step, type_ = entry.text("step"), entry.text("type")
    if step not in STAGES:
        raise entry.wrong("step", f"应为 {' '.join(STAGES)} 之一")
    if type_ not in tuple(FieldType):
        raise entry.wrong("type", f"应为 {' '.join(FieldType)} 之一")
    return Field(
        name=entry.code("name"),
        title=entry.text("title"),
        aliases=entry.texts("aliases"),
        type=FieldType(type_),
        step=step,
        required=entry.flag("required"),
        urgencies=entry.texts("urgencies"),
        categories=entry.texts("categories"),
        choices=entry.each("choice", word) if type_ == FieldType.CHOICE else (),
        clause=entry.clause(),
    )


def told(entry: Entry) -> Told:
    """Who is told, as a file gives it."""
    return Told(
        **word_fields(entry),
        post=_policy(entry, "post"),
        within=_policy(entry, "within"),
        urgencies=entry.texts("urgencies"),
    )


def _policy(entry: Entry, key: str) -> str | None:
    return entry.code(key) if entry.has(key) else None


def _among(value: str, allowed: tuple[str, ...]) -> bool:
    return not allowed or value in allowed
