from dataclasses import replace
from datetime import date

import pytest

from gridctl.domain.movements import Position
from gridctl.domain.tickets import Movement, Reason, State
from gridctl.domain.weekly import (
    CategoryLine,
    Counts,
    ItemLine,
    PlanLine,
    WeeklySummary,
    category_lines,
    from_json,
    to_json,
    total_line,
)
from gridctl.domain.weekly_rounds import Open, Standing, Tracked
from tests.domain.test_movements import ROUND

FIRST, LAST = date(2026, 3, 9), date(2026, 3, 15)
HERE, THERE = Position("lighting", 1, 3), Position("lighting", 2, 4)


def moved(reason: Reason, delta: int, day: date, position: Position = HERE, late: int = 0) -> Movement:
    return Movement(1, 1, 1, 1, reason, delta, position.category, position.grid, position.head, day, late)


def everywhere(_: Position) -> bool:
    return True


def in_grid_1(position: Position) -> bool:
    return position.grid == 1


def line(**counts: int) -> CategoryLine:
    names = [name for name in CategoryLine.__dataclass_fields__ if name != "category"]
    return CategoryLine("公共照明", **{name: counts.get(name, 0) for name in names})


@pytest.mark.parametrize(
    ("met", "fallen", "rate"),
    [
        (0, 0, "—"),
        (4, 5, "80%（4/5）"),
        (0, 3, "0%（0/3）"),
        (1, 8, "13%（1/8）"),
        (2, 3, "67%（2/3）"),
        (3, 3, "100%（3/3）"),
    ],
)
def test_a_rate_shows_its_counts(met: int, fallen: int, rate: str) -> None:
    assert line(limits_met=met, limits_fallen=fallen).rate == rate


def test_the_equation_of_the_form() -> None:
    whole = line(carried=5, opened=3, done=2, voided=1, adjusted=-1, open_at_end=4)
    assert whole.ties
    assert whole.change == -1
    assert not replace(whole, open_at_end=5).ties


def test_a_week_is_wound_back_from_the_open_rounds_of_now() -> None:
    movements = [
        moved(Reason.OPENED, 1, FIRST),
        moved(Reason.OPENED, 1, date(2026, 3, 11), late=1),
        moved(Reason.DONE, -1, LAST),
        moved(Reason.VOIDED, -1, date(2026, 3, 12)),
        moved(Reason.ADJUSTED, -1, FIRST),
        moved(Reason.ADJUSTED, 1, FIRST, THERE),
        moved(Reason.DONE, -1, date(2026, 3, 16)),  # in the week after
        moved(Reason.OPENED, 1, date(2026, 3, 17)),
    ]
    counts = Counts({HERE: 4, THERE: 1}, movements, {HERE: 2}, {HERE: (5, 4), THERE: (1, 0)})
    lighting, lift = category_lines(counts, LAST, ("lighting", "lift"), everywhere)
    assert lighting == CategoryLine("lighting", 5, 2, 1, 1, 0, 5, 2, 4, 6, 1)
    assert lift == replace(line(), category="lift")
    (grid_1,) = category_lines(counts, LAST, ("lighting",), in_grid_1)
    assert grid_1 == CategoryLine("lighting", 5, 2, 1, 1, -1, 4, 2, 4, 5, 1)
    assert total_line([lighting, grid_1]) == CategoryLine("合计", 10, 4, 2, 2, -1, 9, 4, 8, 11, 2)


def tracked(*entries: Movement, state: State | None = None) -> Tracked:
    return Tracked(ROUND, Open(ROUND, "lighting", state) if state else None, entries)


def test_a_round_carried_over_and_still_open() -> None:
    standing = Standing.of(tracked(state=State.IN_PROGRESS), FIRST, LAST, everywhere)
    assert standing
    assert (standing.carried, standing.open_here, standing.left, standing.category) == (True, True, False, "lighting")
    assert standing.tracked.state_after(LAST) is State.IN_PROGRESS
    assert standing.tracked.overdue_after(date(2026, 3, 21)) == 2


def test_a_round_of_another_week_or_grid_has_no_place() -> None:
    later = tracked(moved(Reason.OPENED, 1, date(2026, 3, 16)), state=State.TO_DISPATCH)
    assert Standing.of(later, FIRST, LAST, everywhere) is None
    assert Standing.of(tracked(state=State.ACCEPTED), FIRST, LAST, lambda position: position.grid == 2) is None


@pytest.mark.parametrize(("reason", "state"), [(Reason.DONE, State.DONE), (Reason.VOIDED, State.VOID)])
def test_a_round_closed_in_the_week(reason: Reason, state: State) -> None:
    standing = Standing.of(tracked(moved(reason, -1, LAST, late=1)), FIRST, LAST, everywhere)
    assert standing
    assert (standing.carried, standing.open_here, standing.left, standing.late) == (True, False, False, True)
    assert standing.tracked.state_after(LAST) is state
    assert standing.tracked.overdue_after(LAST) == 0


def test_a_round_closed_after_the_week_was_still_open_in_it() -> None:
    row = replace(ROUND, accepted="2026-03-06", finished="2026-03-12", verified="2026-03-17")
    after = Tracked(row, None, (moved(Reason.DONE, -1, date(2026, 3, 17)),))
    assert after.state_after(LAST) is State.TO_VERIFY
    assert after.state_after(date(2026, 3, 10)) is State.ACCEPTED
    assert after.state_after(date(2026, 3, 17)) is State.DONE


def test_a_round_corrected_to_another_grid_leaves_one_summary_and_stands_in_the_other() -> None:
    row = replace(ROUND, grid=2, head=4)
    entries = (moved(Reason.ADJUSTED, -1, FIRST, HERE), moved(Reason.ADJUSTED, 1, FIRST, THERE))
    one = Tracked(row, Open(row, "lighting", State.ACCEPTED), entries)
    from_1 = Standing.of(one, FIRST, LAST, in_grid_1)
    into_2 = Standing.of(one, FIRST, LAST, lambda position: position.grid == 2)
    whole = Standing.of(one, FIRST, LAST, everywhere)
    assert from_1
    assert into_2
    assert whole
    assert (from_1.carried, from_1.open_here, from_1.left, from_1.category) == (True, False, True, "lighting")
    assert (into_2.carried, into_2.open_here, into_2.left) == (False, True, False)
    assert (whole.carried, whole.open_here, whole.left) == (True, True, False)


def test_a_round_corrected_and_closed_elsewhere_has_left() -> None:
    entries = (
        moved(Reason.ADJUSTED, -1, FIRST, HERE),
        moved(Reason.ADJUSTED, 1, FIRST, THERE),
        moved(Reason.DONE, -1, LAST, THERE),
    )
    standing = Standing.of(tracked(*entries), FIRST, LAST, in_grid_1)
    assert standing
    assert (standing.carried, standing.open_here, standing.closed_here, standing.left) == (True, False, False, True)


def test_a_summary_comes_back_as_it_was_kept() -> None:
    item = ItemLine(
        1, "GW-2026-0001", "2026-03-04", "大堂", "=灯不亮", "公共照明", "", "", "2026-03-19", "", "", "", None, ""
    )
    plan = PlanLine("GW-2026-0001", "大堂 灯不亮", "", "", "", "王强", "", "")
    whole = WeeklySummary(
        "云海物业", "云海花园", "全项目", "", "2026-W11", FIRST, LAST, True, 1, "陈芳", "2026-03-16", "7-ab",  # noqa: FBT003
        (line(opened=1, open_at_end=1),), line(opened=1, open_at_end=1), (item,), (plan,),
    )  # fmt: skip
    assert from_json(to_json(whole)) == whole
