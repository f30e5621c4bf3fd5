"""An office whose clerk does anything at all in any order: what every such machine shares, and what must hold after each.

The clock never runs back; what a rule refuses leaves the ledger as it was; reports that were issued stay as they are,
and the weekly summary ties in every scope.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gridctl.domain.issues import IssuedReport
from gridctl.domain.tickets import OPEN_STATES, STATE_WORDS
from gridctl.domain.weekly import WeeklySummary
from gridctl.domain.weeks import Week, next_week, week_of
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.services.desk import Desk, WritingDesk, reading, writing
from gridctl.services.ledger import init_ledger
from gridctl.services.weekly.issues import issue_week, weekly
from gridctl.settings import Settings
from gridctl.store.issues import ISSUED
from gridctl.store.tickets import TICKET
from gridctl.store.verifying import verify

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, 9:00 in the project's zone
FIRST_DAY = date(2026, 2, 16)  # older slips are carried into its week
PLACES = st.sampled_from(("1-1大堂", "1#电梯", "2-1大堂", "中心花园"))
CATEGORIES = st.sampled_from(("照明", "电梯", "门窗五金"))
AGO = st.integers(0, 12)
PICK = st.integers(0, 30)
AT_WORK = tuple(STATE_WORDS[state] for state in OPEN_STATES)

Furnish = Callable[[Path, datetime], None]


@cache
def furnished(furnish: Furnish) -> bytes:
    """The bytes of a ledger with an estate, made once."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder, "ledger.db")
        init_ledger(
            ledger, START, code="YH", name="云海花园", company="", zone="Asia/Shanghai", live_from=date(2026, 1, 1)
        )
        furnish(ledger, START)
        return ledger.read_bytes()


class RandomOffice(RuleBasedStateMachine):
    """A clerk who enters, corrects and issues; the clock never runs back. `furnish` and `weeks` are each machine's own."""

    furnish: ClassVar[Furnish]
    weeks = 6

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.ledger = self.folder / "ledger.db"
        self.ledger.write_bytes(furnished(type(self).furnish))
        self.now = START
        self.issued: dict[int, IssuedReport] = {}
        self.unchecked = False

    def teardown(self) -> None:
        assert verify(self.ledger).clean
        shutil.rmtree(self.folder)

    @property
    def caller(self) -> Settings:
        return Settings(self.ledger, actor="owner", clock=lambda: self.now)

    @property
    def today(self) -> date:
        return (self.now + timedelta(hours=8)).date()

    def day(self, ago: int) -> str:
        return (self.today - timedelta(days=ago)).isoformat()

    def enter(self, what: Callable[..., object], *words: object, undo: str = "always") -> None:
        """Enter something; what a rule refuses leaves the ledger as it was."""
        with suppress(NotFoundError, RuleError, UsageError), writing(self.caller, "test", undo=undo) as desk:
            what(desk, *words)
            self.unchecked = True

    def number(self, desk: WritingDesk, pick: int) -> str:
        tickets = desk.reader.find(TICKET, 1)
        if not tickets:
            raise UsageError("no ticket yet")
        return tickets[pick % len(tickets)].code

    @precondition(lambda self: self.now < START + timedelta(weeks=self.weeks))
    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(again=st.booleans())
    def issue(self, again: bool) -> None:  # noqa: FBT001
        with suppress(RuleError), writing(self.caller, "report issue weekly", undo="never") as desk:
            last = max((row.last_day for row in desk.reader.find(ISSUED, 1)), default=None)
            cuts = desk.policies.week_cuts()
            week = next_week(week_of(last, cuts), cuts) if last else week_of(START.date(), cuts)
            issue_week(desk, week_of(last, cuts) if again and last else week, again=again)
            self.unchecked = True

    @precondition(lambda self: self.unchecked)
    @invariant()
    def everything_holds(self) -> None:
        self.unchecked = False
        with reading(self.caller) as desk:
            self.look(desk)

    def look(self, desk: Desk) -> None:
        """See that what must hold does, all of it in one reading; machines look at more."""
        kept = {row.id: row for row in desk.reader.find(ISSUED, 1)}
        assert self.issued.items() <= kept.items()
        self.issued = kept
        weeks = {week: weekly(desk, week) for week in _weeks(desk)}
        for week, summaries in weeks.items():
            _ties(summaries)
            _adds_up(summaries)
            if not any(row.first_day < week.first for row in kept.values()):
                assert summaries[0].total.late == summaries[0].total.adjusted == 0
        for (before, last), (week, this) in pairwise(weeks.items()):
            assert _open_at_end(last) == _carried(this), (before.label, week.label)


def _weeks(desk: Desk) -> list[Week]:
    cuts = desk.policies.week_cuts()
    weeks = [week_of(FIRST_DAY, cuts)]
    while not weeks[-1].holds(desk.today):
        weeks.append(next_week(weeks[-1], cuts))
    return weeks


def _ties(summaries: list[WeeklySummary]) -> None:
    for summary in summaries:
        assert all(
            line.ties and line.carried >= 0 and line.open_at_end >= 0 for line in (*summary.lines, summary.total)
        )
        still_open = Counter(item.category for item in summary.items if item.progress.split("：")[0] in AT_WORK)
        assert still_open == Counter({line.category: line.open_at_end for line in summary.lines if line.open_at_end})
        overdue = Counter(item.category for item in summary.items if item.overdue_days)
        assert overdue == Counter({line.category: line.overdue for line in summary.lines if line.overdue})
        assert sum(not plan.extension for plan in summary.plans) <= summary.total.overdue <= len(summary.plans)
        assert all(line.limits_met <= line.limits_fallen for line in summary.lines)


def _adds_up(summaries: list[WeeklySummary]) -> None:
    """The project is its grids and the ground in none."""
    whole, *grids = summaries
    for i, line in enumerate(whole.lines):
        for name in (
            "carried",
            "opened",
            "done",
            "voided",
            "adjusted",
            "open_at_end",
            "overdue",
            "limits_fallen",
            "late",
        ):
            assert getattr(line, name) == sum(getattr(grid.lines[i], name) for grid in grids), (line.category, name)


def _open_at_end(summaries: list[WeeklySummary]) -> dict[tuple[str, str], int]:
    return {(s.scope, line.category): line.open_at_end for s in summaries for line in s.lines if line.open_at_end}


def _carried(summaries: list[WeeklySummary]) -> dict[tuple[str, str], int]:
    return {(s.scope, line.category): line.carried for s in summaries for line in s.lines if line.carried}
