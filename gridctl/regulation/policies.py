"""The policies that `init` copies into dated rows: defaults of the regulation's figures and how they are typed and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import TYPE_CHECKING, Any

from gridctl.domain.money import fen_from_text, yuan
from gridctl.domain.text import fold as plain
from gridctl.errors import BadDataError, NotFoundError, UsageError
from gridctl.regulation.estates import room_kind_from_text, room_kinds, room_state_from_text, room_states
from gridctl.regulation.posts import post_from_text
from gridctl.regulation.reading import read
from gridctl.regulation.words import fold, listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridctl.regulation.reading import Entry
    from gridctl.regulation.words import Word

PolicyValue = bool | int | str | tuple[int, ...] | tuple[str, ...]

WEEKDAYS = "一二三四五六日"
PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,7}")
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{2,24}(?:转[0-9]{1,6})?")
NO_PHONE = frozenset({"", "无", "没有"})
CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
YES = frozenset({"true", "yes", "是", "1", "有效"})
NO = frozenset({"false", "no", "否", "0", "无效"})


@dataclass(frozen=True, slots=True)
class PolicyDefault:
    """A policy as the regulation has it; `type` says how its value is typed, `minimum` and `maximum` bound integers."""

    name: str
    title: str
    type: str
    default: PolicyValue
    unit: str
    minimum: int
    maximum: int
    meaning: str
    clause: str

    def parse(self, text: str) -> PolicyValue:
        """The value that a clerk's text means; BadDataError says what is allowed."""
        value = _PARSERS[self.type](self, plain(text))
        if value is None:
            raise BadDataError(f"{self.title}({self.name})不能是“{text}”", f"应填{self.allowed}。{self.meaning}")
        return value

    def keep(self, value: PolicyValue) -> str:
        """The value as one text; `parse` reads it back."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if self.type == "money":
            return f"{value}分"
        return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)

    def words(self, value: PolicyValue) -> str:
        """The value as a clerk reads it, and may type it: 周五, 客服管家, 15天, 50元/项."""
        return _SHOWN.get(self.type, str)(value) + self.unit

    @property
    def allowed(self) -> str:
        """What may be filled in, in words."""
        return _ALLOWED[self.type].format(self)


def policy_defaults() -> tuple[PolicyDefault, ...]:
    """Every policy with its default."""
    return tuple(_policies().values())


def policy_default(name: str) -> PolicyDefault:
    """The policy of that name or Chinese title; NotFoundError, with all names in its hint, where there is none."""
    found = next((item for item in policy_defaults() if fold(name) in {fold(item.name), fold(item.title)}), None)
    if found is None:
        raise NotFoundError(f"没有“{name}”这个制度参数", f"制度参数有：{listed(_policies())}")
    return found


def _integer(policy: PolicyDefault, text: str) -> int | None:
    digits = text.removesuffix(plain(policy.unit)).rstrip()
    return _within(policy, int(digits)) if re.fullmatch(r"[0-9]{1,9}", digits) else None


def _within(policy: PolicyDefault, number: int) -> int | None:
    return number if policy.minimum <= number <= policy.maximum else None


def _money(policy: PolicyDefault, text: str) -> int | None:
    """Fen; an amount that says neither 元 nor 分 is none, for it would be a hundred times too much or too little."""
    amount = text.removesuffix(policy.unit)
    if found := re.fullmatch(r"([0-9]{1,9}) ?分|(0)", amount):
        return _within(policy, int(found[1] or 0))
    try:
        return _within(policy, fen_from_text(amount)) if amount.endswith("元") else None
    except UsageError:
        return None


def _days(policy: PolicyDefault, text: str) -> tuple[int, ...] | None:
    text = text.removeprefix("第").removesuffix("天")
    numbers = [number for part in _parts(text) if (number := _integer(policy, part)) is not None]
    if not numbers or len(numbers) != len(_parts(text)) or sorted(set(numbers)) != numbers:
        return None
    return tuple(numbers)


def _weekday(policy: PolicyDefault, text: str) -> int | None:
    named = re.fullmatch(rf"(?:周|星期|礼拜)([{WEEKDAYS}天])", text)
    if named:
        return WEEKDAYS.index(named[1].replace("天", "日"))
    return _integer(policy, text)


def _time(_: PolicyDefault, text: str) -> str | None:
    found = CLOCK.fullmatch(text)
    try:
        return time(int(found[1]), int(found[2])).strftime("%H:%M") if found else None
    except ValueError:
        return None


def _flag(_: PolicyDefault, text: str) -> bool | None:
    word = text.casefold()
    return word in YES if word in YES | NO else None


def _limit(_: PolicyDefault, text: str) -> str | None:
    from gridctl.domain.limits import limit_from_text  # noqa: PLC0415 - only where a policy is typed or said in words

    limit = limit_from_text(text)
    return str(limit) if limit else None


def _prefix(_: PolicyDefault, text: str) -> str | None:
    return text.upper() if PREFIX.fullmatch(text.upper()) else None


def _phone(_: PolicyDefault, text: str) -> str | None:
    if text in NO_PHONE:
        return ""
    return text if PHONE.fullmatch(text) else None


def _head_post(_: PolicyDefault, text: str) -> str | None:
    try:
        post = post_from_text(text)
    except NotFoundError:
        return None
    return post.code if post.heads_grid else None


def _codes(find: Callable[[str], Word | None]) -> Callable[[PolicyDefault, str], tuple[str, ...] | None]:
    """A parser of a list of words that `find` knows."""

    def parse(_: PolicyDefault, text: str) -> tuple[str, ...] | None:
        found = [word.code for part in _parts(text) if (word := find(part))]
        return tuple(dict.fromkeys(found)) if found and len(found) == len(_parts(text)) else None

    return parse


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[,、;\s]+", text) if part]


_PARSERS: dict[str, Callable[[PolicyDefault, str], PolicyValue | None]] = {
    "integer": _integer,
    "money": _money,
    "days": _days,
    "weekday": _weekday,
    "time": _time,
    "flag": _flag,
    "limit": _limit,
    "text": _prefix,
    "phone": _phone,
    "post": _head_post,
    "room_kinds": _codes(room_kind_from_text),
    "room_states": _codes(room_state_from_text),
}
_ALLOWED = {
    "integer": "{0.minimum} 至 {0.maximum} 的整数({0.unit})",
    "money": "金额，如 50元、0",
    "days": "由小到大的天数，如 10,13",
    "weekday": "0（星期一）至 6（星期日）或 周一 至 周日",
    "time": "时刻，如 10:00",
    "flag": "是 或 否",
    "limit": "期限，如 30分钟、24小时、3个工作日、15天",
    "text": "1 至 8 个字母或数字，字母开头",
    "phone": "电话号码，如 0571-88886666，或 无",
    "post": "能任网格负责人的岗位：客服管家、物业助理、网格管理员",
    "room_kinds": "房屋类型，用逗号隔开，如 住宅，商铺",
    "room_states": "房屋状态，用逗号隔开，如 已入住，空置",
}


def _named(words: Callable[[], tuple[Word, ...]]) -> Callable[[Any], str]:
    """Shows a list of codes by the names of those words."""

    def show(codes: Any) -> str:
        names = {word.code: word.name for word in words()}
        return listed(names.get(code, code) for code in codes)

    return show


def _limit_words(stored: str) -> str:
    from gridctl.domain.limits import Limit  # noqa: PLC0415 - only where a policy is typed or said in words

    return Limit.parse_stored(stored).words


_SHOWN: dict[str, Callable[[Any], str]] = {
    "money": lambda fen: f"{yuan(fen)}元",
    "days": lambda days: "第" + listed(map(str, days)),
    "weekday": lambda day: f"周{WEEKDAYS[day]}",
    "phone": lambda phone: phone or "无",
    "flag": lambda flag: "是" if flag else "否",
    "limit": _limit_words,
    "post": lambda code: post_from_text(code).name,
    "room_kinds": _named(room_kinds),
    "room_states": _named(room_states),
}


@cache
def _policies() -> dict[str, PolicyDefault]:
    return {policy.name: policy for policy in read("policy.toml").each("policy", _policy)}


def _policy(entry: Entry) -> PolicyDefault:
    raw = entry.raw("default")
    policy = PolicyDefault(
        name=entry.code("name"),
        title=entry.text("title"),
        type=entry.text("type"),
        default=tuple(raw) if isinstance(raw, list) else raw,
        unit=entry.text("unit") if entry.has("unit") else "",
        minimum=entry.number("minimum") if entry.has("minimum") else 0,
        maximum=entry.number("maximum") if entry.has("maximum") else 0,
        meaning=entry.text("meaning"),
        clause=entry.clause(),
    )
    if policy.type not in _PARSERS:
        raise entry.wrong("type", f"应为 {' '.join(_PARSERS)} 之一")
    if _PARSERS[policy.type](policy, policy.keep(policy.default)) != policy.default:
        raise entry.wrong("default", f"应为{policy.allowed}")
    return policy
