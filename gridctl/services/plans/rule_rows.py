"""What each row of a sheet of rules says: its buildings found, its line laid on the ground, its weight shared out (D7 三)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

from gridctl.domain.coordinates import Point
from gridctl.domain.lines import across, line_of, pairs_of
from gridctl.errors import GridctlError, NotFoundError
from gridctl.services.estates.houses import Houses, find_unit
from gridctl.services.grids.ground import building_meant, written_out
from gridctl.services.imports import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.domain.imports import Numbered
    from gridctl.domain.sheets import RuleRow
    from gridctl.services.desk import Desk

_HEAVIEST = 10_000  # care weight of one row
HALF_A_WALL = 1_000  # millimetres to either side: enough to part two buildings, too little to part others
_NEAR = 2_000_000  # millimetres: a line farther off was mistyped, or is in degrees where the buildings are in metres
_FIGURES = ("x1", "y1", "x2", "y2")
_GROUND = {"building": "楼栋甲", "other": "楼栋乙", "unit": "单元", "amount": "数值"}
_UNFIT = {  # what a rule has no use for: a cell filled there was meant for another rule
    "同组": ("unit", "amount", *_FIGURES, "line"),
    "分开": ("unit", "amount", *_FIGURES, "line"),
    "相邻": ("unit", "amount", *_FIGURES, "line"),
    "隔断": ("unit", "amount"),
    "关爱权重": ("other", *_FIGURES, "line"),
}
Pair = tuple[int, int]
Lines = dict[Pair, int]
"""Pairs of buildings, the smaller id first, and the line of the sheet that first says so."""


@dataclass(slots=True)
class RuleSheet:
    """What the rows said so far."""

    desk: Desk
    draft: Draft[RuleRow]
    houses: Houses
    points: dict[int, Point]
    together: Lines = field(default_factory=dict)
    apart: Lines = field(default_factory=dict)
    neighbours: Lines = field(default_factory=dict)
    cut: Lines = field(default_factory=dict)
    barriers: list[tuple[Point, Point, int]] = field(default_factory=list)
    care: dict[int, int] = field(default_factory=dict)
    care_lines: dict[int, int] = field(default_factory=dict)

    @property
    def placed(self) -> bool:
        """Whether it is known where every building stands."""
        return bool(self.points) and len(self.points) == len(self.houses.buildings)


class _CellError(Exception):
    """What is wrong with a cell of the row at hand."""

    def __init__(self, field_: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field_, reason


def take(sheet: RuleSheet, item: Numbered[RuleRow]) -> None:
    """Take a row, or tell what is wrong with it."""
    try:
        _check_unfit(item)
        _TAKE[item.row.kind](sheet, item)
    except _CellError as wrong:
        sheet.draft.wrong(item.line, wrong.field, sheet.draft.written(item.line, wrong.field), wrong.reason)


def _check_unfit(item: Numbered[RuleRow]) -> None:
    for name in _UNFIT[item.row.kind]:
        if getattr(item.row, name) is not None:
            raise _CellError(name, f"“{item.row.kind}”用不上这一格，请清空，或改写规则一栏")


def _together(sheet: RuleSheet, item: Numbered[RuleRow]) -> None:
    first, others = _buildings(sheet, item, "building"), _buildings(sheet, item, "other", needed=False)
    every = list(dict.fromkeys([*first, *others]))
    if len(every) < len(first) + len(others) or len(every) == 1:
        raise _CellError("other" if others else "building", "至少要写两栋不同的楼")
    _note(sheet.together, pairwise(every), item.line)


def _apart(sheet: RuleSheet, item: Numbered[RuleRow]) -> None:
    _note(sheet.apart, _sides(sheet, item, lambda every: combinations(every, 2)), item.line)


def _neighbours(sheet: RuleSheet, item: Numbered[RuleRow]) -> None:
    _note(sheet.neighbours, _sides(sheet, item, pairwise), item.line)


def _sides(
    sheet: RuleSheet, item: Numbered[RuleRow], alone: Callable[[Sequence[int]], Iterable[Pair]]
) -> Iterable[Pair]:
    """Each of 楼栋甲 with each of 楼栋乙; `alone` pairs those of 楼栋甲 where nothing else is given."""
    first, others = _buildings(sheet, item, "building"), _buildings(sheet, item, "other", needed=False)
    if set(first) & set(others):
        raise _CellError("other", "同一栋楼写在了两边")
    if not others and len(first) == 1:
        raise _CellError("building", "至少要写两栋不同的楼")
    return product(first, others) if others else alone(first)


def _barrier(sheet: RuleSheet, item: Numbered[RuleRow]) -> None:
    row = item.row
    drawn = row.line is not None or any(getattr(row, name) is not None for name in _FIGURES)
    if not drawn:
        _buildings(sheet, item, "building")
        if row.other is None:
            raise _CellError("other", "隔断要写楼栋甲、楼栋乙（隔在哪两边），或写一条线的坐标")
        _cut(sheet, item)
    elif row.building is not None or row.other is not None:
        raise _CellError("building", "隔断或写楼栋，或写坐标，不能两样都写")
    else:
        points = _drawn(sheet, row)
        sheet.barriers += [(one, other, item.line) for one, other in pairwise(points)]


def _cut(sheet: RuleSheet, item: Numbered[RuleRow]) -> None:
    """Part the buildings of the two sides from each other."""
    pairs = list(_sides(sheet, item, pairwise))
    with _wrong("other"):
        for one, other in pairs if sheet.placed else ():
            across(sheet.points[one], sheet.points[other], HALF_A_WALL)
    _note(sheet.cut, pairs, item.line)


def _drawn(sheet: RuleSheet, row: RuleRow) -> list[Point]:
    """The points of a line, from the one cell or from the four."""
    cell = "line" if row.line is not None else "x1"
    figures = [getattr(row, name) for name in _FIGURES]
    if row.line is not None and any(figures):
        raise _CellError("line", "坐标写了两处：或写在这一格，或写起点和终点")
    if row.line is None and None in figures:
        raise _CellError(_FIGURES[figures.index(None)], "起点和终点的坐标要写全（X1、Y1、X2、Y2）")
    known = min(sheet.points.items(), default=None)
    with _wrong(cell):
        pairs = (
            pairs_of(row.line) if row.line is not None else [(row.x1 or "", row.y1 or ""), (row.x2 or "", row.y2 or "")]
        )
        points = line_of(pairs, known and known[1])
    _check_place(sheet, cell, points)
    return points


def _check_place(sheet: RuleSheet, cell: str, points: Sequence[Point]) -> None:
    if not sheet.placed:
        raise _CellError(cell, "台账里还有楼栋没有坐标，看不出这条线隔开了谁；请改写楼栋甲、楼栋乙，或先导入楼栋坐标")
    away = min(max(_beside(points, at, 0), _beside(points, at, 1)) for at in sheet.points.values())
    if away > _NEAR:
        raise _CellError(cell, f"离小区 {away // 1_000_000} 公里，请核对坐标：米与经纬度不要混用")


def _beside(points: Sequence[Point], at: Point, axis: int) -> int:
    """How far a building is from the ground that a line spans, to the east or to the north."""
    along = [point[axis] for point in points]
    return max(min(along) - at[axis], at[axis] - max(along), 0)


def _care(sheet: RuleSheet, item: Numbered[RuleRow]) -> None:
    weight = _weight(item.row)
    buildings = _buildings(sheet, item, "building")
    units = _units(sheet, item.row, buildings) if item.row.unit else []
    for share in [[unit] for unit in units] or [_units_within(sheet, one) for one in buildings]:
        for place, unit in enumerate(share):
            _weigh(sheet, item.line, unit, weight // len(share) + (place < weight % len(share)))


def _weight(row: RuleRow) -> int:
    if row.amount is None:
        raise _CellError("amount", "没有填关爱权重的数值")
    number = Decimal(row.amount)
    if number != int(number) or not 0 <= number <= _HEAVIEST:
        raise _CellError("amount", f"关爱权重要是 0 到 {_HEAVIEST} 的整数")
    return int(number)


def _units_within(sheet: RuleSheet, building: int) -> list[int]:
    return [unit.id for unit in sheet.houses.by_building[building]]


def _units(sheet: RuleSheet, row: RuleRow, buildings: Sequence[int]) -> list[int]:
    """The units that are named, of the one building that is."""
    if len(buildings) > 1:
        raise _CellError("unit", "写单元时，楼栋只能写一栋")
    one = sheet.houses.buildings[buildings[0]]
    with _wrong("unit"):
        named = written_out(row.unit or "")
        found = [find_unit(sheet.desk, one.phase, one.written, unit, sheet.houses).id for unit in named]
    return list(dict.fromkeys(found))


def _weigh(sheet: RuleSheet, line: int, unit: int, weight: int) -> None:
    first = sheet.care_lines.setdefault(unit, line)
    if first != line:
        raise _CellError("building", f"第 {first} 行已经写了{sheet.houses.unit_name(unit)}的关爱权重，只能写一次")
    sheet.care[unit] = weight


_TAKE: dict[str, Callable[[RuleSheet, Numbered[RuleRow]], None]] = {
    "同组": _together,
    "分开": _apart,
    "相邻": _neighbours,
    "隔断": _barrier,
    "关爱权重": _care,
}


def _buildings(sheet: RuleSheet, item: Numbered[RuleRow], name: str, *, needed: bool = True) -> list[int]:
    """The buildings that a cell names, each once."""
    text = getattr(item.row, name)
    if text is None:
        if needed:
            raise _CellError(name, f"没有填{_GROUND[name]}")
        return []
    with _wrong(name):
        return list(dict.fromkeys(_building(sheet, item.row.phase or "", one) for one in written_out(text)))


def _building(sheet: RuleSheet, phase: str, text: str) -> int:
    """A building of the phase that the row says, else one whose name says its phase itself."""
    if phase:
        with suppress(NotFoundError):
            return building_meant(sheet.desk, sheet.houses, f"{phase}{text}")
    return building_meant(sheet.desk, sheet.houses, text)


@contextmanager
def _wrong(name: str) -> Iterator[None]:
    """Say of a cell what is wrong with it."""
    try:
        yield
    except GridctlError as error:
        told = (error.message, *getattr(error, "choices", ()), error.hint)
        raise _CellError(name, "；".join(filter(None, told))) from None
    except ValueError as error:
        raise _CellError(name, str(error)) from None


def _note(lines: Lines, pairs: Iterable[Pair], line: int) -> None:
    for one, other in pairs:
        lines.setdefault((min(one, other), max(one, other)), line)
