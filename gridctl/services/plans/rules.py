"""The rules for a division from a sheet: what belongs together or apart, who is whose neighbour, what lies between (D7 三).

A sheet is taken as a whole or not at all: every cell that cannot be taken, and every rule that contradicts another, is
told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.barriers import crosses
from gridctl.domain.dividing.estate import Rules
from gridctl.domain.imports import problem_words
from gridctl.domain.lines import across
from gridctl.errors import ProblemsError
from gridctl.services.estates.houses import Houses
from gridctl.services.imports import Draft
from gridctl.services.plans.rule_rows import HALF_A_WALL, Lines, Pair, RuleSheet, take
from gridctl.store.estates import BUILDING

if TYPE_CHECKING:
    from gridctl.domain.imports import Parsed
    from gridctl.domain.sheets import RuleRow
    from gridctl.services.desk import Desk


def read_rules(desk: Desk, parsed: Parsed[RuleRow]) -> tuple[Rules, Mapping[int, int]]:
    """The rules of a sheet, and the care weight of each unit that it names; ProblemsError with all that is wrong.

    A building's weight is shared evenly by its units. Neighbours, where given at all, are the whole list of them.
    """
    rows = desk.reader.find(BUILDING, desk.pid)
    points = {one.id: Point(one.x_mm, one.y_mm) for one in rows if one.x_mm is not None and one.y_mm is not None}
    sheet = RuleSheet(desk, Draft(parsed), Houses.of(desk), points)
    for item in parsed.rows:
        take(sheet, item)
    _contradictions(sheet)
    _refuse(sheet.draft)
    _tell(sheet)
    return _rules(sheet), dict(sorted(sheet.care.items()))


def _contradictions(sheet: RuleSheet) -> None:
    """Tell which rules cannot both be kept, with the rows of both."""
    chains = _Chains(sheet.together)
    for (one, other), line in sheet.apart.items():
        if lines := chains.between(one, other):
            _conflict(sheet, line, f"{_both(sheet, one, other)}要分开，{_rows(lines)}却要它们同组")
    for (one, other), line in sheet.neighbours.items():
        if lines := _cutting(sheet, one, other):
            _conflict(sheet, line, f"{_both(sheet, one, other)}相邻，{_rows(lines)}的隔断却在它们中间")


def _conflict(sheet: RuleSheet, line: int, reason: str) -> None:
    sheet.draft.conflict(line, "kind", sheet.draft.written(line, "kind"), reason)


def _both(sheet: RuleSheet, one: int, other: int) -> str:
    return f"{sheet.houses.building_name(one)}和{sheet.houses.building_name(other)}"


def _rows(lines: Iterable[int]) -> str:
    return f"第 {'、'.join(map(str, sorted(set(lines))))} 行"


def _cutting(sheet: RuleSheet, one: int, other: int) -> list[int]:
    """The rows whose barrier parts two buildings."""
    ends = sheet.points.get(one), sheet.points.get(other)
    lines = [sheet.cut[one, other]] if (one, other) in sheet.cut else []
    if ends[0] is not None and ends[1] is not None:
        lines += [line for *barrier, line in sheet.barriers if crosses(ends[0], ends[1], barrier[0], barrier[1])]
    return lines


class _Chains:
    """Which buildings belong together, and by which rows."""

    def __init__(self, together: Lines) -> None:
        self.beside: dict[int, list[tuple[int, int]]] = {}
        for (one, other), line in together.items():
            self.beside.setdefault(one, []).append((other, line))
            self.beside.setdefault(other, []).append((one, line))

    def between(self, one: int, other: int) -> list[int]:
        """The rows of the shortest chain between two buildings, [] where there is none."""
        came: dict[int, list[int]] = {one: []}
        frontier = [one]
        for at in frontier:
            for beside, line in self.beside.get(at, ()):
                if beside not in came:
                    came[beside] = [*came[at], line]
                    frontier.append(beside)
        return came.get(other, [])


def _refuse(draft: Draft[RuleRow]) -> None:
    """Refuse a sheet with anything wrong in it."""
    problems = sorted([*draft.parsed.problems, *draft.problems], key=lambda problem: problem.line)
    if not problems:
        return
    where = draft.parsed.file + (f" 表 {draft.parsed.sheet}" if draft.parsed.sheet else "")
    told = tuple(map(problem_words, problems))
    raise ProblemsError(f"划分规则 {where} 有 {len(told)} 处错误，没有划分", "改好后重新运行；台账库没有变动", told)


def _tell(sheet: RuleSheet) -> None:
    """Say besides the result what was not read, and what the rules mean for who is whose neighbour."""
    notices = sheet.desk.notices
    notices += [f"划分规则：{problem_words(problem)}" for problem in sheet.draft.parsed.warnings]
    if not sheet.draft.parsed.rows:
        notices.append(f"划分规则 {sheet.draft.parsed.file} 里一条规则也没有，按没有规则划分")
    if sheet.neighbours:
        notices.append(f"划分规则写了 {len(sheet.neighbours)} 对相邻的楼栋：只有它们算相邻，不再按坐标或次序推算")
    elif sheet.cut and not sheet.placed:
        notices.append("台账里没有全部楼栋的坐标：前后两栋算相邻，划分规则里隔断的除外")


def _rules(sheet: RuleSheet) -> Rules:
    neighbours = tuple(sorted(sheet.neighbours)) or None
    barriers = [(one, other) for one, other, _ in sheet.barriers]
    if sheet.placed:
        barriers += [across(sheet.points[one], sheet.points[other], HALF_A_WALL) for one, other in sorted(sheet.cut)]
    elif sheet.cut and neighbours is None:
        neighbours = _in_order_but(sheet)
    return Rules(tuple(sorted(sheet.together)), tuple(sorted(sheet.apart)), neighbours, tuple(barriers))


def _in_order_but(sheet: RuleSheet) -> tuple[Pair, ...]:
    """Each building beside the next of the register, and the next of its phase, but for those that a barrier parts."""
    phases: dict[str, list[int]] = {}
    for building in sheet.houses.buildings.values():
        phases.setdefault(building.phase, []).append(building.id)
    pairs = {pair for every in ([*sheet.houses.buildings], *phases.values()) for pair in pairwise(every)}
    return tuple(sorted(pairs - sheet.cut.keys()))
