"""Plans as they are shown, of estates of any size: rows of buildings, a little out of line, cut into runs of them."""

from datetime import date
from random import Random
from typing import Any

from gridctl.domain.plan_views import PlanBlockView, PlanGridView, PlanView, Standing

LOW, HIGH = 350, 400
MADE_ON = date(2026, 3, 16)


def blocks_of(count: int, seed: int = 1, *, placed: bool = True) -> list[PlanBlockView]:
    """Buildings in rows that go to and fro, not yet in grids."""
    dice = Random(seed)  # noqa: S311 - the same every time
    width = int((1.4 * count) ** 0.5) + 1
    blocks = []
    for nth in range(count):
        row, column = divmod(nth, width)
        column = width - 1 - column if row % 2 else column
        x, y = column * 60 + dice.randint(-6, 6), row * 50 + dice.randint(-5, 5)
        where = (float(x), float(y)) if placed else (None, None)
        blocks.append(PlanBlockView(f"{nth + 1}栋", "", "", 0, "", dice.randint(40, 150), dice.randint(0, 9), *where))
    return blocks


def view_of(count: int, seed: int = 1, *, placed: bool = True, **told: Any) -> PlanView:
    """A plan of so many buildings; where a grid would be too large, its last building is shared by units."""
    parts: list[PlanBlockView] = []
    ordinal, total = 1, 0
    for block in blocks_of(count, seed, placed=placed):
        if total >= LOW:
            ordinal, total = ordinal + 1, 0
        if total + block.households > HIGH + 40:
            first = HIGH - total
            parts += [
                _part(block, ordinal, "1单元", first),
                _part(block, ordinal + 1, "2单元", block.households - first),
            ]
            ordinal, total = ordinal + 1, block.households - first
            continue
        parts.append(_part(block, ordinal, "", block.households))
        total += block.households
    grids = tuple(_grid(n, [part for part in parts if part.ordinal == n]) for n in range(1, ordinal + 1))
    return PlanView(
        number=3, project="云海花园", made_on=MADE_ON, band_low=LOW, band_high=HIGH, state="方案", grids=grids,
        blocks=tuple(parts), **{"company": "云海物业服务有限公司", **told},
    )  # fmt: skip


def _part(block: PlanBlockView, ordinal: int, unit: str, households: int) -> PlanBlockView:
    return PlanBlockView(
        block.building, block.phase, unit, ordinal, f"{ordinal:02d}", households, block.care, block.x_m, block.y_m
    )


def _grid(ordinal: int, parts: list[PlanBlockView]) -> PlanGridView:
    total = sum(part.households for part in parts)
    over = max(0, total - HIGH) - max(0, LOW - total)
    gold = over > 30
    standing = Standing.GOLD if gold else Standing.OVER if over > 0 else Standing.UNDER if over else Standing.IN_BAND
    return PlanGridView(
        ordinal=ordinal, code=f"{ordinal:02d}", name=f"{ordinal}号网格", households=total,
        care=sum(part.care for part in parts), buildings="、".join(part.building + part.unit for part in parts),
        building_count=len(parts), walking_metres=None if parts[0].x_m is None else 40 + ordinal, pieces=1,
        over_by=over, standing=standing, reason="整栋划分凑不进户数标准" if over else "", head="李梅" if ordinal == 1 else "",
        continues="01" if ordinal == 1 else "", gold=gold,
    )  # fmt: skip
