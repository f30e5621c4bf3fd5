"""What a sheet of rules means on the ground of a ledger: keys of buildings, lines, weights, and all that is wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.barriers import crosses
from gridctl.domain.dividing.estate import Rules
from gridctl.domain.estates import Building, Unit
from gridctl.domain.imports import Numbered, Parsed
from gridctl.domain.place_keys import building_key, unit_key
from gridctl.domain.sheets import RuleRow
from gridctl.errors import ProblemsError
from gridctl.services.desk import Desk, reading
from gridctl.services.plans.rules import read_rules
from gridctl.settings import Settings
from gridctl.store.estates import BUILDING, UNIT
from gridctl.store.transactions import Act, writing
from tests.conftest import NOW

HEADER = ("规则", "期", "楼栋甲", "楼栋乙", "单元", "数值", "X1", "Y1", "X2", "Y2", "坐标", "备注")
Told = tuple[Rules, dict[int, int], list[str]]
Read = Callable[..., Told]


def furnish(ledger: Path, *, placed: bool) -> None:
    """Six buildings, 1栋 to 3栋 of 一期 in a row and 4栋, 5栋, 3栋 of 二期 north of them; three units in 1栋."""
    where = [Point(100_000 * (n % 3), 100_000 * (n // 3)) if placed else None for n in range(6)]
    names = [("1", "1栋"), ("1", "2栋"), ("1", "3栋"), ("2", "4栋"), ("2", "5栋"), ("2", "3栋")]
    buildings = [
        Building(1, n + 1, phase, building_key(written), written, at and at.x, at and at.y)
        for n, ((phase, written), at) in enumerate(zip(names, where, strict=True))
    ]
    units = [Unit(1, n, 1, unit_key(f"{n}单元"), f"{n}单元") for n in (1, 2, 3)]
    units += [Unit(1, n + 2, n, "", "") for n in range(2, 7)]
    with writing(ledger, Act("owner", "estate import"), NOW) as tx:
        tx.next_id(1, BUILDING, len(buildings))
        tx.next_id(1, UNIT, len(units))
        tx.insert(BUILDING, buildings)
        tx.insert(UNIT, units)


def parsed(*rows: tuple[object, ...]) -> Parsed[RuleRow]:
    """Rows as they would be read: kind, 楼栋甲, 楼栋乙, then what else there is by name."""
    written = [HEADER]
    numbered = []
    for line, (kind, building, other, *rest) in enumerate(rows, 2):
        told = {"kind": kind, "building": building, "other": other} | dict(rest)  # type: ignore[arg-type]
        row = RuleRow(*[told.get(name) for name in RuleRow._fields])  # type: ignore[arg-type]
        numbered.append(Numbered(line, row))
        written.append(tuple("" if cell is None else str(cell) for cell in row))  # type: ignore[arg-type]
    columns = {name: place for place, name in enumerate(RuleRow._fields)}
    return Parsed("规则.csv", "", HEADER, numbered, columns=columns, original=lambda line: written[line - 1])


@pytest.fixture
def read(ledger: Path) -> Read:
    def call(*rows: tuple[object, ...], placed: bool = True) -> Told:
        furnish(ledger, placed=placed)
        with reading(Settings(ledger, clock=lambda: NOW)) as desk:
            rules, care = read_rules(desk, parsed(*rows))
            return rules, dict(care), desk.notices

    return call


@pytest.mark.parametrize(
    ("row", "together", "apart"),
    [
        (("同组", "1栋", "2栋"), ((1, 2),), ()),
        (("同组", "1-2栋、4栋", None), ((1, 2), (2, 4)), ()),
        (("同组", "1栋", "2栋、5#"), ((1, 2), (2, 5)), ()),
        (("同组", "二期3栋", "4栋"), ((4, 6),), ()),
        (("同组", "3栋", "4栋", ("phase", "二期")), ((4, 6),), ()),
        (("同组", "一期3栋", "4栋", ("phase", "二期")), ((3, 4),), ()),
        (("分开", "1栋、2栋", "4栋、5栋"), (), ((1, 4), (1, 5), (2, 4), (2, 5))),
        (("分开", "1栋、2栋、4栋", None), (), ((1, 2), (1, 4), (2, 4))),
    ],
)
def test_together_and_apart(read: Read, row: tuple[object, ...], together: object, apart: object) -> None:
    rules, care, notices = read(row)
    assert (rules.together, rules.apart, rules.neighbours, rules.barriers) == (together, apart, None, ())
    assert (care, notices) == ({}, [])


def test_neighbours_are_the_whole_list(read: Read) -> None:
    rules, _, notices = read(("相邻", "1栋、2栋、一期3栋", None), ("相邻", "2栋", "1栋、4栋"))
    assert rules.neighbours == ((1, 2), (2, 3), (2, 4))
    assert notices == ["划分规则写了 3 对相邻的楼栋：只有它们算相邻，不再按坐标或次序推算"]


def test_a_sheet_without_rules_is_told_of(read: Read) -> None:
    assert read() == (Rules(), {}, ["划分规则 规则.csv 里一条规则也没有，按没有规则划分"])


def test_a_road_of_three_points(read: Read) -> None:
    rules, _, _ = read(("隔断", None, None, ("line", "-50,50; 150,50；150,-50")))
    assert rules.barriers == (
        (Point(-50_000, 50_000), Point(150_000, 50_000)),
        (Point(150_000, 50_000), Point(150_000, -50_000)),
    )


def test_a_road_by_its_ends(read: Read) -> None:
    rules, _, _ = read(("隔断", None, None, ("x1", "-50"), ("y1", "50"), ("x2", "250.5"), ("y2", "50")))
    assert rules.barriers == ((Point(-50_000, 50_000), Point(250_500, 50_000)),)


def test_a_road_between_buildings_parts_them_and_no_others(read: Read) -> None:
    rules, _, _ = read(("隔断", "1栋", "2栋、4栋"))
    points = {n + 1: Point(100_000 * (n % 3), 100_000 * (n // 3)) for n in range(6)}
    cut = {
        (one, other)
        for one in points
        for other in points
        if one < other and any(crosses(points[one], points[other], *barrier) for barrier in rules.barriers)
    }
    assert cut == {(1, 2), (1, 4), (1, 3)}  # 2栋 stands between 1栋 and 一期3栋


def test_a_road_between_buildings_that_stand_nowhere(read: Read) -> None:
    rules, _, notices = read(("隔断", "2栋", "一期3栋"), placed=False)
    assert (rules.barriers, rules.neighbours) == ((), ((1, 2), (3, 4), (4, 5), (5, 6)))
    assert notices == ["台账里没有全部楼栋的坐标：前后两栋算相邻，划分规则里隔断的除外"]


def test_care_by_unit(read: Read) -> None:
    rows = (
        ("关爱权重", "1栋", None, ("amount", "8")),
        ("关爱权重", "2栋、4栋", None, ("amount", "5.0")),
    )
    assert read(*rows)[1] == {1: 3, 2: 3, 3: 2, 4: 5, 6: 5}


def test_care_of_units(read: Read) -> None:
    assert read(("关爱权重", "1栋", None, ("unit", "1单元、3单元"), ("amount", "4")))[1] == {1: 4, 3: 4}


@pytest.mark.parametrize(
    ("row", "place", "reason"),
    [
        (("同组", "99栋", "1栋"), "C2 楼栋甲", "没有楼栋“99栋”"),
        (("同组", "3栋", "1栋"), "C2 楼栋甲", "几期里都有；一期3栋；二期3栋"),
        (("同组", None, "1栋"), "C2 楼栋甲", "没有填楼栋甲"),
        (("同组", "1栋", None), "C2 楼栋甲", "至少要写两栋"),
        (("同组", "1栋", "1栋"), "D2 楼栋乙", "两栋不同"),
        (("分开", "1栋", "2栋、1栋"), "D2 楼栋乙", "写在了两边"),
        (("相邻", "1栋", None), "C2 楼栋甲", "至少要写两栋"),
        (("同组", "1栋", "2栋", ("amount", "3")), "F2 数值", "用不上这一格"),
        (("关爱权重", "1栋", "2栋", ("amount", "3")), "D2 楼栋乙", "用不上这一格"),
        (("关爱权重", "1栋", None), "F2 数值", "没有填"),
        (("关爱权重", "1栋", None, ("amount", "-1")), "F2 数值", "0 到 10000 的整数"),
        (("关爱权重", "1栋", None, ("amount", "2.5")), "F2 数值", "整数"),
        (("关爱权重", "1栋", None, ("amount", "1"), ("unit", "9单元")), "E2 单元", "没有“9单元”"),
        (("关爱权重", "1栋、2栋", None, ("amount", "1"), ("unit", "1单元")), "E2 单元", "只能写一栋"),
        (("隔断", None, None), "C2 楼栋甲", "没有填楼栋甲"),
        (("隔断", "1栋", None), "D2 楼栋乙", "隔在哪两边"),
        (("隔断", "1栋", "2栋", ("line", "1,2; 3,4")), "C2 楼栋甲", "不能两样都写"),
        (("隔断", None, None, ("line", "1,2")), "K2 坐标", "至少要有两个点"),
        (("隔断", None, None, ("line", "1,2;3")), "K2 坐标", "成对"),
        (("隔断", None, None, ("line", "90000,2;90000,3")), "K2 坐标", "离小区 89 公里"),
        (("隔断", None, None, ("line", "113.05,23.70; 113.06,23.70")), "K2 坐标", "公里"),
        (("隔断", None, None, ("x1", "1"), ("y1", "1"), ("x2", "2")), "J2 Y2", "要写全"),
        (("隔断", None, None, ("x1", "1"), ("line", "1,2; 3,4")), "K2 坐标", "写了两处"),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_taken(read: Read, row: tuple[object, ...], place: str, reason: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(row)
    (problem,) = caught.value.problems
    assert problem.startswith(f"第 2 行 {place}  ")
    assert reason in problem
    assert caught.value.status == 5


def test_a_line_where_no_building_has_a_place(read: Read) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(("隔断", None, None, ("line", "1,2; 3,4")), placed=False)
    assert "请改写楼栋甲、楼栋乙" in caught.value.problems[0]


def test_all_problems_at_once(read: Read) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(("同组", "1栋", "99栋"), ("分开", "1栋", "2栋"), ("关爱权重", "2栋", None))
    assert caught.value.message == "划分规则 规则.csv 有 2 处错误，没有划分"
    assert [problem[:5] for problem in caught.value.problems] == ["第 2 行", "第 4 行"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [("同组", "1栋", "2栋"), ("分开", "2栋", "1栋")],
            "第 3 行 A3 规则  “分开” 1栋和2栋要分开，第 2 行却要它们同组",
        ),
        (
            [("分开", "1栋", "5栋"), ("同组", "1栋", "2栋"), ("同组", "4栋", "5栋"), ("同组", "2栋", "4栋")],
            "第 2 行 A2 规则  “分开” 1栋和5栋要分开，第 3、4、5 行却要它们同组",
        ),
        (
            [("相邻", "1栋", "2栋"), ("隔断", "1栋", "2栋")],
            "第 2 行 A2 规则  “相邻” 1栋和2栋相邻，第 3 行的隔断却在它们中间",
        ),
        (
            [("隔断", None, None, ("line", "50,-9;50,9")), ("相邻", "1栋", "2栋")],
            "第 3 行 A3 规则  “相邻” 1栋和2栋相邻，第 2 行的隔断却在它们中间",
        ),
        (
            [("关爱权重", "1栋", None, ("amount", "3")), ("关爱权重", "1栋", None, ("amount", "3"), ("unit", "2单元"))],
            "第 3 行 C3 楼栋甲  “1栋” 第 2 行已经写了1栋2单元的关爱权重，只能写一次",
        ),
    ],
)
def test_rules_that_contradict_each_other(read: Read, rows: list[tuple[object, ...]], told: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(*rows)
    assert caught.value.problems == (told,)


SELDOM = [None, None, None]
KINDS = st.sampled_from(["同组", "分开", "相邻", "隔断", "关爱权重"])
NAMES = st.sampled_from(["1栋", "2栋、4栋", "5栋", "一期3栋", "1-2栋", "2栋", "9栋", "1单元", None]) | st.text(
    max_size=4
)
UNITS = st.sampled_from([*SELDOM, "1单元", "2-3单元", "0", "八"])
FIGURES = st.sampled_from([*SELDOM, "0", "-7", "40", "113.0521", "1000000", "2.5"])
LINES = st.sampled_from([*SELDOM, "40,120; 0,0", "50,-9; 50,9; 1,1", "1,1", "1,1;1,1", "；", "x"])
ROWS = st.builds(
    RuleRow,
    KINDS,
    st.sampled_from([*SELDOM, "二期"]),
    NAMES,
    NAMES | st.none(),
    UNITS,
    FIGURES,
    *[FIGURES] * 4,
    LINES,
    st.none(),
)


@pytest.fixture
def desk_at(ledger: Path) -> Iterator[Desk]:
    furnish(ledger, placed=True)
    with reading(Settings(ledger, clock=lambda: NOW)) as desk:
        yield desk


def outcome(desk: Desk, rows: list[RuleRow]) -> tuple[Rules, dict[int, int]] | tuple[str, ...]:
    """The rules and the care, or what is wrong."""
    sheet = Parsed("规则.csv", "", rows=[Numbered(line, row) for line, row in enumerate(rows, 2)])
    try:
        rules, care = read_rules(desk, sheet)
    except ProblemsError as error:
        return error.problems
    return rules, dict(care)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, max_size=3))
def test_whatever_is_written_is_taken_or_told(desk_at: Desk, rows: list[RuleRow]) -> None:
    rules, *rest = outcome(desk_at, rows) or pytest.fail("refused without a word")
    if isinstance(rules, str):
        assert all(isinstance(problem, str) and problem.startswith("第 ") for problem in rest)
        return
    (care,) = rest
    keys = {key for pair in (*rules.together, *rules.apart, *(rules.neighbours or ())) for key in pair}
    assert keys <= set(range(1, 7))
    assert isinstance(care, dict)
    assert all(weight >= 0 and unit in range(1, 9) for unit, weight in care.items())
