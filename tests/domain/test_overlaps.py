import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.overlaps import continuing, fresh_codes, fresh_name

HOUSEHOLDS = {1: 10, 2: 10, 3: 5, 4: 0, 5: 0}


def test_a_grid_goes_on_from_the_one_that_it_shares_most_households_with() -> None:
    present = {1: 7, 2: 7, 3: 8}
    assert continuing([(3, 1), (2,)], present, HOUSEHOLDS) == (7, None)
    assert continuing([(3,), (1, 2)], present, HOUSEHOLDS) == (8, 7)
    assert continuing([(1,), (2,), (3,)], present, HOUSEHOLDS) == (7, None, 8)


def test_units_decide_where_nobody_lives() -> None:
    assert continuing([(4,), (5, 3)], {4: 7, 5: 8, 3: 8}, {}) == (7, 8)
    assert continuing([(1,)], {}, HOUSEHOLDS) == (None,)


@given(st.dictionaries(st.integers(1, 12), st.integers(1, 4)), st.lists(st.integers(0, 3), min_size=12, max_size=12))
@settings(max_examples=100)
def test_no_grid_goes_on_twice(present: dict[int, int], dealt: list[int]) -> None:
    grids = [[unit for unit, place in enumerate(dealt, 1) if place == each] for each in range(4)]
    found = continuing(grids, present, dict.fromkeys(range(1, 13), 1))
    named = [each for each in found if each is not None]
    assert len(named) == len(set(named))
    for grid, each in zip(grids, found, strict=True):
        assert each is None or any(present.get(unit) == each for unit in grid)


@pytest.mark.parametrize(
    ("known", "fresh"),
    [
        ([], ["01", "02"]),
        (["01", "02", "07"], ["08", "09"]),
        (["9", "10"], ["11", "12"]),
        (["03-018", "03-019", "04-001"], ["03-020", "03-021"]),
        (["东区", "西区"], ["01", "02"]),
        (["a1", "A2"], ["a3", "a4"]),
    ],
)
def test_new_codes_follow_the_office_s_own_style(known: list[str], fresh: list[str]) -> None:
    assert fresh_codes(known, 2) == fresh


@pytest.mark.parametrize(
    ("code", "known", "name"),
    [
        ("03", {"01": "云杉一网格", "02": "云杉二网格"}, "云杉三网格"),
        ("12", {"01": "云杉一网格"}, "云杉十二网格"),
        ("20", {"01": "一号"}, "二十号"),
        ("03", {"01": "第01格", "02": "第02格"}, "第03格"),
        ("03", {"01": "1区", "02": "2区"}, "3区"),
        ("03", {"01": "东区", "02": "西区"}, "03"),
        ("03", {"01": "01", "02": "02"}, "03"),
        ("甲", {"01": "一格"}, "甲"),
        ("03", {}, "03"),
    ],
)
def test_a_new_grid_is_named_as_the_others_are(code: str, known: dict[str, str], name: str) -> None:
    assert fresh_name(code, known) == name
