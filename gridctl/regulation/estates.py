"""Words for rooms and those who live in them (类型, 状态, 与户主关系), and suggestions for kinds of public places."""

from __future__ import annotations

from functools import cache

from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, fold, word


def room_kinds() -> tuple[Word, ...]:
    """Every kind of room (房屋类型)."""
    return _lexicon("room_kind").items


def room_states() -> tuple[Word, ...]:
    """Every state of a room (房屋状态)."""
    return _lexicon("room_state").items


def resident_roles() -> tuple[Word, ...]:
    """Every role of a person in a household (与户主关系)."""
    return _lexicon("resident_role").items


def place_categories() -> tuple[Word, ...]:
    """Kinds of public places and equipment, as suggestions: a project may write its own."""
    return _lexicon("place_category").items


def room_kind_from_text(text: str) -> Word | None:
    """The kind of room that is meant (`住宅`, `底商`, `shop`), or None."""
    return _lexicon("room_kind").find(text)


def room_state_from_text(text: str) -> Word | None:
    """The state of a room that is meant (`已入住`, `未入住`, `let`), or None."""
    return _lexicon("room_state").find(text)


def resident_role_from_text(text: str) -> Word | None:
    """The role that is meant (`业主`, `配偶`, `租客`, `owner`), or None."""
    return _lexicon("resident_role").find(text)


def place_category_from_text(text: str) -> Word | None:
    """The kind of public place that is meant (`电梯`, `消控室`, `gate`), or None."""
    return _lexicon("place_category").find(text)


def suggest_place_category(name: str) -> Word | None:
    """The kind that a place's name suggests (`3栋2单元大堂` → 大堂, `1#电梯` → 电梯): its longest known word, or None."""
    text = fold(name)
    known = (
        (len(fold(known)), item)
        for item in place_categories()
        for known in (item.name, *item.aliases)
        if fold(known) in text
    )
    return max(known, key=lambda pair: pair[0], default=(0, None))[1]


@cache
def _lexicon(table: str) -> Lexicon[Word]:
    return Lexicon(f"estates.toml {table}", read("estates.toml").each(table, word))
