"""The check-lists that the regulations ask for, and how a mark on a sheet is read; a project copies and changes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridctl.domain.checklists import Definition, Point
from gridctl.domain.duties.duties import GRID_HEAD
from gridctl.domain.grids import Scope
from gridctl.domain.inspections import Mark
from gridctl.regulation.posts import post_from_text
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, word, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry

FILE = "checklists.toml"
OPENING = ("hazard", "repair", "cleaning")
"""The kinds of ticket that a point may open."""


@dataclass(frozen=True, slots=True)
class ChecklistSeed(Word):
    """A check-list as the regulations have it."""

    definition: Definition


def checklists() -> tuple[ChecklistSeed, ...]:
    """Every check-list of the regulations."""
    return _checklists().items


def checklist_named(text: str) -> ChecklistSeed | None:
    """The check-list that a code, a name or another usual name means (`fire-daily`, `安全巡查`), or None."""
    return _checklists().find(text)


@cache
def marks() -> Lexicon[Word]:
    """The marks of a sheet: √ × ○ and what else is written for them."""
    return Lexicon(f"{FILE} mark", read(FILE).each("mark", _mark))


@cache
def mark_signs() -> dict[str, str]:
    """The sign of each mark: √ × ○."""
    return {item.code: item.name for item in marks()}


@cache
def _checklists() -> Lexicon[ChecklistSeed]:
    return Lexicon(FILE, read(FILE).each("checklist", _checklist))


def _mark(entry: Entry) -> Word:
    found = word(entry)
    if found.code not in list(Mark):
        raise entry.wrong("code", f"应为 {' '.join(Mark)} 之一")
    return found


def _checklist(entry: Entry) -> ChecklistSeed:
    from gridctl.regulation.tickets import ticket_kind  # noqa: PLC0415 - marks need no kinds of ticket

    ground = entry.text("ground")
    if ground not in list(Scope):
        raise entry.wrong("ground", f"应为 {' '.join(Scope)} 之一")
    posts = entry.texts("posts")
    if not posts:
        raise entry.wrong("posts", "至少要有一个岗位")
    for post in (*posts, *entry.texts("partner_posts")):
        if post != GRID_HEAD:
            post_from_text(post)
    definition = Definition(
        ground=ground,
        posts=posts,
        points=entry.each("point", _point),
        partner_posts=entry.texts("partner_posts"),
        settles=tuple(ticket_kind(kind).code for kind in entry.texts("settles")),
    )
    return ChecklistSeed(**word_fields(entry), definition=definition)


def _point(entry: Entry) -> Point:
    from gridctl.regulation.tickets import category_from_text  # noqa: PLC0415 - likewise

    opens = entry.code("opens") if entry.has("opens") else ""
    if opens and opens not in OPENING:
        raise entry.wrong("opens", f"应为 {' '.join(OPENING)} 之一")
    category = entry.code("category") if entry.has("category") else ""
    return Point(
        code=entry.code(),
        name=entry.text("name"),
        items=entry.texts("items"),
        opens=opens,
        category=category_from_text(category, opens).code if category else "",
        places=entry.texts("places"),
        counted=entry.flag("counted"),
        homes=entry.flag("homes"),
        clause=entry.clause(),
    )
