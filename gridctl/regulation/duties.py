"""The recurring duties (例行工作) of the ten regulations, as a new project begins with them (I8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from gridctl.domain.duties.duties import (
    END_OF_DAY,
    GRID_HEAD,
    GRID_TEAM,
    Blank,
    Definition,
    DutyDays,
    DutyScope,
    ProofKind,
)
from gridctl.domain.duties.windows import checked_rule
from gridctl.errors import GridctlError
from gridctl.regulation.posts import post_from_text
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry

Member = TypeVar("Member", DutyScope, DutyDays, Blank)

FILE = "duties.toml"
GROUP_NAMES = {GRID_HEAD: "网格负责人", GRID_TEAM: "网格成员"}
SCOPE_NAMES = {
    DutyScope.GRID: "每个网格",
    DutyScope.BUILDINGS: "每栋楼",
    DutyScope.PLACE: "每个部位",
    DutyScope.HOME: "每户装修",
    DutyScope.PERSON: "每人",
    DutyScope.PROJECT: "全项目",
}
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_CODED = {ProofKind.INSPECTION, ProofKind.MEETING, ProofKind.ACTIVITY, ProofKind.UPKEEP}


@dataclass(frozen=True, slots=True)
class Question:
    """A figure that the regulation leaves blank, and the words to ask for it."""

    field: Blank
    ask: str
    clause: str


@dataclass(frozen=True, slots=True)
class DutySeed(Word):
    """A duty as the regulations have it, and what they leave blank."""

    definition: Definition
    questions: tuple[Question, ...]


def duties() -> tuple[DutySeed, ...]:
    """Every duty, in the order of the regulations."""
    return _duties().items


def duty_named(text: str) -> DutySeed | None:
    """The duty that a code, a name or another usual name means (`fire-daily`, `安全巡查`, `走访`), or None."""
    return _duties().find(text)


def question(code: str, field: Blank) -> Question | None:
    """What to ask for a figure of a duty; None where the regulations do not leave it blank."""
    seed = duty_named(code)
    return next((one for one in seed.questions if one.field is field), None) if seed else None


def duty_post(text: str) -> str:
    """The code of a post, or of those who head grids or are put on them; NotFoundError where it is none."""
    found = _groups().find(text)
    return found.code if found else post_from_text(text).code


def duty_post_name(code: str) -> str:
    """The name of what `duty_post` gave."""
    return GROUP_NAMES.get(code) or post_from_text(code).name


@cache
def _groups() -> Lexicon[Word]:
    others = {GRID_HEAD: ("网格负责人岗位", "网格长"), GRID_TEAM: ("全体网格成员", "网格服务团队")}
    return Lexicon(FILE, tuple(Word(code, name, others[code], "D9") for code, name in GROUP_NAMES.items()))


@cache
def _duties() -> Lexicon[DutySeed]:
    return Lexicon(FILE, read(FILE).each("duty", _duty))


def _duty(entry: Entry) -> DutySeed:
    questions = entry.any("blank", _question)
    blank = tuple(one.field for one in questions)
    definition = Definition(
        posts=tuple(_post(entry, code) for code in entry.texts("posts")),
        who=entry.text("who") if entry.has("who") else "",
        scope=_member(entry, "scope", DutyScope),
        rule=_rule(entry) if entry.has("rule") else "",
        times=_times(entry, blank),
        days=_member(entry, "days", DutyDays) if entry.has("days") else DutyDays.ALL,
        until=entry.text("until") if entry.has("until") else END_OF_DAY,
        proof=_proof(entry),
        blank=blank,
    )
    if bool(definition.posts) == bool(definition.who):
        raise entry.wrong("posts", "和 who 要写一样，也只写一样")
    if bool(definition.rule) == bool({Blank.EVERY, Blank.MONTHS} & set(blank)):
        raise entry.wrong("rule", "没有写，就要有 blank 来问；写了就不问")
    if not _CLOCK.fullmatch(definition.until):
        raise entry.wrong("until", "应为时刻，如 18:00")
    return DutySeed(**word_fields(entry), definition=definition, questions=questions)


def _question(entry: Entry) -> Question:
    return Question(_member(entry, "field", Blank), entry.text("ask"), entry.clause())


def _member(entry: Entry, key: str, kind: type[Member]) -> Member:
    value = entry.text(key)
    if value not in list(kind):
        raise entry.wrong(key, f"应为 {' '.join(kind)} 之一")
    return kind(value)


def _post(entry: Entry, code: str) -> str:
    try:
        return duty_post(code)
    except GridctlError:
        raise entry.wrong("posts", f"里没有“{code}”这个岗位") from None


def _rule(entry: Entry) -> str:
    rule = entry.text("rule")
    try:
        same = checked_rule(rule) == rule
    except GridctlError as error:
        raise entry.wrong("rule", error.message) from None
    if not same:
        raise entry.wrong("rule", f"应写成 {checked_rule(rule)}")
    return rule


def _times(entry: Entry, blank: tuple[Blank, ...]) -> int:
    if Blank.TIMES in blank:
        return 0
    return entry.number("times") if entry.has("times") else 1


def _proof(entry: Entry) -> str:
    proof = entry.text("proof")
    book, _, code = proof.partition(":")
    if book not in list(ProofKind) or bool(code) != (ProofKind(book) in _CODED):
        raise entry.wrong("proof", f"应为 {' '.join(ProofKind)} 之一，{'、'.join(sorted(_CODED))} 后面写种类")
    return proof
