"""Duties on a terminal: what is alike drawn together on one line, and a month as a grid of single marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gridctl.cli.duties.listings import state_name
from gridctl.cli.width import padded, width

if TYPE_CHECKING:
    from gridctl.services.duties.calendars import CalendarRow, MonthSheet
    from gridctl.services.duties.lists import RateLine, TurnLine

NOBODY, EVERYWHERE = "无人", "全项目"
MARKS = {"done": "+", "late": "~", "missed": "x", "excused": "o", "open": "."}
WITHIN = "-"
LEGEND = "+ 已做  ~ 迟做或补录  x 漏做  o 免做  . 待做  - 期间里的日子（记在最后一天）  = 休息日"
_NUMBERED = re.compile(r"(\D*)(\d{1,6})(\D*)", re.ASCII)
_NAME_WIDTH, _GROUND_WIDTH = 22, 24
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """Windows that are alike, on one line."""

    days: str
    name: str
    grounds: str
    answerable: str
    until: str
    state: str
    missing: str
    count: int


def due_rows(lines: Iterable[TurnLine]) -> list[Row]:
    """What is due, the grounds of one duty that stand alike together."""
    rows = []
    for same in _together(lines, lambda line: (*_alike(line), line.first, line.last)):
        one = same[0]
        until = f"{one.last}" if one.until == "24:00" else f"{one.last} {one.until}"
        rows.append(_row(same, "", until))
    return rows


def missed_rows(lines: Iterable[TurnLine]) -> list[Row]:
    """What was missed: days in a row together, then the grounds of which the same days were missed."""
    spans = [span for same in _together(lines, lambda line: (*_alike(line), line.ground)) for span in _spans(same)]
    spans.sort(key=lambda span: span[0].last)
    rows = []
    for same in _together(spans, lambda span: (*_alike(span[0]), span[0].first, span[-1].last)):
        first, last = same[0][0], same[0][-1]
        rows.append(_row([line for span in same for line in span], days_words(first.first, last.last), ""))
    return rows


def days_words(first: Any, last: Any) -> str:
    """Days as people say them: 2026-03-01, 2026-03-01 至 03-09."""
    if first == last:
        return str(first)
    return f"{first} 至 {last:%m-%d}" if first.year == last.year else f"{first} 至 {last}"


def _alike(line: TurnLine) -> tuple[Any, ...]:
    lateness = line.delay_days, line.entered_late
    return line.code, line.answerable, line.deputy_for, line.state, line.missing, line.wanted - line.got, lateness


def _together(items: Iterable[Any], key: Callable[[Any], Any]) -> Iterator[list[Any]]:
    """Items of the same key, where the first of them stood."""
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return iter(groups.values())


def _spans(lines: Sequence[TurnLine]) -> Iterator[list[TurnLine]]:
    """Days that follow each other without a gap; a window of several days stands by itself."""
    span: list[TurnLine] = []
    for line in lines:
        if span and not (span[-1].first == span[-1].last and line.first == line.last == span[-1].last + _DAY):
            yield span
            span = []
        span.append(line)
    if span:
        yield span


def _row(lines: Sequence[TurnLine], days: str, until: str) -> Row:
    one = lines[0]
    return Row(
        days=days,
        name=one.name,
        grounds=together([line.ground for line in lines]),
        answerable=answerable_words(one.answerable, one.deputy_for),
        until=until,
        state=state_words(one),
        missing=missing_words(one),
        count=len(lines),
    )


def answerable_words(people: Sequence[str], deputy_for: Sequence[str]) -> str:
    """Who answers, and for whom he stands in: 周静（代李梅）; 无人 where there is nobody."""
    words = "、".join(people) or NOBODY
    return f"{words}（代{'、'.join(deputy_for)}）" if deputy_for else words


def state_words(line: TurnLine) -> str:
    """How it stands: 已做, 补录（晚 2 天）, 漏做."""
    if line.state == "late":
        return f"补录（晚 {line.delay_days} 天）" if line.entered_late else "迟做"
    return state_name(line.state)


def missing_words(line: TurnLine) -> str:
    """What is lacking: points, or days of several; nothing where all of it is done or lacking."""
    if line.missing:
        return "、".join(line.missing)
    lacking = line.wanted - line.got
    return f"还差 {lacking} 天" if line.wanted > 1 and lacking > 0 and line.state in ("open", "missed") else ""


def together(names: Iterable[str]) -> str:
    """Names in a row, those numbered on end drawn together: 1—3栋、5栋."""
    runs: list[tuple[str, str, str]] = []
    last: tuple[str, int, str] | None = None
    for name in dict.fromkeys(name or EVERYWHERE for name in names):
        found = _NUMBERED.fullmatch(name)
        number = (found[1], int(found[2]), found[3]) if found else None
        if number and last and number == (last[0], last[1] + 1, last[2]):
            runs[-1] = (runs[-1][0], str(number[1]), number[2])
        else:
            runs.append((name, "", ""))
        last = number
    return "、".join(f"{_unmarked(first, mark)}—{end}{mark}" if end else first for first, end, mark in runs)


def _unmarked(name: str, mark: str) -> str:
    return name.removesuffix(mark) if mark else name


def rate_rows(lines: Iterable[RateLine]) -> list[dict[str, Any]]:
    """Rates as a table shows them: per cent, `—` where nothing is below the line."""
    rows = []
    for line in lines:
        row = {field.name: getattr(line, field.name) for field in fields(line)}
        rows.append(row | {name: _percent(row[name]) for name in ("rate", "in_time_rate")})
    return rows


def _percent(rate: float | None) -> str:
    return "—" if rate is None else f"{rate:.1%}"


def calendar_lines(sheet: MonthSheet) -> Iterator[str]:
    """The month as lines of at most 100 columns: two of days, a row for each duty and ground, and what the marks mean."""
    named = min(_NAME_WIDTH, max((width(row.name) for row in sheet.rows), default=0))
    placed = min(_GROUND_WIDTH, max((width(row.ground or EVERYWHERE) for row in sheet.rows), default=0))
    head = " " * (named + placed + 3)
    yield head + "".join(str(day // 10) if day % 10 == 0 or day == 1 else " " for day in range(1, sheet.days + 1))
    yield head + "".join(str(day % 10) for day in range(1, sheet.days + 1))
    off = {day.day for day in sheet.days_off}
    yield f"{head}{''.join('=' if day in off else ' ' for day in range(1, sheet.days + 1))}  漏/应做"
    name = ""
    for row in sheet.rows:
        shown = row.name if row.name != name else ""
        name = row.name
        marks = "".join(_marks(row, sheet))
        yield f"{_cut(shown, named)}  {_cut(row.ground or EVERYWHERE, placed)} {marks}  {row.missed}/{row.due}"
    yield LEGEND


def _marks(row: CalendarRow, sheet: MonthSheet) -> list[str]:
    marks = [" "] * sheet.days
    for turn in row.turns:
        begins = turn.first.day if turn.first.month == turn.last.month and turn.first.year == turn.last.year else 1
        marks[begins - 1 : turn.last.day - 1] = WITHIN * (turn.last.day - begins)
        marks[turn.last.day - 1] = MARKS[turn.state]
    return marks


def _cut(text: str, columns: int) -> str:
    """A text in so many columns, cut with … where it is longer."""
    if width(text) > columns:
        while width(text) > columns - 2:
            text = text[:-1]
        text += "…"
    return padded(text, columns)
