"""The weekly summary ties, whatever is entered, corrected and issued in whatever order."""

import json
import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gridctl.domain.plans import Plan, PlanGrid, PlanUnit
from gridctl.domain.tickets import OPEN_STATES, STATE_WORDS, Action
from gridctl.domain.weekly import WeeklySummary
from gridctl.domain.weeks import Week, next_week, week_of
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.services.desk import Desk, WritingDesk, reading, writing
from gridctl.services.grids.finding import grids_on
from gridctl.services.ledger import init_ledger
from gridctl.services.plans.applying import apply_plan
from gridctl.services.plans.handover import carry_out
from gridctl.services.tickets.asides import hold_all, merge_all, unmerge_all
from gridctl.services.tickets.entry import Words, edit_slip, open_slip, record_slip, take_steps
from gridctl.services.weekly.issues import issue_week, weekly
from gridctl.settings import Settings
from gridctl.store.issues import ISSUED
from gridctl.store.plans import PLAN, PLAN_GRID, PLAN_UNIT
from gridctl.store.tickets import TICKET
from gridctl.store.verifying import verify
from tests.small_estate import furnish

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, 9:00 in the project's zone
END = START + timedelta(weeks=6)
FIRST_DAY = date(2026, 2, 16)  # older slips are carried into its week
PLACES = st.sampled_from(("1-1大堂", "1#电梯", "2-1大堂", "中心花园"))
CATEGORIES = st.sampled_from(("照明", "电梯", "门窗五金"))
AGO = st.integers(0, 12)
PICK = st.integers(0, 30)
AT_WORK = tuple(STATE_WORDS[state] for state in OPEN_STATES)


@cache
def furnished() -> bytes:
    """The bytes of a ledger with the estate, made once."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder, "ledger.db")
        init_ledger(
            ledger, START, code="YH", name="云海花园", company="", zone="Asia/Shanghai", live_from=date(2026, 1, 1)
        )
        furnish(ledger, START)
        return ledger.read_bytes()


class Office(RuleBasedStateMachine):
    """A clerk who enters, corrects and issues; the clock never runs back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.ledger = self.folder / "ledger.db"
        self.ledger.write_bytes(furnished())
        self.now = START
        self.issued: dict[int, str] = {}
        self.unchecked = False

    def teardown(self) -> None:
        assert verify(self.ledger).clean
        shutil.rmtree(self.folder)

    @property
    def caller(self) -> Settings:
        return Settings(self.ledger, actor="owner", clock=lambda: self.now)

    def enter(self, what: object, *words: object, **named: object) -> None:
        """Enter something; what a rule refuses leaves the ledger as it was."""
        with suppress(NotFoundError, RuleError, UsageError), writing(self.caller, "test") as desk:
            what(desk, *words, **named)  # type: ignore[operator]
            self.unchecked = True

    def day(self, ago: int) -> str:
        local = self.now + timedelta(hours=8)
        return (local.date() - timedelta(days=ago)).isoformat()

    def number(self, desk: WritingDesk, pick: int) -> str:
        tickets = desk.reader.find(TICKET, 1)
        if not tickets:
            raise UsageError("no ticket yet")
        return tickets[pick % len(tickets)].code

    @precondition(lambda self: self.now < END)
    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(place=PLACES, category=CATEGORIES, ago=AGO)
    def open(self, place: str, category: str, ago: int) -> None:
        self.enter(open_slip, Words(place, "坏了", category, opened=self.day(ago)))

    @rule(place=PLACES, category=CATEGORIES, ago=AGO, took=st.integers(0, 20), verified=st.booleans())
    def record(self, place: str, category: str, ago: int, took: int, verified: bool) -> None:  # noqa: FBT001
        done = self.day(ago)
        words = Words(
            place,
            "坏了",
            category,
            opened=self.day(ago + took),
            executor="王强",
            finished=done,
            verifier="李梅" * verified,
        )
        self.enter(record_slip, words)

    @rule(
        pick=PICK,
        ago=AGO,
        action=st.sampled_from(
            [
                Action.FINISH,
                Action.VERIFY,
                Action.VERIFY,
                Action.REJECT,
                Action.VOID,
                Action.REOPEN,
                Action.REOPEN,
                Action.DISPATCH,
                Action.RETURN,
            ]
        ),
    )
    def step(self, pick: int, ago: int, action: Action) -> None:
        by = "王强" if action is Action.FINISH else "李梅"

        def take(desk: WritingDesk) -> None:
            to = "王强" if action is Action.DISPATCH else ""
            take_steps(desk, [self.number(desk, pick)], action, at=self.day(ago), by=by, to=to, note="原因")

        self.enter(take)

    @rule(pick=PICK, into=PICK)
    def merge(self, pick: int, into: int) -> None:
        def join(desk: WritingDesk) -> None:
            merge_all(desk, [self.number(desk, pick)], into=self.number(desk, into))

        self.enter(join)

    @rule(pick=PICK)
    def unmerge(self, pick: int) -> None:
        self.enter(lambda desk: unmerge_all(desk, [self.number(desk, pick)]))

    @rule(pick=PICK, ago=st.integers(0, 3), days=st.integers(1, 9))
    def hold(self, pick: int, ago: int, days: int) -> None:
        until = self.day(-days)
        self.enter(lambda desk: hold_all(desk, [self.number(desk, pick)], until=until, reason="待料", at=self.day(ago)))

    @rule(place=PLACES, kind=st.sampled_from(("隐患", "保洁", "诉求", "突发事件")), ago=AGO)
    def open_another_kind(self, place: str, kind: str, ago: int) -> None:
        self.enter(open_slip, Words(place, "坏了", opened=self.day(ago), kind=kind))

    @rule(pick=PICK, category=CATEGORIES)
    def correct_category(self, pick: int, category: str) -> None:
        self.correct(pick, Words(category=category))

    @rule(pick=PICK, place=PLACES)
    def correct_place(self, pick: int, place: str) -> None:
        self.correct(pick, Words(place=place))

    @rule(pick=PICK, ago=AGO, field=st.sampled_from(["opened", "finished", "verified"]))
    def correct_time(self, pick: int, ago: int, field: str) -> None:
        self.correct(pick, Words(**{field: self.day(ago)}))

    def correct(self, pick: int, words: Words) -> None:
        self.enter(lambda desk: edit_slip(desk, self.number(desk, pick), words))

    @rule(
        ahead=st.sampled_from((0, 0, 0, -3, 2)),
        grids=st.sampled_from(((1, 2), (2, 1), (1, 1), (2, 2), (None, 2), (1, None))),
    )
    def redivide(self, ahead: int, grids: tuple[int | None, int | None]) -> None:
        day = (self.now + timedelta(hours=8)).date() + timedelta(days=ahead)
        self.enter(lambda desk: apply_plan(desk, proposed(desk, grids), day))

    @rule(pick=PICK)
    def hand_over(self, pick: int) -> None:
        def carry(desk: WritingDesk) -> None:
            applied = desk.reader.find(PLAN, 1, PLAN.c["state"] == "applied")
            if applied:
                carry_out(desk, applied[pick % len(applied)].id)

        self.enter(carry)

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
    def every_week_ties(self) -> None:
        self.unchecked = False
        with reading(self.caller) as desk:
            kept = {row.id: row.content for row in desk.reader.find(ISSUED, 1)}
            assert self.issued.items() <= kept.items()
            self.issued = kept
            issued = [row.first_day for row in desk.reader.find(ISSUED, 1)]
            weeks = {week: weekly(desk, week) for week in _weeks(desk)}
        for week, summaries in weeks.items():
            _ties(summaries)
            _adds_up(summaries)
            if not any(first < week.first for first in issued):
                assert summaries[0].total.late == summaries[0].total.adjusted == 0
        for (before, last), (week, this) in pairwise(weeks.items()):
            assert _open_at_end(last) == _carried(this), (before.label, week.label)


def proposed(desk: WritingDesk, grids: tuple[int | None, int | None]) -> int:
    """Keep a plan that gives each of the two units to a grid that stands, or to a new one."""
    number = desk.tx.next_id(1, PLAN)
    asked = json.dumps({"gold_band": None})
    plan = Plan(1, number, desk.today, 350, 400, asked, "{}", None, "", 0, "proposed", None)
    known = {grid.id: grid.code for grid in grids_on(desk, desk.today)}
    keys = [[*known][one % len(known)] if one else None for one in grids]
    chosen = list(dict.fromkeys(keys))
    first = desk.tx.next_id(1, PLAN_GRID, len(chosen))
    rows = [
        PlanGrid(1, first + i, number, i + 1, known.get(key or 0, f"N{first + i}"), f"第{first + i}格", key, 0, None)
        for i, key in enumerate(chosen)
    ]
    units = [
        PlanUnit(1, desk.tx.next_id(1, PLAN_UNIT), number, rows[chosen.index(key)].id, u, 1, 0)
        for u, key in enumerate(keys, 1)
    ]
    desk.tx.insert(PLAN, [plan])
    desk.tx.insert(PLAN_GRID, rows)
    desk.tx.insert(PLAN_UNIT, units)
    return number


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
        assert len(summary.plans) == summary.total.overdue
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


TestTheOffice = Office.TestCase
TestTheOffice.settings = settings(
    max_examples=10,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
