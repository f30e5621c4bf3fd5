"""What is said of a plan: what it comes to, why the band cannot be met, how far that is proved, and the ways out (D7 三)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gridctl.services.plans.keeping import Kept

    Entry = Mapping[str, Any]

REASONS = {
    "building_too_large": "一栋（或必须同组的几栋）就超过",
    "total": "总户数除不开",
    "whole_buildings": "整栋凑不到标准内",
    "whole_units": "整单元也凑不到标准内",
    "gold_steward": "由金牌管家负责",
}


def summary(kept: Kept) -> tuple[str, ...]:
    """What a plan comes to, in one or two sentences."""
    told, grids = kept.told, kept.grids
    households = sum(unit.households for unit in kept.units)
    fit = sum(map(kept.in_band, grids))
    text = f"{len(grids)} 个网格，{households:,} 户，标准 {_band(kept)} 户：{fit} 个达标"
    if fit < len(grids):
        text += f"，{len(grids) - fit} 个不达标，超出和不足共 {told.violation:,} 户"
    gold = sum(grid.gold for grid in grids)
    text += f"，其中 {gold} 个要金牌管家" if gold else ""
    text += f"；拆开 {told.splits} 处楼栋" if told.splits else ""
    moved = f"；与现有划分相比，{told.moved:,} 户换网格" if _had_grids(kept) else ""
    same = "现有划分都达标，没有改动。" if told.unchanged else ""
    order = "楼栋没有坐标，按登记的先后划分。" if told.order_only else ""
    return tuple(filter(None, (text + moved + "。", same, order)))


def _had_grids(kept: Kept) -> bool:
    return any(grid.grid is not None for grid in kept.grids)


def _band(kept: Kept) -> str:
    return f"{kept.plan.band_low}-{kept.plan.band_high}"


def reasons(kept: Kept) -> tuple[str, ...]:
    """Why the band cannot be met, with the figures; none where every grid is in band."""
    if not kept.told.violation:
        return ()
    found = tuple(_shortfall(kept, entry) for entry in kept.told.shortfalls)
    if kept.plan.edited:
        return found
    whole = "整单元" if kept.said["split"] == "units" else "整栋"
    return found or (f"总户数分得开，但{whole}搭配不出每格都在 {_band(kept)} 户的划分。",)


def _shortfall(kept: Kept, entry: Entry) -> str:
    low, high = kept.plan.band_low, kept.plan.band_high
    if entry["kind"] == "building_too_large":
        return f"{entry['region']}有 {entry['households']:,} 户，单独成格也多 {entry['gap']:,} 户。"
    few = entry["kind"] == "too_few_households"
    need = f"至少要 {entry['grids'] * low:,} 户" if few else f"至多 {entry['grids'] * high:,} 户"
    text = f"{entry['region']} {entry['households']:,} 户，{entry['grids']} 个网格{need}，{'少' if few else '多'} {entry['gap']:,} 户"
    if not entry["feasible"]:
        return f"{text}；分成几个网格都不能全部达标。"
    least, most = entry["feasible"]
    return f"{text}；总户数够分 {least} 个{'' if least == most else f'到 {most} 个'}网格。"


def proof(kept: Kept) -> str:
    """How far it is proved that the violation can be no less; "" where there is none."""
    plan, violation = kept.plan, kept.told.violation
    if not violation or plan.bound is None:
        return ""
    if plan.edited:
        return f"改动后共差 {violation:,} 户；按原来的要求，任何划分都至少差 {plan.bound:,} 户。" if plan.bound else ""
    if plan.proof == "optimal":
        return f"找到的划分共差 {violation:,} 户，已证明没有更少的。"
    bound = f"只证明了至少差 {plan.bound:,} 户" if plan.bound else "没有证明是最少的"
    more = "" if kept.said["prove"] else "；要证明，加 --prove"
    return f"找到的最好划分共差 {violation:,} 户，{bound}{more}。"


def remedies(kept: Kept) -> tuple[str, ...]:
    """The ways out, each with its price and how to ask for it."""
    return tuple(_WAYS[entry["way"]](entry) for entry in kept.told.ways)


def _left(entry: Entry) -> str:
    if not entry["violation"]:
        return "全部达标"
    return f"还差 {entry['violation']:,} 户，{entry['out_of_band']} 个网格不达标"


_WAYS: dict[str, Callable[[Entry], str]] = {
    "gold_stewards": lambda entry: f"{entry['count']} 名金牌管家：{_left(entry)}（--gold {entry['count']}）",
    "splits": lambda entry: f"{entry['count']} 处按单元拆分楼栋：{_left(entry)}（--split units）",
    "one_grid_more": lambda entry: (
        f"多一名管家，{entry['count']} 个网格：估计{_left(entry)}（--grids {entry['count']}）"
    ),
    "one_grid_fewer": lambda entry: (
        f"少一名管家，{entry['count']} 个网格：估计{_left(entry)}（--grids {entry['count']}）"
    ),
}


def notices(kept: Kept) -> tuple[str, ...]:
    """What else to look at: ground that is cut off, grids in pieces."""
    found = [*_better_already(kept), *(_sentence(entry) for entry in kept.told.notices)]
    pieces = [
        f"{grid.code}（{figure.pieces} 片）"
        for grid, figure in zip(kept.grids, kept.told.figures, strict=True)
        if figure.pieces > 1
    ]
    return (*found, *((f"这些网格不相连：{listed(pieces, 10)}。",) if pieces else ()))


_NOT_FROM_TODAY = ("from_current", "together", "apart", "neighbours", "barriers")


def _better_already(kept: Kept) -> tuple[str, ...]:
    """That the grids of the day were nearer to the band; not where there are rules, for they may break them."""
    present = kept.told.present_violation
    if present is None or present >= kept.told.violation or any(kept.said[name] for name in _NOT_FROM_TODAY):
        return ()
    so = f"只差 {present:,} 户" if present else "全部达标"
    return (f"现有划分{so}，比这个方案好；在现有划分上调整：gridctl grid plan --from-current。",)


def _sentence(entry: Entry) -> str:
    message, hint = str(entry["message"]).rstrip("。"), str(entry["hint"])
    return f"{message}；{hint}" if hint else f"{message}。"


def listed(names: Iterable[str], most: int = 5) -> str:
    """A few names, of more the first ones and how many there are."""
    found = list(names)
    return "、".join(found[:most]) + (f" 等 {len(found)} 个" if len(found) > most else "")
