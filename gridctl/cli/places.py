"""`gridctl place`: public places and equipment."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.desks import reading, writing
from gridctl.cli.importing import Importer, Reader, import_command
from gridctl.cli.options import DryRun, Format, FormatOption, GridOption
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tree import example

app = typer.Typer()

KIND_WORDS = {"area": "部位", "equipment": "设备"}
PLACES = Listing(
    "部位和设备",
    (
        Column("place", "名称"),
        Column("category", "类型"),
        Column("building", "楼栋单元"),
        Column("floor", "楼层", align="right"),
        Column("location", "位置"),
        Column("keeper", "维护"),
        Column("grid", "网格"),
        Column("remark", "备注"),
    ),
)
PLACE = Listing(
    "部位和设备",
    (
        *PLACES.columns,
        Column("kind", "种类", words=KIND_WORDS),
        Column("head", "网格负责人"),
        Column("aliases", "别名"),
        Column("open_tickets", "未完维修单"),
    ),
)

Name = Annotated[str, typer.Argument(metavar="名称", help="部位或设备：1#电梯、3栋2单元大堂、水泵房")]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="类型", help="电梯、大堂、水泵房、消防设施…；不写时按名称判断")
]
Phase = Annotated[str | None, typer.Option("--phase", metavar="期", help="在哪一期")]
Building = Annotated[str | None, typer.Option("--building", metavar="楼栋", help="在哪栋楼")]
Unit = Annotated[str | None, typer.Option("--unit", metavar="单元", help="在哪个单元")]
Floor = Annotated[str | None, typer.Option("--floor", metavar="楼层", help="在几层：3、-1")]
Location = Annotated[str | None, typer.Option("--location", metavar="文字", help="具体位置")]
Keeper = Annotated[str | None, typer.Option("--keeper", metavar="谁", help="谁维护：工号、姓名或维保单位")]
Alias = Annotated[list[str], typer.Option("--alias", metavar="别名", help="还叫什么")]
Remark = Annotated[str | None, typer.Option("--remark", metavar="文字", help="备注")]


@app.command("add", epilog=example("gridctl place add 1#电梯 --building 3栋 --unit 2单元 --keeper 通达电梯公司"))
def add(
    ctx: typer.Context,
    name: Name,
    kind: Kind = None,
    phase: Phase = None,
    building: Building = None,
    unit: Unit = None,
    floor: Floor = None,
    location: Location = None,
    keeper: Keeper = None,
    alias: Alias = [],  # noqa: B006 - typer copies it
    remark: Remark = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一处公共部位或一台设备。"""
    from gridctl.domain.sheets import PlaceRow
    from gridctl.services.places.public_cards import card_of
    from gridctl.services.places.public_places import add_place

    row = PlaceRow(name, kind, phase, building, unit, floor, location, keeper, None, remark)
    with writing(ctx, dry_run=dry_run) as desk:
        card = card_of(desk, add_place(desk, row, alias))
    show_one(card, PLACE, format, ctx.obj)


@import_command(app, "gridctl place import 公共部位.xlsx", "gridctl place import 公共部位.xlsx --apply")
def _sheets() -> tuple[Reader, Importer]:
    """导入公共部位和设备表：名称、类型、楼栋、单元、位置、维护人。"""
    from gridctl.intake.places import read_places
    from gridctl.services.places.public_places import import_places

    return read_places, import_places


OfBuilding = Annotated[str, typer.Option("--building", metavar="楼栋", help="只看这栋楼的")]
OfKind = Annotated[str, typer.Option("--kind", metavar="类型", help="只看这一类：电梯、大堂…")]


@app.command("list", epilog=example("gridctl place list", "gridctl place list --building 3栋 --kind 电梯"))
def list_(
    ctx: typer.Context,
    building: OfBuilding = "",
    kind: OfKind = "",
    grid: GridOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出公共部位和设备。"""
    from gridctl.services.places.public_lists import place_lines

    with reading(ctx) as desk:
        lines = place_lines(desk, building=building, category=kind, grid=grid or "")
    show(lines, PLACES, format, ctx.obj)


@app.command("show", epilog=example("gridctl place show 3栋2单元大堂"))
def show_(ctx: typer.Context, name: Name, format: FormatOption = Format.TABLE) -> None:
    """看一处公共部位或设备：在哪里、谁维护、归哪个网格、有几张未完的单子。"""
    from gridctl.services.places.public_cards import place_card

    with reading(ctx) as desk:
        card = place_card(desk, name)
    show_one(card, PLACE, format, ctx.obj)
