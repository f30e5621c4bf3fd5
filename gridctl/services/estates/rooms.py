"""What a row of a sheet says of a room, in the words of the regulations, and how that differs from what is known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.domain.coordinates import Point, on_earth, on_plan
from gridctl.domain.numerals import arabic
from gridctl.domain.sheets import CLEAR
from gridctl.domain.text import fold
from gridctl.regulation.estates import room_kind_from_text, room_kinds, room_state_from_text, room_states
from gridctl.services.imports import kept, kept_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridctl.domain.estates import Place
    from gridctl.domain.imports import Numbered
    from gridctl.domain.sheets import RoomRow, Words
    from gridctl.regulation.words import Word
    from gridctl.services.imports import Difference, Draft

_FLOOR = re.compile(r"第?(?:(?P<down>-|负|地下|B)?)(?P<number>[0-9]{1,3})(?:层|楼|F)?")


def filled(draft: Draft[RoomRow], item: Numbered[RoomRow], room: Place) -> Place | None:
    """Give the room as the row says it; None where a word of the row is not understood."""
    line, row = item
    before = len(draft.problems)
    use = coded(draft, line, "kind", row.kind, room.use, room_kind_from_text, room_kinds())
    state = coded(draft, line, "state", row.state, room.state, room_state_from_text, room_states())
    floor = room.floor if row.floor is None else read_floor(row.floor)
    if row.floor is not None and floor is None:
        draft.wrong(line, "floor", row.floor, "看不懂是几层，写成 3 或 -1")
    if len(draft.problems) > before:
        return None
    return replace(
        room,
        use=use,
        state=state,
        floor=floor,
        area_cm2=kept(row.area_cm2, room.area_cm2),
        remark=kept_text(row.remark, room.remark),
    )


def coded(
    draft: Draft[RoomRow],
    line: int,
    field: str,
    cell: Words,
    there: str,
    find: Callable[[str], Word | None],
    words: tuple[Word, ...],
) -> str:
    """Give the code of a cell's word; a word that is not known is wrong, with those that are as the reason."""
    text = kept_text(cell, "")
    if not text:
        return there if cell is None else ""
    word = find(text)
    if word is None:
        draft.wrong(line, field, text, f"不认识，可以写 {'、'.join(each.name for each in words)}")
        return there
    return word.code


def read_floor(text: str) -> int | None:
    """Read a floor: 3, 3层, 三楼, B1, -1, 负一层; None where it is none."""
    found = _FLOOR.fullmatch(arabic(fold(text).upper().replace(" ", "")))
    if not found:
        return None
    return -int(found["number"]) if found["down"] else int(found["number"])


def point(
    draft: Draft[RoomRow], item: Numbered[RoomRow], known: Point | None
) -> tuple[()] | tuple[Point | None] | None:
    """Where the row puts its building: () for nothing said, None where it is wrong, else the place or its removal."""
    line, row = item
    for pair, read in ((("x", "y"), on_plan), (("longitude", "latitude"), lambda x, y: on_earth(x, y, known))):
        one, other = getattr(row, pair[0]), getattr(row, pair[1])
        if one is None and other is None:
            continue
        if one is CLEAR and other is CLEAR:
            return (None,)
        if not isinstance(one, str) or not isinstance(other, str):
            draft.wrong(line, pair[0] if one is None else pair[1], "", "坐标要两列都写")
            return None
        try:
            return (read(one, other),)
        except ValueError as error:
            draft.wrong(line, pair[0], f"{one},{other}", str(error))
            return None
    return ()


def differences(before: Place, after: Place) -> list[Difference]:
    """Say in Chinese what of a room changes."""
    kinds, states = {w.code: w.name for w in room_kinds()}, {w.code: w.name for w in room_states()}
    told = (
        ("类型", kinds.get(before.use, before.use), kinds.get(after.use, after.use)),
        ("状态", states.get(before.state, before.state), states.get(after.state, after.state)),
        ("楼层", shown_number(before.floor), shown_number(after.floor)),
        ("面积", shown_area(before.area_cm2), shown_area(after.area_cm2)),
        ("备注", before.remark, after.remark),
    )
    return [each for each in told if each[1] != each[2]]


def shown_number(value: int | None) -> str:
    """A number as it is shown, "" for none."""
    return "" if value is None else str(value)


def shown_area(value: int | None) -> str:
    """An area in square metres as it is shown."""
    return "" if value is None else f"{value / 10_000:.2f}"
