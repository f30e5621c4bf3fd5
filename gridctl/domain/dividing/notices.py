"""What a clerk should know of the ground before looking at the grids: what is cut off, and what that means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gridctl.domain.dividing.estate import Asked
from gridctl.domain.dividing.flaws import listed
from gridctl.domain.dividing.ground import Ground, Region


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and what can be done."""

    message: str
    hint: str = ""


def notices(ground: Ground, asked: Asked) -> tuple[Notice, ...]:
    """What hangs together by itself only, the largest part of each phase left out."""
    return tuple(_cut_off(ground, asked))


def _cut_off(ground: Ground, asked: Asked) -> Iterator[Notice]:
    by_list = asked.rules.neighbours is not None
    cause, remedy = (
        ("邻居名单里与其他楼栋不相连", "实际相邻时，请在规则表里补上相邻的楼栋")
        if by_list
        else ("被隔断与其他楼栋隔开", "有桥、通道或门可走时，请在规则表里把隔断分成几段，留出缺口")
    )
    for region in _smaller_parts(ground):
        names = listed(ground.blocks_of(region.nodes))
        told = f"{names}{cause}，共 {region.households} 户，单独成片、单独划分"
        if region.households < asked.band.low:
            yield Notice(f"{told}，不足一个网格的 {asked.band.low} 户", f"{remedy}；确实不通，就只能是一个偏少的网格。")
        else:
            yield Notice(told, f"{remedy}。")


def _smaller_parts(ground: Ground) -> Iterator[Region]:
    for phase in dict.fromkeys(region.phase for region in ground.regions):
        of_phase = [region for region in ground.regions if region.phase == phase]
        largest = max(of_phase, key=lambda region: region.households)
        yield from (region for region in of_phase if region is not largest)
