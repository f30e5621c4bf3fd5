"""Normal forms under which the register and what people write meet. All are pure, cached, and unchanged by themselves.

A key is for comparing: what is shown to people is what the register or they wrote.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING

from gridctl.domain.numerals import NUMERALS, arabic
from gridctl.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

_CACHED = 32_768  # distinct writings kept for each key: more than an estate has room numbers
_ROUNDS = 8  # one is enough for anything an office writes
_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－~～〜∼⁓ー─━"), "-")  # ー ─ ━ are what an input method offers for —
_NORMAL = _UPPER | _HYPHENS
_NONE = frozenset(["", "无", "空", "没有", "暂无", "NULL", "NONE", "N/A", "不详"])
_ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}
_SHOPS = r"商铺|底商|店铺|铺面|铺位|门面房?|门市房?|商(?=-?[0-9])|(?<=[0-9A-Z])铺$"

_PATTERNS = {
    "dash": r"(?<=[0-9])一(?=[0-9])",  # 3一2一101: typed for a hyphen
    "zeros": r"(?<![0-9])0+(?=[0-9])",
    "room_zeros": r"(?<![0-9A-Z])0+(?=[0-9])",  # 12A01 is not 12A1
    "trailing": rf"(?:[{NUMERALS}]+|[壹贰叁肆伍陆柒捌玖拾]+)$",
    "building": r"[#第]*(.*?)((?:号|#|栋|幢|座|橦|棟|楼宇|楼|-)*)",
    "stem": r".*[0-9A-Z甲乙丙丁戊己庚辛东西南北中]",
    "unit": r"[#第]*([0-9]+|[A-Z][0-9]?|[甲乙丙丁东西中南北])(?:-|#|号?(?:单元|门洞|门|梯|单)|号)*",
    "phase": rf"第*([0-9{NUMERALS}]+|[A-Z]+)(?:期(?:工程)?)*",
    "phase_inside": rf"[{NUMERALS}]+(?=期)",
    "floor": r"([0-9]{1,2})(?:层|楼|F)-?(?=[0-9])([0-9]+.*)",
    "room_tail": r"[#号室房户]+$",
    "shop": rf"(.*?)({_SHOPS})[-号#]*(.*)",
    "shop_word": _SHOPS,
    "block": r"(?<=[0-9A-Z])(?:[号#]+(?:楼栋|楼|[栋幢座棟])-?|[栋幢座棟]+-?|(?:[号#]+-?|-)(?=[0-9A-Z]{1,2}单元))",
    "numbered": r"(?<=[0-9A-Z])[号#]+",
    "numbered_between": r"(?<=[0-9A-Z])[号#]+(?=[0-9A-Z])",
    "room_floor": r"([0-9]{1,2})[0-9]{2}[A-Z]?(?:-[0-9]+)?",
}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Compile a pattern on first need: ordinary commands load this module and parse no place."""
    return re.compile(_PATTERNS[name])


def normal(text: str) -> str:
    """Fold a text, with ASCII capitals and one kind of hyphen; its spaces stay."""
    return fold(text).translate(_NORMAL)


def _compact(text: str) -> str:
    """Return the normal text without spaces, "" for the words that say there is none."""
    text = "".join(normal(text).split())
    return "" if text in _NONE or not text.strip("0-/\\.*") else text


def _no_zeros(text: str) -> str:
    """Take the leading zeros off every number: 0101 → 101, A03 → A3."""
    return pattern("zeros").sub("", text) if "0" in text else text


def _settled(rule: Callable[[str], str]) -> Callable[[str], str]:
    """Cache a rule, and repeat it until it changes nothing: taking one mark off may bare another."""

    @lru_cache(_CACHED)
    @wraps(rule)
    def key(text: str) -> str:
        for _ in range(_ROUNDS):
            before, text = text, rule(text)
            if text == before:
                break
        return text

    return key


@_settled
def building_key(text: str) -> str:
    """Return a building's key: 3栋, 3#, 三号楼, 第03幢 → 3; A座 → A; 综合楼 stays; 0, 无, - → ""."""
    text = _compact(text)
    found = pattern("building").fullmatch(text)
    if not found:
        return text
    stem = pattern("trailing").sub(lambda run: arabic(run[0]), found[1])
    return _compact(_no_zeros(stem)) if pattern("stem").fullmatch(stem) else text


@_settled
def unit_key(text: str) -> str:
    """Return a unit's key: 二单元, 2门, 02 → 2; A单元 → A; 0, 无, - → "" (the building has none)."""
    text = arabic(_compact(text))
    found = pattern("unit").fullmatch(text)
    return _compact(_no_zeros(found[1])) if found else text


@_settled
def phase_key(text: str) -> str:
    """Return a phase's key: 一期, 第1期, Ⅰ期 → 1; 南区 stays; none → ""."""
    text = _compact(text)
    found = pattern("phase").fullmatch(text)
    if found:
        said = arabic(found[1])
        return _compact(_no_zeros(_ROMAN.get(said, said)))
    return pattern("phase_inside").sub(lambda run: arabic(run[0]), text)


@_settled
def room_key(text: str) -> str:
    """Return a room's key: 0101, 101室 → 101; 101a → 101A; 15层01 → 1501; 12号商铺, 底商12 → 商铺12; none → ""."""
    if text.isdecimal() and text.isascii():
        return text.lstrip("0")
    text = pattern("dash").sub("-", _compact(text))
    text = pattern("room_tail").sub("", arabic(text).lstrip("#"))
    shop = pattern("shop").fullmatch(text)
    if shop and (shop[1] or shop[3]):
        return _shop_key(shop[1], shop[3])
    floor = pattern("floor").fullmatch(text)
    return _compact(pattern("room_zeros").sub("", _on_floor(floor[1], floor[2]) if floor else text))


def _on_floor(floor: str, room: str) -> str:
    """Join a floor and a room that is counted on its floor: 15, 01 → 1501; a whole room number stands alone."""
    counted = room.isdecimal() and len(room) <= 2  # noqa: PLR2004
    return f"{int(floor)}{int(room):02}" if counted else room


def _shop_key(before: str, after: str) -> str:
    """Return the key of a shop from what stands before and after the word: 临街 + 3 → 临街商铺3, S5 → 商铺S5."""
    lead = before.rstrip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-号#")
    ident = _no_zeros((before[len(lead) :] + after).strip("-号#"))
    return f"{lead}商铺{ident}"


@_settled
def public_key(text: str) -> str:
    """Return the key of a public place: spaces off, numbers alike (1号电梯, 1#电梯, 一号电梯, 1电梯 → 1电梯).

    3号楼, 3#楼 and 3幢 inside a name become 3栋; 3楼 stays, for it is a floor.
    """
    text = arabic(pattern("dash").sub("-", "".join(normal(text).split())))
    text = pattern("block").sub("栋", text)
    text = pattern("numbered_between").sub("-", text)
    return _no_zeros(pattern("numbered").sub("", text).replace("#", ""))


def floor_of(room: str) -> int | None:
    """Return the floor that a room's key tells: 1201 → 12, 101A → 1; None where it tells none (12, B101, 商铺5)."""
    found = pattern("room_floor").fullmatch(room)
    return int(found[1]) if found else None
