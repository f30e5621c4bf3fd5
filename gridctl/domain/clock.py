"""Written days and times of day: `2026年11月20日`, `8:30`, `8点半`, `下午3点`, `晚8点一刻`; Chinese numerals as digits.

A minute is counted from the day's midnight, 0 to 1439. What is wrong is a ValueError with a Chinese reason;
what fits several times is an UnclearError, which bears them. `plain` comes before everything else here.
"""

from __future__ import annotations

import re
from datetime import date

from gridctl.domain.numerals import NUMERALS, number

_YEARS = range(1900, 2100)
_LAST_MINUTE, _LAST_HOUR = 59, 23
_SPOKEN_AT_NIGHT = range(1, 6)

_PUNCTUATION = str.maketrans("—–−―∶。", "----:.")
_ANY_NUMERAL = f"[{NUMERALS}]+"
_NUMERAL = re.compile(
    rf"(?<=第){_ANY_NUMERAL}(?=周)|(?<![周期拜]){_ANY_NUMERAL}(?=个?半?(?:小时|钟头)|[年月日号天点时分刻]|$)"
)

_FULL = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d./-])",
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
    )
)
# The hours that a word of the day can mean, first and last; each span is shorter than twelve hours.
_PARTS = {
    "凌晨": (0, 5),
    "清晨": (4, 8),
    "早上": (4, 11),
    "早晨": (4, 11),
    "早": (4, 11),
    "上午": (5, 12),
    "中午": (11, 14),
    "下午": (12, 19),
    "傍晚": (16, 19),
    "晚上": (17, 23),
    "晚间": (17, 23),
    "晚": (17, 23),
    "夜里": (18, 23),
}
_TIME = re.compile(
    rf"(?P<part>{'|'.join(_PARTS)})?"
    r"(?:(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::[0-5]\d)?"
    r"|(?P<unit>[点时])(?:(?P<half>半)|钟|整|(?P<quarter>[13])刻|(?P<spoken>\d{1,2})分?)?))?",
    re.ASCII,
)


class UnclearError(ValueError):
    """What was typed fits several days or times; `choices` are these, in full."""

    def __init__(self, reason: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.choices = choices


def plain(typed: str) -> str:
    """Bring a folded text to one shape: ASCII punctuation, numerals as digits, spaces only between digits."""
    text = typed.lower().translate(_PUNCTUATION)
    return _as_digits(re.sub(r"(?<![0-9]) | (?![0-9])", "", text))


def _as_digits(text: str) -> str:
    """Write the Chinese numerals before a unit of time as digits: `十一月二十日` → `11月20日`; 周三 stays."""
    return _NUMERAL.sub(lambda found: number(found[0]), text)


def calendar_day(year: int, month: int, day: int) -> date:
    """Give a day of the calendar, or a ValueError that says why there is none."""
    if year not in _YEARS:
        raise ValueError(f"年份{year}不在{_YEARS[0]}至{_YEARS[-1]}之间")
    if month not in range(1, 13):
        raise ValueError(f"没有{month}月（先写月，后写日）")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{year}年{month}月没有{day}日") from None


def full_day(text: str) -> tuple[date, str] | None:
    """Read a day that bears its year at the head of a plain text; also give the rest. None if it does not begin so."""
    for pattern in _FULL:
        if found := pattern.match(text):
            return calendar_day(int(found["y"]), int(found["m"]), int(found["d"])), after(found)
    return None


def after(found: re.Match[str]) -> str:
    """Give what follows a day, without the mark between day and time."""
    return re.sub(r"^[ t,](?=[0-9])", "", found.string[found.end() :])


def written(minute: int) -> str:
    """Give a minute of the day as it is stored and shown: `08:30`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def minute_of_day(text: str) -> int | None:
    """Read a time of day; None where only a part of the day (上午) is named, or nothing."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"看不懂“{text}”")
    if found["hour"] is None:
        return None
    return _hour(found) * 60 + _minute(found)


def _minute(found: re.Match[str]) -> int:
    """Give the minutes past the hour."""
    if found["half"]:
        return 30
    if found["quarter"]:
        return int(found["quarter"]) * 15
    minute = int(found["minute"] or found["spoken"] or 0)
    if minute > _LAST_MINUTE:
        raise ValueError(f"没有{minute}分")
    return minute


def _hour(found: re.Match[str]) -> int:
    """Give the hour of 24: as written, or as its word says; 1点 to 5点 without a word are asked back."""
    hour = int(found["hour"])
    if hour > _LAST_HOUR:
        raise ValueError(f"没有{hour}点，零点请写次日 0:00")
    if found["part"]:
        return _hour_in(found["part"], hour)
    if found["unit"] == "点" and hour in _SPOKEN_AT_NIGHT:
        raise UnclearError(f"{hour}点是凌晨还是下午", (f"凌晨{hour}点", f"下午{hour}点"))
    return hour


def _hour_in(part: str, hour: int) -> int:
    """Give the hour within a part of the day, said by twelve hours or by twenty-four."""
    first, last = _PARTS[part]
    for candidate in (hour, hour + 12):
        if first <= candidate <= last:
            return candidate
    raise ValueError(f"{part}没有{hour}点，请按24小时写")
