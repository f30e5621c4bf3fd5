"""When something happened, to the minute or to the day, and how clerks type it (`昨天 8:30`, `11-20`, `上周五`).

`now` is the project's local time everywhere, a naive datetime. Strict: month before day, years in four digits, and
what could be two days is asked back, never guessed. How full days and times of day are written is in clock.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gridctl.domain.clock import UnclearError, after, calendar_day, full_day, minute_of_day, plain, written
from gridctl.domain.text import fold
from gridctl.errors import AmbiguousError, UsageError

NO_MOMENT, UNKNOWN = "不能当作日期时间", "看不懂是什么时候："
HINT = "可以写 2026-11-20、11-20、11月20日、20日、昨天、3天前、上周五，后面可加时间，如 昨天 8:30、11-20 下午3点"
WEEKDAYS = "一二三四五六日"
_SOON = timedelta(days=31)
_HALF_YEAR = timedelta(days=183)
_STORED = re.compile(r"(\d{4}-\d\d-\d\d)(?: ([01]\d|2[0-3]):([0-5]\d))?", re.ASCII)

_EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of the 1900 system, as it counts after its 29 February 1900
_SERIALS = (20_000, 80_001)  # 1954-10-03 up to 2119
_EIGHT_DIGITS = (19_000_101, 21_000_000)  # 20261120 typed as a number
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day, and its minute (0 to 1439) where that is known; as text `2026-11-20` or `2026-11-20 08:30`."""

    day: date
    minute: int | None = None

    def __str__(self) -> str:
        return self.day.isoformat() if self.minute is None else f"{self.day} {written(self.minute)}"

    @classmethod
    def parse_stored(cls, text: str) -> Moment:
        """Read what `str` wrote; anything else is a ValueError."""
        found = _STORED.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text}”不是账册里的时间写法")
        minute = None if found[2] is None else int(found[2]) * 60 + int(found[3])
        return cls(date.fromisoformat(found[1]), minute)

    @classmethod
    def of(cls, local: datetime) -> Moment:
        """Give the minute that a local time is in."""
        return cls(local.date(), local.hour * 60 + local.minute)


def not_before(a: Moment, b: Moment) -> bool:
    """Whether `a` may be at or after `b`: False only where it is certainly before; a day alone compares by day."""
    if a.day != b.day or a.minute is None or b.minute is None:
        return a.day >= b.day
    return a.minute >= b.minute


def parse_moment(text: str, now: datetime, *, ahead: bool = False) -> Moment:
    """Read a day, with or without a time, as a clerk types it; one to come only with `ahead` (a due date).

    UsageError where it is none or is still to come, AmbiguousError where it could be several.
    """
    typed = fold(text)
    try:
        return _read(plain(typed), _Setting(now, ahead))
    except UnclearError as unclear:
        raise AmbiguousError(f"“{typed}”说不准：{unclear}", _which(unclear.choices), unclear.choices) from None
    except ValueError as wrong:
        whole = str(wrong) == f"看不懂“{plain(typed)}”"
        raise UsageError(f"{UNKNOWN}“{typed}”" if whole else f"“{typed}”{NO_MOMENT}：{wrong}", HINT) from None


def parse_day(text: str, now: datetime, *, ahead: bool = False) -> date:
    """Read a day as a clerk types it, as parse_moment does; a time of day is refused."""
    moment = parse_moment(text, now, ahead=ahead)
    if moment.minute is not None:
        raise UsageError(f"“{fold(text)}”带了时间，这里只要日期", f"请写 {moment.day}")
    return moment.day


def parse_cell_day(value: object) -> date:
    """Read the day of a sheet's cell, leaving out its time; ValueError with a Chinese reason where there is none."""
    return parse_cell_moment(value).day


def parse_cell_moment(value: object) -> Moment:
    """Read a sheet's cell: a date, a datetime, text that bears its year, or a serial number of Excel's 1900 system.

    Midnight to the second is how sheets hold a day alone. No word such as 昨天, for a sheet does not say when it
    was written: ValueError with a Chinese reason.
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, datetime):
        return Moment(value.date()) if value.time() == time.min else Moment.of(value)
    if isinstance(value, date):
        return Moment(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    raise ValueError("是空的" if value is None else f"“{value}”不是日期")


def _from_text(text: str) -> Moment:
    """Read a cell's text; `2026-11-20 00:00:00` is the day alone, as sheets are exported."""
    typed = fold(text)
    if not typed:
        raise ValueError("是空的")
    found = full_day(plain(typed))
    if found is None:
        raise ValueError(f"“{typed}”不是完整的日期，要写明年月日，如 2026-11-20")
    day, rest = found
    return Moment(day) if rest in {"0:00:00", "00:00:00"} else Moment(day, minute_of_day(rest))


def _from_number(number: float) -> Moment:
    """Read a serial number, or eight digits such as 20261120."""
    if _SERIALS[0] <= number < _SERIALS[1]:
        # To the second first: 8:30 is 0.35416…, a hair more or less than it.
        days, seconds = divmod(round(number * _DAY_SECONDS), _DAY_SECONDS)
        return Moment(_EXCEL_EPOCH + timedelta(days=days), seconds // 60 if seconds else None)
    if _EIGHT_DIGITS[0] <= number < _EIGHT_DIGITS[1] and number == int(number):
        return Moment(calendar_day(int(number) // 10_000, int(number) // 100 % 100, int(number) % 100))
    raise ValueError(f"“{number}”不是日期")


@dataclass(frozen=True, slots=True)
class _Setting:
    """The local time at which something is typed, and whether it may lie ahead."""

    now: datetime
    ahead: bool

    @property
    def today(self) -> date:
        return self.now.date()

    def allows(self, day: date) -> bool:
        """Whether a day lies on the side of today that is meant where the text does not say."""
        return day >= self.today if self.ahead else day <= self.today


_SHORT_YEAR = re.compile(r"(\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)", re.ASCII)
_THREE_PARTS = re.compile(r"\d+[-/.年]\d+[-/.月]\d", re.ASCII)
_AGO = re.compile(r"(?P<n>\d{1,3}|(?=半))个?(?P<half>半个?)?(?P<unit>小时|钟头|分钟|分|天|日)[以之]?前", re.ASCII)
_NOW = frozenset({"刚才", "刚刚", "现在", "now"})
_RELATIVE = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3, "today": 0, "yesterday": -1}


def _which(choices: tuple[str, ...]) -> str:
    """Ask back which one is meant."""
    return f"请写明，如 {' 或 '.join(choices)}" if choices else HINT


def _read(text: str, at: _Setting) -> Moment:
    """Read a plain text: now, so long ago, or a day and a time."""
    if text in _NOW:
        return Moment.of(at.now)
    if found := _AGO.fullmatch(text):
        return _ago(found, at.now)
    day, rest = _head(text, at)
    minute = minute_of_day(rest)
    if day is None:
        return _time_alone(minute, at)
    return _happened(Moment(day, minute), at)


def _head(text: str, at: _Setting) -> tuple[date | None, str]:
    """Read the day that a text begins with, None where a time stands alone."""
    if full := full_day(text):
        return full
    for pattern, reader in _PARTIAL:
        if found := pattern.match(text):
            return reader(found, at), after(found)
    _refuse_halves(text)
    return None, text


def _refuse_halves(text: str) -> None:
    """Say what is missing in the likeliest of the texts that are no date."""
    if not text:
        raise ValueError("是空的")
    if re.fullmatch(r"[0-9]+", text):
        raise ValueError("只有数字，看不出是几月几日")
    if found := _SHORT_YEAR.match(text):
        raise UnclearError("年份要写四位", _in_this_century(*map(int, found.groups())))
    if _THREE_PARTS.match(text):
        raise ValueError("要按年、月、日的顺序写，年份四位，分隔符一致")


def _in_this_century(year: int, month: int, day: int) -> tuple[str, ...]:
    """Give the day that a year of two digits most likely means, if there is one."""
    try:
        return (str(calendar_day(2000 + year, month, day)),)
    except ValueError:
        return ()


def _happened(moment: Moment, at: _Setting) -> Moment:
    """Refuse what is still to come, unless it may lie ahead."""
    if not at.ahead and not not_before(Moment.of(at.now), moment):
        raise ValueError(f"还没有到（现在是{Moment.of(at.now)}）")
    return moment


def _time_alone(minute: int | None, at: _Setting) -> Moment:
    """Let a time without a day be today's, if that fits; else ask for the day."""
    if minute is None:
        raise ValueError("没有写是哪一天")
    present, here = Moment.of(at.now), Moment(at.today, minute)
    fits = not_before(here, present) if at.ahead else not_before(present, here)
    if not fits:
        near = Moment(at.today + timedelta(days=1 if at.ahead else -1), minute)
        raise UnclearError(f"现在是{present}，没有写是哪一天", (str(near),))
    return here


def _ago(found: re.Match[str], now: datetime) -> Moment:
    """Read so many days ago as a day, so many hours or minutes ago as a minute."""
    count, half, unit = int(found["n"] or 0), bool(found["half"]), found["unit"]
    if unit in {"小时", "钟头"}:
        return Moment.of(now - timedelta(hours=count, minutes=30 if half else 0))
    if half:
        raise ValueError(f"请写明是几{unit}前")
    if unit in {"天", "日"}:
        return Moment(now.date() - timedelta(days=count))
    return Moment.of(now - timedelta(minutes=count))


def _by_month(found: re.Match[str], at: _Setting) -> date:
    """Read a day without a year: this year's, or the near one across the turn of the year; else ask back."""
    this = calendar_day(at.today.year, int(found["m"]), int(found["d"]))
    other = _in_year(this, at.today.year + (1 if at.ahead else -1))
    if at.allows(this) and not at.ahead:
        return this
    near = this if at.allows(this) else other
    clear = near == this or abs(this - at.today) > _SOON
    if near and clear and abs(near - at.today) <= _HALF_YEAR:
        return near
    raise UnclearError(f"今天是{at.today}，没有写是哪一年", (str(near),) if near else ())


def _in_year(day: date, year: int) -> date | None:
    """Give the same day of another year; None for 29 February of a year that has none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _by_day(found: re.Match[str], at: _Setting) -> date:
    """Read a day of this month; ask back for one on the wrong side of today."""
    this = calendar_day(at.today.year, at.today.month, int(found["d"]))
    if not at.allows(this):
        raise UnclearError(f"今天是{at.today}，没有写是哪个月的{this.day}日")
    return this


def _by_word(found: re.Match[str], at: _Setting) -> date:
    """Read yesterday and its like."""
    return at.today + timedelta(days=_RELATIVE[found["word"]])


def _by_weekday(found: re.Match[str], at: _Setting) -> date:
    """Read a weekday of a calendar week from Monday to Sunday: 上周五, 本周三, 周五 (asked back if not in place)."""
    week, weekday = found["week"], WEEKDAYS.index(found["day"].replace("天", "日"))
    shift = 1 if week == "下" else -week.count("上")
    day = at.today + timedelta(days=weekday - at.today.weekday(), weeks=shift)
    if not week and not at.allows(day):
        near = day + timedelta(weeks=1 if at.ahead else -1)
        raise UnclearError(f"今天是{at.today}，没有写是哪一周", (str(near),))
    return day


_PARTIAL: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Setting], date]], ...] = (
    (re.compile(r"(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d./-])", re.ASCII), _by_month),
    (re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]", re.ASCII), _by_month),
    (re.compile(r"(?P<d>\d{1,2})[日号]", re.ASCII), _by_day),
    (re.compile(r"(?P<word>大前|前|昨|今|明|大后|后)(?:[天日]|(?=[早晚]))"), _by_word),
    (re.compile(r"(?P<word>today|yesterday)"), _by_word),
    (re.compile(r"(?P<week>上{0,3}|本|这|下)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"), _by_weekday),
)
