"""`gridctl estate`: the register of buildings, units and rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.desks import reading
from gridctl.cli.disclosing import looking
from gridctl.cli.estates.households import HOUSEHOLD, OCCUPANTS, area_words, kind_words, state_words
from gridctl.cli.importing import Importer, Reader, import_command
from gridctl.cli.options import Format, FormatOption, Full, Reason
from gridctl.cli.output import Column, Listing, say, show, show_one
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.services.estates.households import Household

app = typer.Typer()


def _count(*codes: str) -> Any:
    return lambda counted: str(sum(counted.get(code, 0) for code in codes) or "")


def _other_kinds(counted: dict[str, int]) -> str:
    return str(sum(number for code, number in counted.items() if code not in {"", "residence", "shop"}) or "")


BUILDINGS = Listing(
    "楼栋",
    (
        Column("phase", "期"),
        Column("building", "楼栋"),
        Column("units", "单元", align="right"),
        Column("floors", "层数", align="right"),
        Column("rooms", "房屋", align="right"),
        Column("households", "户数", align="right"),
        Column("kinds", "住宅", align="right", words=_count("", "residence")),
        Column("kinds", "商铺", align="right", words=_count("shop")),
        Column("kinds", "其他", align="right", words=_other_kinds),
        Column("states", "已入住", align="right", words=_count("occupied")),
        Column("states", "空置", align="right", words=_count("vacant")),
        Column("states", "已出租", align="right", words=_count("let")),
        Column("states", "装修中", align="right", words=_count("renovating")),
        Column("states", "未交付", align="right", words=_count("undelivered", "unsold")),
        Column("area", "面积(㎡)", align="right", words=area_words),
    ),
)
ROOMS = Listing(
    "房屋",
    (
        Column("place", "房屋"),
        Column("floor", "楼层", align="right"),
        Column("kind", "类型", words=kind_words),
        Column("state", "状态", words=state_words),
        Column("area", "面积(㎡)", align="right", words=area_words),
        Column("residents", "登记人数", align="right"),
    ),
)


@import_command(app, "gridctl estate import 房屋.xlsx", "gridctl estate import 房屋.xlsx --apply")
def _sheets() -> tuple[Reader, Importer]:
    """导入房屋表：期、楼栋、单元、房号、面积、类型、状态；楼栋和单元随房屋一起登记。"""
    from gridctl.intake.estates import read_rooms
    from gridctl.services.estates.imports import import_rooms

    return read_rooms, import_rooms


Phase = Annotated[str, typer.Option("--phase", metavar="期", help="只看这一期")]
Building = Annotated[str, typer.Option("--building", metavar="楼栋", help="只看这栋楼")]


@app.command("list", epilog=example("gridctl estate list", "gridctl estate list --phase 一期"))
def list_(ctx: typer.Context, phase: Phase = "", building: Building = "", format: FormatOption = Format.TABLE) -> None:
    """列出各楼栋的单元、层数、房屋和户数。"""
    from gridctl.services.estates.lists import building_lines, summed_up

    with reading(ctx) as desk:
        lines = building_lines(desk, phase=phase, building=building)
    show(lines, BUILDINGS, format, ctx.obj)
    say(summed_up(lines))


Ground = Annotated[str, typer.Argument(metavar="楼栋或房屋", help="3栋、3栋2单元 或 3栋2单元101")]


@app.command("show", epilog=example("gridctl estate show 3栋", "gridctl estate show 3栋2单元101"))
def show_(
    ctx: typer.Context, place: Ground, full: Full = False, reason: Reason = None, format: FormatOption = Format.TABLE
) -> None:
    """看一栋楼、一个单元的房屋，或一户的住户、网格和负责人。"""
    from gridctl.services.estates.lists import ground_meant, room_lines

    with looking(ctx, full, reason) as desk:
        units = ground_meant(desk, place)
        found = room_lines(desk, units) if units is not None else _household(desk, place, full)
    if isinstance(found, list):
        show(found, ROOMS, format, ctx.obj)
        return
    show_one(found, HOUSEHOLD, format, ctx.obj)
    if format is Format.TABLE:
        show(found.residents, OCCUPANTS, format, ctx.obj)


def _household(desk: Desk, place: str, full: bool) -> Household:
    from gridctl.services.estates.households import household

    return household(desk, place, full=full)
