"""The weekly summary ties, whatever is entered, corrected and issued in whatever order."""

import json
from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import rule

from gridctl.domain.plans import Plan, PlanGrid, PlanUnit
from gridctl.domain.tickets import Action
from gridctl.services.desk import WritingDesk
from gridctl.services.grids.finding import grids_on
from gridctl.services.plans.applying import apply_plan
from gridctl.services.plans.handover import carry_out
from gridctl.services.tickets.asides import hold_all, merge_all, unmerge_all
from gridctl.services.tickets.entry import Words, edit_slip, open_slip, record_slip, take_steps
from gridctl.store.plans import PLAN, PLAN_GRID, PLAN_UNIT
from tests.random_office import AGO, CATEGORIES, PICK, PLACES, RandomOffice
from tests.small_estate import furnish


class Office(RandomOffice):
    """A clerk who enters and corrects repairs while the estate is divided anew."""

    furnish = furnish

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
        day = self.today + timedelta(days=ahead)
        self.enter(lambda desk: apply_plan(desk, proposed(desk, grids), day))

    @rule(pick=PICK)
    def hand_over(self, pick: int) -> None:
        def carry(desk: WritingDesk) -> None:
            applied = desk.reader.find(PLAN, 1, PLAN.c["state"] == "applied")
            if applied:
                carry_out(desk, applied[pick % len(applied)].id)

        self.enter(carry)


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


TestTheOffice = Office.TestCase
TestTheOffice.settings = settings(
    max_examples=10,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
