"""What makes an estate, or what is asked of its division, impossible: each said in words with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.estate import Asked, Band, Block
from gridctl.errors import BadDataError, UsageError

_NAMED = 5  # buildings named in a sentence
_FAR = 20_000_000  # millimetres: no estate is that wide


def full_name(block: Block) -> str:
    """A building with its phase, as people say it: 一期3栋."""
    return f"{block.phase}{block.name}"


def listed(blocks: Iterable[Block]) -> str:
    """The names of a few buildings, of more the first ones: 1栋、2栋、3栋、4栋、5栋等 12 栋."""
    names = list(dict.fromkeys(full_name(block) for block in blocks))
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 栋" if len(names) > _NAMED else "")


def check_asked(asked: Asked) -> None:
    """Refuse a band or a number that no division can have; UsageError."""
    _check_band(asked.band, "每格户数")
    if asked.grids is not None and asked.grids < 1:
        raise UsageError(f"网格数不能是 {asked.grids}", "至少要 1 个网格；不写 --grids 就按户数推算。")
    if asked.gold < 0:
        raise UsageError(f"金牌管家的人数不能是 {asked.gold}", "没有金牌管家时不写 --gold。")
    if asked.gold and asked.gold_band is None:
        raise UsageError("不知道金牌管家的网格可以有多少户", "请先在规程里定好金牌管家的户数范围。")
    if asked.gold_band is not None:
        _check_band(asked.gold_band, "金牌管家的户数")


def _check_band(band: Band, what: str) -> None:
    if band.low > band.high:
        raise UsageError(f"{what}的下限 {band.low} 大于上限 {band.high}", "请先写下限，再写上限，例如 350-400。")
    if band.low < 1:
        raise UsageError(f"{what}的下限不能是 {band.low}", "请写正整数，例如 350-400。")


def check_blocks(blocks: Sequence[Block], asked: Asked) -> None:
    """Refuse an estate that cannot be divided; BadDataError."""
    if not blocks:
        raise BadDataError("台账里还没有楼栋，无从划分", "请先用 gridctl estate import 导入房屋台账。")
    _check_households(blocks, keep_phases=asked.keep_phases)
    _check_points(blocks)
    _check_rules(blocks, asked)


def _check_households(blocks: Sequence[Block], *, keep_phases: bool) -> None:
    if not any(block.total for block in blocks):
        raise BadDataError(
            f"{len(blocks)} 栋楼里没有一户可以计入网格", "请先导入房屋，并核对哪些房屋用途和状态计入户数。"
        )
    phases = dict.fromkeys(block.phase for block in blocks) if keep_phases else {}
    for phase in phases:
        inside = [block for block in blocks if block.phase == phase]
        if not any(block.total for block in inside):
            raise BadDataError(
                f"{phase or '未分期的楼栋'}没有一户可以计入网格：{listed(inside)}",
                "请先导入这一期的房屋；要与别的期合在一起划分，请加 --phase ignore。",
            )


def _check_points(blocks: Sequence[Block]) -> None:
    points = [block.point for block in blocks if block.point is not None]
    if not points:
        return
    if len(points) < len(blocks):
        missing = [block for block in blocks if block.point is None]
        raise BadDataError(
            f"{len(blocks)} 栋楼中有 {len(missing)} 栋没有坐标：{listed(missing)}",
            "请补齐坐标；一栋也不填坐标时，按楼栋的先后划分。",
        )
    if len(points) > 1 and len(set(points)) == 1:
        raise BadDataError(
            f"{len(points)} 栋楼的坐标都是同一点", "请填各楼自己的坐标；一栋也不填坐标时，按楼栋的先后划分。"
        )
    _check_far(blocks, points)


def _check_far(blocks: Sequence[Block], points: Sequence[Point]) -> None:
    """Most buildings stand about the middle one; whatever is in another city was mistyped."""
    middle = Point(*(sorted(axis)[len(points) // 2] for axis in zip(*points, strict=True)))
    away = {block.key: _away(point, middle) for block, point in zip(blocks, points, strict=True)}
    far = [block for block in blocks if away[block.key] > _FAR]
    if far:
        kilometres = max(away.values()) // 1_000_000
        raise BadDataError(
            f"{listed(far)}离其余楼栋太远，最远 {kilometres} 公里",
            "请核对这几栋的坐标：是否填错、写反，或属于别的小区。",
        )


def _away(one: Point, other: Point) -> int:
    return max(abs(one.x - other.x), abs(one.y - other.y))


def _check_rules(blocks: Sequence[Block], asked: Asked) -> None:
    rules, known = asked.rules, {block.key: block for block in blocks}
    pairs = (*rules.together, *rules.apart, *(rules.neighbours or ()))
    if strange := sorted({key for pair in pairs for key in pair} - known.keys()):
        raise BadDataError(f"规则里的楼栋不在这次划分之内（{len(strange)} 栋）", "请核对规则表里的楼栋号。")
    if rules.barriers and any(block.point is None for block in blocks):
        raise BadDataError("规则里有隔断，楼栋却没有坐标，看不出隔开了谁", "请填楼栋坐标，或从规则表里删去隔断。")
    for one, other in rules.together:
        if asked.keep_phases and known[one].phase != known[other].phase:
            raise BadDataError(
                f"{full_name(known[one])}和{full_name(known[other])}要求同格，却不在同一期",
                "请改规则表；要跨期划分，请加 --phase ignore。",
            )


def contradiction(one: Block, other: Block) -> BadDataError:
    """Two buildings that the rules both put together and keep apart."""
    return BadDataError(
        f"规则自相矛盾：{full_name(one)}和{full_name(other)}既要求同格，又要求分开",
        "请从规则表里删去其中一条；经过第三栋连在一起的也算同格。",
    )


def too_many_grids(grids: int, most: int, *, split: bool) -> UsageError:
    """More grids than there are buildings, or units, to put into them."""
    if split:
        return UsageError(f"最多只能划出 {most} 个网格，划不出 {grids} 个", "单元不能再分；请减少 --grids。")
    return UsageError(
        f"整栋划分时最多只能划出 {most} 个网格，划不出 {grids} 个", "请减少 --grids，或加 --split units 按单元划分。"
    )


def too_few_grids(grids: int, least: int) -> UsageError:
    """Fewer grids than there are phases and parts that must each have one."""
    return UsageError(
        f"小区分为互不相连的 {least} 片，{grids} 个网格不够",
        "请增加 --grids；分期可以合并划分时加 --phase ignore，隔断可以通行时从规则表里删去。",
    )
