"""The forms in which people write a place, as patterns over a text whose digits and separators were made alike.

Compiled on first need: together they cost some 20 ms, and most commands read no place.
"""

from __future__ import annotations

import re
from functools import cache

from gridctl.domain.numerals import arabic
from gridctl.domain.place_keys import normal, pattern

LONGEST = 60  # characters; whatever is longer is a story, and read as a name as a whole

_PARTS = {
    "PREFIX": r"(?P<prefix>.{0,30}?)-*",
    "PHASE": r"(?:第?(?P<phase>[0-9]{1,2}|[IVX]{1,4}|[A-H])期(?:工程)?-*)?",
    # 3, A, A1, 12B, 甲, and 3-1 only where a mark follows
    "BUILDING": r"(?<![0-9A-Z])第?(?P<building>[0-9]{1,3}-[0-9]{1,2}(?=[栋幢座])|[A-Z]{0,2}[0-9]{1,3}[A-Z]?|[A-Z]{1,2}"
    r"|[甲乙丙丁戊东西南北中][0-9]{0,2})",
    "MARK": r"(?P<mark>号楼|#楼|[号#]?[栋幢座棟橦]楼?|楼[栋宇]|号|#|楼)",
    "UNIT": r"第?(?P<unit>[0-9]{1,2}|[A-Z][0-9]?|[甲乙丙丁东西中南北])",
    "UNITMARK": r"(?:号?(?:单元|门洞|门(?![禁厅岗口卫锁铃])|梯)|单)",
    "FLOOR": r"(?:第?(?P<floor>[0-9]{1,2})(?:层|楼|F)-*)?",
    "ROOM": r"(?P<room>[A-Z]{0,2}[0-9]{1,5}(?:[A-Z]{1,2}[0-9]{0,3})?(?:-[0-9]{1,4})?)[号#]?[室房户]?",
    "SHOP": r"(?P<room>(?:[临沿]街|底层)?(?:(?:商铺|底商|店铺|铺[面位]|门[面市]房?|商)[-号#]*[A-Z]{0,2}[0-9]{1,4}[A-Z]?(?:-[0-9]{1,4})?"
    r"|[A-Z]{0,2}[0-9]{1,4}[A-Z]?[号#]?-*(?:商铺|底商|店铺|铺[面位]|门[面市]房?|铺)))[号#]?[室房户]?",
}
_FORMS = {
    "building": "{PREFIX}{PHASE}{BUILDING}{MARK}-*(?:{UNIT}(?:(?:{UNITMARK}|[号#])-*|-+))?{FLOOR}{ROOM}",
    "unit": "{PREFIX}{PHASE}(?:{BUILDING}-+)?(?<![0-9A-Z栋幢座]){UNIT}{UNITMARK}-*{FLOOR}{ROOM}",
    "shop": "{PREFIX}{PHASE}(?:{BUILDING}(?:{MARK}-*|-+))?(?:{UNIT}(?:{UNITMARK}-*|-+))?{SHOP}",
    "named": "(?P<prefix>){PHASE}(?P<building>[^-0-9A-Z#]{{2,10}}?)-*(?:{UNIT}(?:{UNITMARK}-*|-+))?{FLOOR}{ROOM}",
    "bare": "{PREFIX}{PHASE}(?<![0-9A-Z])(?P<bare>[0-9A-Z]+(?:-[0-9A-Z]+){{0,3}})[号#]?[室房户]?",
    "part_of_building": "{PREFIX}{PHASE}{BUILDING}(?:{MARK}-*|-+(?![0-9]))(?:(?=第?[0-9]|.{{1,2}}单元){UNIT}{UNITMARK}-*)?(?P<name>.*)",
    "part_of_unit": "(?P<prefix>){PHASE}{UNIT}(?P<mark>单元)-*(?P<name>.*)",
    "part_of_bare": "{PREFIX}{PHASE}{BUILDING}-+{UNIT}-*(?P<name>[^-0-9A-Z单门梯层楼].*)",
    "part_of_named": "(?P<prefix>)(?P<building>[^-0-9A-Z]{{1,8}}?[楼阁轩厦])-*(?P<name>.+)",
    "part_of_phase": "(?P<prefix>)第?(?P<phase>[0-9]{{1,2}}|[IVX]{{1,4}}|[A-H])期(?:工程)?-*(?P<name>.+)",
    "district": r".*?(?P<district>[0-9A-Z东西南北中前后新老]+(?:区|组团))",
    "not_estate": r"[库泵岗梯亭池塔灯闸]|车位|机房|广场|消防|监控|配电|通道",
}


@cache
def form(name: str) -> re.Pattern[str]:
    """Compile a form on first need: together they cost some 20 ms, and most commands read no place."""
    return re.compile(_FORMS[name].format(**_PARTS) if "{" in _FORMS[name] else _FORMS[name])


def writing(text: str) -> str:
    """Bring a text to what the forms read: numerals in digits, every separator a hyphen, no other spaces."""
    text = re.sub(r"(?<=[0-9A-Z]) (?=[0-9A-Z])|[/\\|.,_:;·•、]", "-", normal(text))
    text = pattern("dash").sub("-", text.replace(" ", ""))
    return re.sub(r"-+", "-", arabic(text)).rstrip("-")


def part(found: re.Match[str], name: str) -> str:
    """Return a group of a match, "" where the form has no such group or it stands empty."""
    return found.groupdict().get(name) or ""


def match(name: str, text: str) -> re.Match[str] | None:
    """Match a form whose prefix, if any, can be the name of an estate or a district.

    It has a word in it. Where only a hyphen, # or 号 tells the building, it names no equipment: 电梯1-2 is no room.
    """
    found = form(name).fullmatch(text)
    prefix = found["prefix"].strip("-") if found else ""
    if not found or not prefix:
        return found
    said = any(mark in found[0] for mark in ("栋", "幢", "座", "单元", "号楼"))
    named = not prefix.isascii() and not re.match("[#号室层]", prefix) and not re.search("[栋幢座#]", prefix)
    return found if named and (said or not form("not_estate").search(prefix)) else None


def phases(found: re.Match[str]) -> list[str]:
    """Return what can be the phase of a match: the one said, else what stands before the building, else none.

    The name of an estate can be left out, a district cannot: 南区3栋 must not be found in 北区.
    """
    phase, prefix = part(found, "phase"), part(found, "prefix").strip("-")
    if phase or not prefix:
        return [phase]
    district = form("district").fullmatch(prefix)
    return list(dict.fromkeys([prefix, district["district"]])) if district else [prefix, ""]
