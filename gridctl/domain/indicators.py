"""Indicators over the rounds of tickets that were opened in some days, as offices compute them.

Every rate has its own denominator, and the rate of closing never that of all rounds: what is open and not yet due could
not have been closed (应结案 = 立案 − open and not yet due). A voided round is no case; it is counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from gridctl.domain.moments import Moment, not_before

SATISFIED = ("satisfied", "fair")  # 满意, 基本满意
UNRATED = "unrated"  # asked, and no answer


@dataclass(frozen=True, slots=True)
class Case:
    """A round as the indicators see it.

    `due` is its limit with what signatures gave; `stopped` is when the work was finished as it counts, `closed` whether it
    was accepted, `superseded` whether a rejection made a new round of it. `respond_due` and `responded` are those of the
    limit to respond, None where there is none. `minutes` and `days` are how long the first answer and the work took.
    """

    kind: str
    category: str
    opened: Moment
    due: Moment
    stopped: Moment | None = None
    closed: bool = False
    voided: bool = False
    superseded: bool = False
    round: int = 1
    rejections: int = 0
    respond_due: Moment | None = None
    responded: Moment | None = None
    satisfaction: str = ""
    urged: int = 0
    repeat: bool = False
    grid: int | None = None
    executor: int | None = None
    minutes: int | None = None
    days: int | None = None

    @property
    def in_time(self) -> bool:
        """Whether it is closed, and the work was done within its limit."""
        return self.closed and self.stopped is not None and not_before(self.due, self.stopped)

    def past_due(self, now: Moment) -> bool:
        """Whether its limit has passed."""
        return not not_before(self.due, now)

    def should_be_closed(self, now: Moment) -> bool:
        """Whether it is 应结案: closed, or its limit has passed; the round after a rejection answers for both."""
        return self.closed or (not self.superseded and self.past_due(now))

    def should_be_answered(self, now: Moment) -> bool:
        """Whether a first answer was given or its limit has passed."""
        return self.respond_due is not None and (self.responded is not None or not not_before(self.respond_due, now))

    @property
    def answered_in_time(self) -> bool:
        """Whether the first answer came within its limit."""
        return bool(self.respond_due and self.responded and not_before(self.respond_due, self.responded))


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of some cases; the rates are fractions, None where nothing is below the line.

    `opened` 立案, `voided` 作废, `closed` 结案, `to_close` 应结案, `in_time` 按期结案, `overdue` 超期未结, `to_answer`
    应答复, `answered` 按时答复, `reworked` 返工, `reopened` 重开, `repeats` 重复, `urged` 催单, `rated` 评价, `satisfied` 满意;
    `minutes` and `days` are the means of the first answer and of the work, one decimal.
    """

    opened: int
    voided: int
    closed: int
    to_close: int
    in_time: int
    overdue: int
    to_answer: int
    answered: int
    reworked: int
    reopened: int
    repeats: int
    urged: int
    rated: int
    satisfied: int
    minutes: float | None
    days: float | None

    @property
    def in_time_rate(self) -> Fraction | None:
        """按期结案率: 按期结案/应结案."""
        return _rate(self.in_time, self.to_close)

    @property
    def closed_rate(self) -> Fraction | None:
        """结案率: 结案/应结案."""
        return _rate(self.closed, self.to_close)

    @property
    def answered_rate(self) -> Fraction | None:
        """答复及时率: 按时答复/应答复."""
        return _rate(self.answered, self.to_answer)

    @property
    def rework_rate(self) -> Fraction | None:
        """返工率: 返工/立案."""
        return _rate(self.reworked, self.opened)

    @property
    def repeat_rate(self) -> Fraction | None:
        """重复率: 重复/立案."""
        return _rate(self.repeats, self.opened)

    @property
    def satisfied_rate(self) -> Fraction | None:
        """满意率: 满意/评价."""
        return _rate(self.satisfied, self.rated)


def figures(cases: Iterable[Case], now: Moment) -> Figures:
    """Count some cases as they stand at a moment."""
    every = list(cases)
    real = [case for case in every if not case.voided]
    due = [case for case in real if case.should_be_closed(now)]
    rated = [case for case in real if case.satisfaction not in ("", UNRATED)]
    to_answer = [case for case in real if case.should_be_answered(now)]
    return Figures(
        opened=len(real),
        voided=len(every) - len(real),
        closed=_count(real, lambda case: case.closed),
        to_close=len(due),
        in_time=_count(due, lambda case: case.in_time),
        overdue=_count(due, lambda case: not case.closed),
        to_answer=len(to_answer),
        answered=_count(to_answer, lambda case: case.answered_in_time),
        reworked=_count(real, lambda case: case.rejections > 0),
        reopened=_count(real, lambda case: case.round > 1),
        repeats=_count(real, lambda case: case.repeat),
        urged=sum(case.urged for case in real),
        rated=len(rated),
        satisfied=_count(rated, lambda case: case.satisfaction in SATISFIED),
        minutes=_mean(case.minutes for case in real),
        days=_mean(case.days for case in real),
    )


def percent(rate: Fraction | None) -> str:
    """A rate for a screen or a form: `83.3%`, `—` where nothing is below the line; half of the last digit goes up."""
    if rate is None:
        return "—"
    tenths = (rate.numerator * 2000 + rate.denominator) // (2 * rate.denominator)
    return f"{tenths // 10}.{tenths % 10}%"


def _count(cases: Iterable[Case], met: Callable[[Case], bool]) -> int:
    return sum(map(met, cases))


def _rate(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _mean(values: Iterable[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 1) if known else None
