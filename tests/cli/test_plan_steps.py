"""What applying a plan did, in words: only of what there is to tell."""

from datetime import date

import pytest

from gridctl.cli.plans.steps import _applied_words
from gridctl.services.plans.applying import Applied


@pytest.mark.parametrize(
    ("units", "households", "places", "tickets", "begun", "told"),
    [
        (8, 1332, 2, 3, True, "从 2026-04-01 起：8 个单元 1,332 户、2 处公共部位换网格；3 张未完的单随着换网格。"),
        (8, 332, 0, 0, False, "从 2026-04-01 起：8 个单元 332 户换网格。"),
        (0, 0, 1, 1, False, "从 2026-04-01 起：1 处公共部位换网格；1 张未完的单到 2026-04-01 再移交。"),
        (0, 0, 0, 0, False, "从 2026-04-01 起：没有换网格的。"),
    ],
)
def test_what_applying_did(units: int, households: int, places: int, tickets: int, *, begun: bool, told: str) -> None:
    done = Applied(1, date(2026, 4, 1), (), units, households, places, (), tickets, begun)
    assert _applied_words(done) == [told]


def test_duties_that_end_are_named() -> None:
    done = Applied(1, date(2026, 4, 1), (), 1, 5, 0, ("林晓彤（三网格）",), 0, tickets_moved=True)
    assert _applied_words(done)[1:] == ["到那天结束的任职：林晓彤（三网格）。"]
