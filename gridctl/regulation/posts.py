"""The posts (岗位) of the regulations: their names, what they answer for and the clause they come from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridctl.errors import NotFoundError
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry

SCOPES = ("grid", "buildings", "project", "place")
CONTACTS = ("engineering", "order", "environment")


@dataclass(frozen=True, slots=True)
class Post(Word):
    """A post. `scope` is one of SCOPES; `heads_grid`: may be set as 网格负责人岗位; `external`: a contractor's people.

    `vacant` says what nobody does while nobody holds the post ("" where the regulations can do without it), `contact`
    which of CONTACTS it is on a notice card, if any; `approves_gold`: decides on gold stewards; `lives_in_grid`: is to
    live in the grid.
    """

    scope: str
    heads_grid: bool
    external: bool
    duty: str
    vacant: str
    approves_gold: bool
    lives_in_grid: bool
    contact: str


def posts() -> tuple[Post, ...]:
    """Every post, in the order of the regulations' offices."""
    return _lexicon().items


def post_from_text(text: str) -> Post:
    """The post that a code, a name or another usual name means (`物业助理`, `property_assistant`, `管家`).

    NotFoundError, with all posts in its hint, where there is none.
    """
    post = _lexicon().find(text)
    if post is None:
        raise NotFoundError(f"没有“{text}”这个岗位", f"岗位有：{_lexicon().names()}")
    return post


@cache
def _lexicon() -> Lexicon[Post]:
    return Lexicon("posts.toml", read("posts.toml").each("post", _post))


def _post(entry: Entry) -> Post:
    scope = entry.text("scope")
    if scope not in SCOPES:
        raise entry.wrong("scope", f"应为 {' '.join(SCOPES)} 之一")
    contact = entry.text("contact") if entry.has("contact") else ""
    if contact and contact not in CONTACTS:
        raise entry.wrong("contact", f"应为 {' '.join(CONTACTS)} 之一")
    return Post(
        **word_fields(entry),
        scope=scope,
        heads_grid=entry.flag("heads_grid"),
        external=entry.flag("external"),
        duty=entry.text("duty"),
        vacant=entry.text("vacant") if entry.has("vacant") else "",
        approves_gold=entry.flag("approves_gold"),
        lives_in_grid=entry.flag("lives_in_grid"),
        contact=contact,
    )
