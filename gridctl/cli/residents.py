"""`gridctl resident`: households and who lives in them."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.disclosing import looking
from gridctl.cli.estates.households import HOUSEHOLD, OCCUPANTS
from gridctl.cli.importing import Importer, Reader, import_command
from gridctl.cli.options import Format, FormatOption, Full, GridOption, Reason
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tree import example

app = typer.Typer()


RESIDENTS = Listing("住户", (Column("household", "房屋"), *OCCUPANTS.columns[:-1], Column("grid", "网格")))


@import_command(app, "gridctl resident import 住户.xlsx", "gridctl resident import 住户.xlsx --apply")
def _sheets() -> tuple[Reader, Importer]:
    """导入住户表：房屋、姓名、身份、电话、证件号；同一户同一姓名是同一个人。"""
    from gridctl.intake.residents import read_residents
    from gridctl.services.residents.imports import import_residents

    return read_residents, import_residents


Building = Annotated[str, typer.Option("--building", metavar="楼栋", help="只看这栋楼")]
Name = Annotated[str, typer.Option("--name", metavar="姓名", help="姓名里有这几个字的")]
Role = Annotated[str, typer.Option("--role", metavar="身份", help="业主、租户、家庭成员…")]


@app.command("list", epilog=example("gridctl resident list --building 3栋", "gridctl resident list --role 租户"))
def list_(
    ctx: typer.Context,
    building: Building = "",
    grid: GridOption = None,
    name: Name = "",
    role: Role = "",
    full: Full = False,
    reason: Reason = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出住户；个人信息默认隐去一部分。"""
    from gridctl.services.residents.lists import Asked, find_residents

    with looking(ctx, full, reason) as desk:
        lines = find_residents(desk, Asked(building, grid or "", name, role), full=full)
    show(lines, RESIDENTS, format, ctx.obj)


Home = Annotated[str, typer.Argument(metavar="房屋", help="哪一户：3栋2单元101")]


@app.command("show", epilog=example("gridctl resident show 3栋2单元101"))
def show_(
    ctx: typer.Context, home: Home, full: Full = False, reason: Reason = None, format: FormatOption = Format.TABLE
) -> None:
    """看一户住着谁；个人信息默认隐去一部分。"""
    from gridctl.services.estates.households import household

    with looking(ctx, full, reason) as desk:
        found = household(desk, home, full=full)
    show_one(found, HOUSEHOLD, format, ctx.obj)
    if format is Format.TABLE:
        show(found.residents, OCCUPANTS, format, ctx.obj)
