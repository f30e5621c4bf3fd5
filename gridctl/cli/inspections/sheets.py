"""`gridctl inspect import`: filled check-sheets read in."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.desks import reading
from gridctl.cli.importing import ImportFormat, ImportFormatOption, SheetName, Wishes, run_import
from gridctl.cli.inspections.commands import app
from gridctl.cli.options import Apply, Problems, Sheet, SkipWrong
from gridctl.cli.tree import example

ListName = Annotated[str, typer.Option("--list", "-l", metavar="检查表", help="哪份检查表；表上写了的不用写")]
Grid = Annotated[str, typer.Option("--grid", metavar="网格", help="哪个网格；表上写了的不用写")]
Building = Annotated[str, typer.Option("--building", metavar="楼栋", help="哪栋楼；表上写了的不用写")]
Place = Annotated[str, typer.Option("--place", metavar="部位", help="哪个部位；表上写了的不用写")]


@app.command(
    "import",
    epilog=example("gridctl inspect import 空白表.xlsx", "gridctl inspect import 巡查.csv --list fire-daily --apply"),
)
def import_(
    ctx: typer.Context,
    file: Sheet,
    list_name: ListName = "",
    grid: Grid = "",
    building: Building = "",
    place: Place = "",
    apply: Apply = False,
    skip_wrong: SkipWrong = False,
    problems: Problems = None,
    sheet: SheetName = None,
    format: ImportFormatOption = ImportFormat.TABLE,
) -> None:
    """导入填好的检查表；异常的同时开单，没有填的行跳过，再导入一次不会多记。"""
    from functools import partial

    from gridctl.intake.inspections import read_inspections
    from gridctl.services.inspections.grounds import GroundSaid
    from gridctl.services.inspections.imports import import_inspections, point_names

    with reading(ctx) as desk:
        names = point_names(desk)
    given = GroundSaid(grid, building, place)
    read, importer = (
        partial(read_inspections, points=names),
        partial(import_inspections, given_list=list_name, given=given),
    )
    run_import(ctx.obj, file, read, importer, Wishes(apply, skip_wrong, problems, sheet, format))
