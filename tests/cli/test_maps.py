"""A plan as a map of letters: every building is on it, in the order in which they stand, and it fits the page."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.cli.plans.map_layout import placed, spread
from gridctl.cli.plans.maps import Line, colours, draw_legend, draw_map, marks, show_map
from gridctl.cli.width import width
from gridctl.domain.plan_views import MapCell, map_cells
from gridctl.settings import Settings
from tests.plan_samples import view_of

METRES = st.integers(-2_000, 2_000).map(float)
SPOTS = st.lists(st.tuples(METRES, METRES), min_size=1, max_size=60)
NEAR = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60)


def text(lines: list[Line]) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in lines]


TWENTY = """\
                                  F 20栋  E 19栋
D 13栋  D 14栋  D 15栋  D+E 16栋  E 17栋  E 18栋
C 12栋  C 11栋  C 10栋  C 9栋     B 8栋   B 7栋
A 1栋   A 2栋   A 3栋   A 4栋     B 5栋   B 6栋"""
LEGEND = """\
A  01  1号网格  382 户  达标         D  04  4号网格  400 户  达标
B  02  2号网格  414 户  偏多 +14     E  05  5号网格  439 户  金牌 +39
C  03  3号网格  406 户  偏多 +6      F  06  6号网格  135 户  偏少 -215"""
IN_ORDER = """\
A 1栋   A 2栋   A 3栋   A 4栋   B 5栋   B 6栋
B 7栋   B 8栋   C 9栋   C 10栋  C 11栋  C 12栋
D 13栋  D 14栋  D 15栋"""
SIXTY_NARROW = """\
O 60  O 59  O 58    O 57  N 56    N 55  N 54  N 53  N 52  M 51
K 41  L 42  L 43    L 44  L 45    M 46  M 47  M 48  M 49  M 50
K 40  K 39  K+J 38  J 37  J 36    J 35  J 34  I 33  I 32  I 31
F 21  F 22  F+G 23  G 24  G 25    G 26  H 27  H 28  H 29  H 30
F 20  E 19  E 18    E 17  D+E 16  D 15  D 14  D 13  C 12  C 11
A 1   A 2   A 3     A 4   B 5     B 6   B 7   B 8   C 9   C 10"""
MARKS_ALONE = """\
O O O O N N N N N M
K L L L L M M M M M
K K K+J J J J J I I I
F F F+G G G G H H H H
F E E E D+E D D D C C
A A A A B B B B C C"""


def test_twenty_buildings() -> None:
    view = view_of(20)
    assert text(draw_map(map_cells(view), 100)) == TWENTY.splitlines()
    assert text(draw_legend(view.grids, 100)) == LEGEND.splitlines()


def test_numbers_where_names_are_too_wide() -> None:
    assert text(draw_map(map_cells(view_of(60)), 80)) == SIXTY_NARROW.splitlines()


def test_marks_alone_where_there_is_no_room_for_numbers() -> None:
    assert text(draw_map(map_cells(view_of(60)), 50)) == MARKS_ALONE.splitlines()


def test_an_estate_without_coordinates_is_in_the_order_of_its_list() -> None:
    assert text(draw_map(map_cells(view_of(15, placed=False)), 50)) == IN_ORDER.splitlines()


def test_a_legend_to_be_read_downwards_on_a_narrow_page() -> None:
    lines = text(draw_legend(view_of(20).grids, 50))
    assert [line[0] for line in lines] == ["A", "B", "C", "D", "E", "F"]


@pytest.mark.parametrize("columns", [50, 80, 100])
@pytest.mark.parametrize("count", [1, 2, 20, 61, 200, 1_000])
@pytest.mark.parametrize("where", [True, False])
def test_every_building_is_on_the_map(count: int, columns: int, where: bool) -> None:  # noqa: FBT001
    view = view_of(count, 3, placed=where)
    lines = draw_map(map_cells(view), columns)
    assert max(map(width, text(lines))) <= columns
    assert max(map(width, text(draw_legend(view.grids, columns)))) <= columns
    signs = marks(len(view.grids))
    parts = Counter(signs[block.ordinal] for block in view.blocks)
    assert Counter(re.findall(r"(?<![0-9])[A-Z]+(?![^ +])", "\n".join(text(lines)).replace("\n", " "))) == parts


def test_a_thousand_buildings_take_a_page_or_two() -> None:
    lines = draw_map(map_cells(view_of(1_000)), 100)
    assert len(lines) < 100
    assert text(lines)[0].split()[:3] == ["JK", "JK", "JK"]


def test_an_estate_far_from_square() -> None:
    row = [MapCell(f"{n}栋", (1 + n // 5,), n * 60.0, 0.0) for n in range(12)]
    assert text(draw_map(row, 100)) == ["  ".join(f"{'ABC'[n // 5]} {n}栋" for n in range(12))]
    assert text(draw_map(row, 50)) == [" ".join("ABC"[n // 5] for n in range(12))]
    column = [replace(cell, x=cell.y, y=cell.x) for cell in row]
    assert text(draw_map(column, 100)) == [f"{'ABC'[n // 5]} {n}栋" for n in reversed(range(12))]


def test_a_building_far_away_leaves_room_for_the_others() -> None:
    cells = [*map_cells(view_of(20)), MapCell("99栋", (1,), 90_000.0, 40_000.0)]
    lines = text(draw_map(cells, 100))
    assert lines[0].strip() == "A 99栋"
    assert lines[1] == ""
    assert [line.rstrip() for line in lines[2:]] == TWENTY.splitlines()


def test_buildings_at_one_point_stand_beside_each_other() -> None:
    cells = [MapCell(f"{n}栋", (n,), 5.0, 5.0) for n in range(1, 13)]
    lines = text(draw_map(cells, 50))
    assert len(lines) > 1
    assert sorted(re.findall("[A-Z] [0-9]+栋", " ".join(lines))) == sorted(f"{chr(64 + n)} {n}栋" for n in range(1, 13))


def test_a_building_without_a_grid() -> None:
    assert text(draw_map([MapCell("1栋", (), 0.0, 0.0), MapCell("2栋", (1,), 60.0, 0.0)], 80)) == ["- 1栋  A 2栋"]


def test_a_name_cannot_steer_the_terminal() -> None:
    (line,) = text(draw_map([MapCell("1\x1b[2J栋\n", (1,), 0.0, 0.0)], 80))
    assert line.isprintable()


def test_a_grid_called_by_its_code_is_named_once() -> None:
    grids = [replace(grid, name=grid.code) for grid in view_of(4).grids]
    assert text(draw_legend(grids, 80)) == ["A  01  382 户  达标"]


def test_nothing_to_draw() -> None:
    assert draw_map([], 80) == []
    assert draw_legend([], 80) == []


@given(spots=SPOTS | NEAR, columns=st.integers(1, 33))
@settings(max_examples=100, deadline=None)
def test_no_building_hides_another_and_rows_keep_their_order(spots: list[tuple[float, float]], columns: int) -> None:
    cells = placed(spots, columns)
    assert cells is not None
    assert len(set(cells)) == len(cells)
    assert all(0 <= column < columns for _, column in cells)
    pairs = list(zip(spots, cells, strict=True))
    for (one, (row, column)), (other, (below, right)) in ((a, b) for a in pairs for b in pairs):
        if row == below and column < right:
            assert one[0] <= other[0]
    assert min(row for row, _ in cells) == 0


@given(wanted=st.lists(st.integers(0, 20), min_size=1, max_size=15).map(sorted), room=st.integers(0, 20))
def test_a_row_is_spread_no_more_than_it_must_be(wanted: list[int], room: int) -> None:
    limit = max(len(wanted) + room, wanted[-1] + 1)
    taken = spread(wanted, limit)
    assert all(one < other for one, other in pairwise(taken))
    assert taken[0] >= 0
    assert taken[-1] < limit
    if len(set(wanted)) == len(wanted):
        assert taken == wanted


def test_marks() -> None:
    assert marks(3) == {1: "A", 2: "B", 3: "C"}
    many = marks(800)
    assert (many[1], many[27], many[676], many[677]) == ("AA", "BA", "ZZ", "677")
    assert len(set(many.values())) == 800


def test_grids_side_by_side_differ_in_colour() -> None:
    cells = map_cells(view_of(200))
    lines = draw_map(cells, 100)
    chosen = colours(cells, lines)
    assert set(chosen) == {grid for cell in cells for grid in cell.grids}
    for line in lines:
        grids = [piece.grid for piece in line if piece.grid]
        for one, other in pairwise(grids):
            assert one == other or chosen[one] != chosen[other]


def where(*, terminal: bool) -> Settings:
    return Settings(Path("x"), clock=lambda: datetime(2026, 3, 16, tzinfo=UTC), terminal=terminal)


def test_in_a_pipe_it_is_plain(capsys: pytest.CaptureFixture[str]) -> None:
    show_map(view_of(20), where(terminal=False))
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "上北下南，按相对位置排列，不按比例；先写网格代号，再写楼栋"
    assert "\n".join(out[2:6]) == TWENTY
    assert all(line == line.rstrip() and "\x1b" not in line for line in out)


@pytest.mark.parametrize("colour", [True, False])
def test_on_a_terminal_it_is_coloured_unless_that_is_not_wanted(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    colour: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    show_map(view_of(20), where(terminal=True))
    out = capsys.readouterr().out
    assert ("48;5;117m" in out) is colour
    bare = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in out.splitlines()]
    assert "\n".join(bare[2:6]) == TWENTY


def test_without_coordinates_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    show_map(view_of(20, placed=False), where(terminal=False))
    assert capsys.readouterr().out.startswith("没有楼栋坐标，按台账次序排列；先写网格代号")


def test_buildings_of_one_name_in_two_phases_are_told_apart() -> None:
    view = view_of(2)
    one, other = view.blocks[0], view.blocks[1]
    blocks = (replace(one, phase="一期"), replace(other, phase="二期", building=one.building))
    assert [cell.name for cell in map_cells(replace(view, blocks=blocks))] == ["一期1栋", "二期1栋"]
