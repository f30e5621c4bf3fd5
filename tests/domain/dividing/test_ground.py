"""The ground of a division: order, nodes, regions; and what cannot be divided, in words."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.estate import Asked, Band, Block, Rules
from gridctl.domain.dividing.ground import Ground, survey, task_of
from gridctl.domain.dividing.neighbours import in_order
from gridctl.domain.dividing.notices import notices
from gridctl.errors import BadDataError, GridctlError, UsageError
from tests.domain.dividing.invented import GOLD, METRE, asked, block, estates, row

ROW = row(20, 20, 20, 20)
WALL = ((Point(60 * METRE, -50 * METRE), Point(60 * METRE, 50 * METRE)),)  # between the second and the third


def unplaced(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(replace(each, point=None) for each in blocks)


def keys_of(ground: Ground) -> list[list[int]]:
    return [[block.key for block in ground.blocks_of(region.nodes)] for region in ground.regions]


@given(estates(placed=True), st.data())
@settings(max_examples=50, deadline=None)
def test_with_coordinates_the_order_of_rows_does_not_matter(blocks: tuple[Block, ...], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(blocks))
    wish = asked(keep_phases=False)
    if any(block.total for block in blocks):
        assert survey(shuffled, wish) == survey(blocks, wish)


def test_without_coordinates_the_order_is_the_one_given() -> None:
    ground = survey(unplaced(ROW[::-1]), asked())
    assert ground.order_only
    assert keys_of(ground) == [[4, 3, 2, 1]]
    assert ground.neighbours == in_order(4)


def test_names_are_ordered_as_people_count() -> None:
    blocks = [
        block(1, 9, at=(0, 0), name="10栋"),
        block(2, 9, at=(50, 0), name="2栋"),
        block(3, 9, at=(9, 9), phase="二期"),
        block(4, 9, at=(90, 9), phase="一期"),
    ]
    assert keys_of(survey(blocks, asked())) == [[2, 1], [4], [3]]


def test_what_belongs_together_is_one_node() -> None:
    rules = Rules(together=((1, 3), (3, 4)), apart=((2, 4),))
    ground = survey(ROW, asked(rules=rules))
    assert ground.nodes == ((0, 2, 3), (1,))
    assert ground.apart == {(0, 1)}
    task = task_of(ground, ground.regions[0], 2, asked(rules=rules))
    assert task.weights == (60, 20)
    assert task.points[0] == Point((0 + 80 + 120) * 20 * METRE // 60, 0)
    assert task.neighbours == ((1,), (0,))


def test_phases_are_regions_and_may_be_put_together() -> None:
    blocks = row(20, 20, phase="一期") + tuple(replace(each, key=each.key + 9, phase="二期") for each in row(20, 20))
    assert [region.phase for region in survey(blocks, asked()).regions] == ["一期", "二期"]
    assert [region.households for region in survey(blocks, asked(keep_phases=False)).regions] == [80]


def test_a_phase_hangs_together_through_another() -> None:
    blocks = (*row(20, 20, 20)[::2], replace(row(20, 20)[1], key=9, phase="二期"))
    assert len(survey(blocks, asked()).regions) == 2


def test_a_barrier_makes_regions_and_tells_who_is_cut_off() -> None:
    wish = asked(rules=Rules(barriers=WALL), band=Band(35, 40))
    ground = survey(row(20, 20, 20), wish)
    assert keys_of(ground) == [[1, 2], [3]]
    (notice,) = notices(ground, wish)
    assert "3栋" in notice.message
    assert "20 户" in notice.message
    assert "不足一个网格" in notice.message
    assert "留出缺口" in notice.hint


def test_a_barrier_through_the_middle_is_told_too() -> None:
    wish = asked(rules=Rules(barriers=WALL))
    (notice,) = notices(survey(ROW, wish), wish)
    assert notice.message.endswith("共 40 户，单独成片、单独划分")


def test_nobody_is_cut_off_where_nobody_lives() -> None:
    wish = asked(rules=Rules(barriers=WALL))
    ground = survey(row(20, 20, 0), wish)
    assert keys_of(ground) == [[1, 2, 3]]
    assert notices(ground, wish) == ()


def test_given_neighbours_are_taken_as_they_are() -> None:
    wish = asked(rules=Rules(neighbours=((1, 3), (2, 4))))
    for blocks in (ROW, unplaced(ROW)):
        ground = survey(blocks, wish)
        assert not ground.order_only
        assert keys_of(ground) == [[1, 3], [2, 4]]
        assert "邻居名单" in notices(ground, wish)[0].message


def test_given_neighbours_leave_no_building_without_households_alone() -> None:
    wish = asked(rules=Rules(neighbours=((1, 2),)))
    assert keys_of(survey(row(20, 20, 0), wish)) == [[1, 2, 3]]


def test_several_buildings_at_one_point_are_divided() -> None:
    blocks = [block(1, 20, at=(0, 0)), block(2, 20, at=(0, 0)), block(3, 20, at=(40, 0))]
    assert survey(blocks, asked()).neighbours == ((1, 2), (0, 2), (0, 1))


def test_a_building_too_large_is_dealt_out_by_units_where_units_may_be_parted() -> None:
    blocks = [block(1, 30, 30, at=(0, 0)), block(2, 20, 10, at=(40, 0))]
    whole = survey(blocks, asked())
    assert [each.total for each in whole.blocks] == [60, 30]
    ground = survey(blocks, asked(split=True))
    assert [(each.key, each.units) for each in ground.blocks] == [(1, (10,)), (1, (11,)), (2, (20, 21))]
    together = survey(blocks, asked(split=True, rules=Rules(together=((1, 2),))))
    assert [each.total for each in together.blocks] == [60, 30]
    assert len(survey(blocks, asked(split=True, grids=4)).nodes) == 4


def test_what_households_have_now_is_known_by_node() -> None:
    blocks = [block(1, 10, 20, at=(0, 0)), block(2, 20, at=(40, 0))]
    wish = asked(current={10: 7, 11: 5})
    ground = survey(blocks, wish)
    assert task_of(ground, ground.regions[0], 1, wish).present == ({5: 20, 7: 10}, {})


FAR = block(5, 20, at=(25_000, 0))
REFUSALS: list[tuple[Sequence[Block], Asked, type[GridctlError], str]] = [
    ((), asked(), BadDataError, "还没有楼栋"),
    (row(0, 0), asked(), BadDataError, "没有一户"),
    ((*row(20), block(2, 0, at=(9, 9), phase="二期")), asked(), BadDataError, "二期没有一户可以计入网格：二期2栋"),
    (ROW, asked(band=Band(40, 35)), UsageError, "下限 40 大于上限 35"),
    (ROW, asked(band=Band(0, 35)), UsageError, "不能是 0"),
    (ROW, asked(gold=1), UsageError, "不知道金牌管家"),
    (ROW, asked(gold=-1), UsageError, "不能是 -1"),
    (ROW, asked(gold=1, gold_band=Band(50, 40)), UsageError, "金牌管家的户数的下限"),
    (ROW, asked(grids=0), UsageError, "网格数不能是 0"),
    ((*ROW, block(5, 9)), asked(), BadDataError, "5 栋楼中有 1 栋没有坐标：5栋"),
    ((*ROW[:1], *unplaced(row(*[9] * 7, first=2))), asked(), BadDataError, "2栋、3栋、4栋、5栋、6栋等 7 栋"),
    ([replace(each, point=Point(5, 5)) for each in ROW], asked(), BadDataError, "4 栋楼的坐标都是同一点"),
    ((*ROW, FAR), asked(), BadDataError, "5栋离其余楼栋太远，最远 24 公里"),
    (ROW, asked(rules=Rules(together=((1, 2), (2, 3)), apart=((3, 1),))), BadDataError, "3栋和1栋既要求同格"),
    (ROW, asked(rules=Rules(apart=((1, 1),))), BadDataError, "自相矛盾"),
    (ROW, asked(rules=Rules(apart=((1, 77),))), BadDataError, "不在这次划分之内（1 栋）"),
    (unplaced(ROW), asked(rules=Rules(barriers=WALL)), BadDataError, "没有坐标，看不出隔开了谁"),
    (
        (*row(20, 20), replace(ROW[3], phase="二期")),
        asked(rules=Rules(together=((1, 4),))),
        BadDataError,
        "1栋和二期4栋要求同格，却不在同一期",
    ),
]


@pytest.mark.parametrize(("blocks", "wish", "kind", "words"), REFUSALS, ids=[each[3] for each in REFUSALS])
def test_what_cannot_be_is_said_in_words(
    blocks: Sequence[Block], wish: Asked, kind: type[GridctlError], words: str
) -> None:
    with pytest.raises(kind) as told:
        survey(blocks, wish)
    assert words in told.value.message
    assert told.value.hint


def test_a_gold_band_is_no_matter_where_it_is_right() -> None:
    assert survey(ROW, asked(gold=1, gold_band=GOLD)) == survey(ROW, asked())


def test_two_phases_that_stand_apart_are_no_flaw() -> None:
    away = tuple(replace(each, key=each.key + 9, phase="二期") for each in row(20, 20))
    placed = tuple(replace(each, point=Point(each.point.x + 9_000 * METRE, 0)) for each in away if each.point)
    assert len(survey((*ROW, *placed), asked()).regions) == 2
