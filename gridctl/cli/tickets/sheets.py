"""`gridctl ticket import`: the office's registers of every kind of ticket, read in."""

from __future__ import annotations

import typer

from gridctl.cli.importing import ImportFormat, ImportFormatOption, SheetName, Wishes, run_import
from gridctl.cli.options import Apply, Problems, Sheet, SkipWrong
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.commands import app
from gridctl.cli.tree import example


@app.command(
    "import",
    epilog=example("gridctl ticket import 维修登记.xlsx", "gridctl ticket import 隐患台账.xlsx --kind 隐患 --apply"),
)
def import_(
    ctx: typer.Context,
    file: Sheet,
    apply: Apply = False,
    skip_wrong: SkipWrong = False,
    problems: Problems = None,
    sheet: SheetName = None,
    kind: slip.Kind = "",
    format: ImportFormatOption = ImportFormat.TABLE,
) -> None:
    """导入登记表：按单号（没有单号按纸质单号）新增或更新；用 --kind 导入隐患台账、保洁、诉求、突发事件。"""
    from functools import partial

    from gridctl.intake.tickets import read_tickets
    from gridctl.services.tickets.columns import detail_titles
    from gridctl.services.tickets.imports import import_tickets
    from gridctl.services.tickets.opening import kind_code

    code = kind_code(kind)
    read, importer = partial(read_tickets, details=detail_titles(code)), partial(import_tickets, kind=code)
    run_import(ctx.obj, file, read, importer, Wishes(apply, skip_wrong, problems, sheet, format))
