"""What is said of a plan that was kept: figures as people read them, and nothing that the plan does not bear out."""

import json
from datetime import date

import pytest

from gridctl.domain.dividing.estate import Asked, Band
from gridctl.domain.plans import Plan, PlanGrid, PlanUnit
from gridctl.services.plans import words
from gridctl.services.plans.asking import Wanted, said_of
from gridctl.services.plans.facts import Figure, Told
from gridctl.services.plans.keeping import Kept

BETTER = "现有划分全部达标，比这个方案好；在现有划分上调整：gridctl grid plan --from-current。"


def kept(**said: object) -> Kept:
    """One grid of 1,500 households too many, where today's grids are all in band."""
    asked = said_of(Asked(Band(350, 400)), Wanted()) | said
    shortfall = {"kind": "building_too_large", "region": "1栋", "households": 1900, "grids": 1, "gap": 1500}
    told = Told(
        (Figure(None, 1, ""),),
        1500,
        0,
        0,
        unchanged=False,
        order_only=True,
        shortfalls=(shortfall,),
        ways=(),
        notices=(),
        points={},
        present_violation=0,
    )
    plan = Plan(1, 1, date(2026, 3, 16), 350, 400, json.dumps(asked), told.to_json(), 1500, "optimal", 0, "", None)
    return Kept(plan, (PlanGrid(1, 1, 1, 1, "01", "01", None, 0, None),), (PlanUnit(1, 1, 1, 1, 1, 1900, 0),))


def test_thousands_are_told_apart() -> None:
    assert words.summary(kept())[0].endswith("1 个不达标，超出和不足共 1,500 户。")
    assert words.reasons(kept()) == ("1栋有 1,900 户，单独成格也多 1,500 户。",)
    assert words.proof(kept()) == "找到的划分共差 1,500 户，已证明没有更少的。"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, (BETTER,)),
        ({"rules": "规则.csv"}, (BETTER,)),  # of care alone, which no division can break
        ({"together": [[1, 2]]}, ()),
        ({"barriers": [[0, 0, 1, 1]]}, ()),
        ({"from_current": True}, ()),
    ],
)
def test_the_present_division_is_better_only_where_it_can_be_compared(
    said: dict[str, object], told: tuple[str, ...]
) -> None:
    assert words.notices(kept(**said)) == told
