"""What is asked of a division, and the estate as the register has it: everything that the search needs, read at once (E2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.estate import Asked, Band, Block, Effort, Rules
from gridctl.domain.grids import holds_on
from gridctl.domain.text import fold
from gridctl.errors import UsageError
from gridctl.services.estates.houses import Houses, shown_phase
from gridctl.services.grids.finding import grids_on
from gridctl.services.grids.lists import counted_units
from gridctl.store.estates import BUILDING
from gridctl.store.grids import EXTENT

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.imports import Parsed
    from gridctl.domain.sheets import RuleRow
    from gridctl.services.desk import Desk

_BAND = re.compile(r"(\d{1,6}) ?[-—–~至到] ?(\d{1,6})户?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for, as typed; `rules` is the file's name, for the record."""

    band: str = ""
    grids: int | None = None
    keep_phases: bool = True
    split: bool = False
    gold: int = 0
    from_current: bool = False
    effort: str = "normal"
    prove: bool = False
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A division to be found: the buildings, what is asked, who has each unit today, and what was said."""

    made_on: date
    blocks: tuple[Block, ...]
    asked: Asked
    proving: bool
    present: Mapping[int, int]
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def households(self) -> dict[int, int]:
        """The households of each unit."""
        return {unit: count for block in self.blocks for unit, count in zip(block.units, block.households, strict=True)}

    @property
    def care(self) -> dict[int, int]:
        """The care load of each unit."""
        return {unit: load for block in self.blocks for unit, load in zip(block.units, block.care, strict=True)}


def job_of(desk: Desk, wanted: Wanted, rules: Parsed[RuleRow] | None = None) -> Job:
    """Read the estate and settle what is asked of its division; UsageError for a band that cannot be read.

    ProblemsError with everything that is wrong with the sheet of rules.
    """
    ruled, care = _ruled(desk, rules)
    band = _band(desk, wanted.band)
    present = present_grids(desk, desk.today)
    asked = Asked(
        band=band,
        grids=wanted.grids,
        keep_phases=wanted.keep_phases,
        split=wanted.split,
        gold=wanted.gold,
        gold_band=_gold_band(desk, band, wanted.gold),
        effort=Effort(wanted.effort),
        rules=ruled,
        current=present if wanted.from_current else {},
        moving=desk.policy("grid_move_metres", desk.today),
    )
    if wanted.from_current and not present:
        raise UsageError("现在还没有划分，谈不上在现有划分上调整", "去掉 --from-current，从头划分")
    blocks = blocks_of(desk, care)
    return Job(desk.today, blocks, asked, wanted.prove, present, said_of(asked, wanted))


def _ruled(desk: Desk, rules: Parsed[RuleRow] | None) -> tuple[Rules, Mapping[int, int]]:
    if rules is None:
        return Rules(), {}
    from gridctl.services.plans.rules import read_rules  # noqa: PLC0415 - most plans have no rules

    return read_rules(desk, rules)


def _band(desk: Desk, text: str) -> Band:
    if not text:
        return Band(desk.policy("grid_band_min"), desk.policy("grid_band_max"))
    found = _BAND.fullmatch(fold(text))
    if not found:
        raise UsageError(f"户数标准“{text}”看不懂", "写成 350-400")
    return Band(int(found[1]), int(found[2]))


def _gold_band(desk: Desk, band: Band, gold: int) -> Band | None:
    """What a gold steward's grid may have: from the common least to the most that is in force."""
    most: int = desk.policy("grid_gold_max")
    if most > band.high:
        return Band(band.low, most)
    if gold:
        raise UsageError(
            f"金牌管家户数上限 {most} 不高于户数标准的上限 {band.high}，设金牌管家没有用",
            "先改上限：gridctl project set --policy 金牌管家户数上限=数",
        )
    return None


def present_grids(desk: Desk, day: date) -> dict[int, int]:
    """By unit, the grid that has it on a day."""
    standing = {grid.id for grid in grids_on(desk, day)}
    rows = desk.reader.find(EXTENT, desk.pid)
    return {row.unit: row.grid for row in rows if row.unit is not None and row.grid in standing and holds_on(row, day)}


def blocks_of(desk: Desk, care: Mapping[int, int]) -> tuple[Block, ...]:
    """The buildings in the order of the register, with the households that count today."""
    houses, counted = Houses.of(desk), counted_units(desk, desk.today)
    points = {
        one.id: Point(one.x_mm, one.y_mm)
        for one in desk.reader.find(BUILDING, desk.pid)
        if one.x_mm is not None and one.y_mm is not None
    }
    households = {unit: counted.get(unit, (0, 0))[1] for unit in houses.units}
    return blocks_from(houses, houses.units, households, care, points)


def blocks_from(
    houses: Houses,
    units: Iterable[int],
    households: Mapping[int, int],
    care: Mapping[int, int],
    points: Mapping[int, Point],
) -> tuple[Block, ...]:
    """Buildings with those of their units that are given; a building without any is none."""
    wanted = set(units)
    blocks = []
    for building in houses.buildings.values():
        inside = tuple(unit.id for unit in houses.by_building[building.id] if unit.id in wanted)
        if inside:
            loads = tuple(households.get(unit, 0) for unit in inside), tuple(care.get(unit, 0) for unit in inside)
            phase = shown_phase(building.phase) if building.phase else ""
            blocks.append(Block(building.id, building.written, phase, inside, *loads, points.get(building.id)))
    return tuple(blocks)


def said_of(asked: Asked, wanted: Wanted) -> dict[str, Any]:
    """What was asked for, as it is kept with the plan and as JSON has it."""
    rules = asked.rules
    return {
        "band": [asked.band.low, asked.band.high],
        "grids": asked.grids,
        "phase": "keep" if asked.keep_phases else "ignore",
        "split": "units" if asked.split else "none",
        "gold": asked.gold,
        "gold_band": [asked.gold_band.low, asked.gold_band.high] if asked.gold_band else None,
        "from_current": wanted.from_current,
        "effort": str(asked.effort),
        "prove": wanted.prove,
        "rules": wanted.rules or None,
        "together": [list(pair) for pair in rules.together],
        "apart": [list(pair) for pair in rules.apart],
        "neighbours": None if rules.neighbours is None else [list(pair) for pair in rules.neighbours],
        "barriers": [[*one, *other] for one, other in rules.barriers],
    }


def asked_again(said: Mapping[str, Any]) -> Asked:
    """What was asked for, from what was kept of it; the present division is not part of it."""
    neighbours = said["neighbours"]
    return Asked(
        band=Band(*said["band"]),
        grids=said["grids"],
        keep_phases=said["phase"] == "keep",
        split=said["split"] == "units",
        gold=said["gold"],
        gold_band=Band(*said["gold_band"]) if said["gold_band"] else None,
        effort=Effort(said["effort"]),
        rules=Rules(
            together=_pairs(said["together"]),
            apart=_pairs(said["apart"]),
            neighbours=None if neighbours is None else _pairs(neighbours),
            barriers=tuple((Point(a, b), Point(c, d)) for a, b, c, d in said["barriers"]),
        ),
    )


def _pairs(pairs: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((one, other) for one, other in pairs)
