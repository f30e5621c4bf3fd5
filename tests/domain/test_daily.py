"""What stands out of a grid's day, and lines added up."""

from dataclasses import replace

import pytest

from gridctl.domain.daily import Checks, Flow, GridLine, Visits, standing_out, summed


def line(missed: int = 0, opened: int = 0, closed: int = 0, still: int = 0, overdue: int = 0) -> GridLine:
    flow = Flow("repair", "公区维修", opened=opened, closed=closed, open_at_end=still, overdue=overdue)
    return GridLine("01", "一号网格", "李梅", Checks(due=9, missed=missed), (flow,), Visits())


@pytest.mark.parametrize(
    ("today", "before", "told"),
    [
        (line(missed=4), [line(missed=n) for n in (0, 2, 1, 1)], ["一号网格 漏查 4，比这几天都多（0、2、1、1）"]),
        (line(missed=3), [line(missed=n) for n in (0, 2, 1, 1)], []),
        (line(missed=4), [line(missed=n) for n in (0, 3)], []),
        (line(missed=9), [line()], []),
        (line(missed=9), [], []),
        (line(), [line(missed=9), line(missed=8)], []),
        (line(opened=2), [line(), line()], ["一号网格 公区维修新增 2，比这几天都多（0、0）"]),
        (line(closed=1), [line(closed=3), line(closed=4)], ["一号网格 办结 1，比这几天都少（3、4）"]),
        (line(closed=9), [line(closed=3), line(closed=4)], []),
        (
            line(still=7, overdue=5),
            [line(still=5, overdue=3), line(still=4, overdue=2)],
            ["一号网格 未完 7，比这几天都多（5、4）", "一号网格 超期 5，比这几天都多（3、2）"],
        ),
    ],
)
def test_what_lies_outside_of_every_day_before(today: GridLine, before: list[GridLine], told: list[str]) -> None:
    assert [one.words for one in standing_out(today, before)] == told


def test_lines_are_added_up_figure_by_figure_and_kind_by_kind() -> None:
    one = replace(line(missed=1, opened=2, closed=1, still=3), visits=Visits(4, 3, 2, 1))
    two = replace(line(missed=2, opened=1, still=4, overdue=4), code="02", visits=Visits(1, 1, 0, 0))
    whole = summed([one, two], "全项目")
    assert (whole.code, whole.grid, whole.head) == ("", "全项目", "")
    assert whole.checks == Checks(due=18, missed=3)
    assert whole.flows == (Flow("repair", "公区维修", opened=3, closed=1, open_at_end=7, overdue=4),)
    assert whole.visits == Visits(5, 4, 2, 1)
    assert (whole.opened, whole.closed, whole.open_at_end, whole.overdue) == (3, 1, 7, 4)
