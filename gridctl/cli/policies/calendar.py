"""`gridctl policy calendar`: the holidays and make-up days that working days are counted by."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.desks import reading, writing
from gridctl.cli.importing import Importer, Reader, import_command
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.output import Column, Listing, say, show
from gridctl.cli.policies.commands import app as policies
from gridctl.cli.tree import example

app = typer.Typer(help="节假日和调休上班日：查看、采用程序已有的、导入")
policies.add_typer(app, name="calendar")


def _working(working: object) -> str:
    return "班" if working else "休"


DAYS = Listing(
    "节假日",
    (
        Column("day", "日期", whole=True),
        Column("working", "休班", words=_working),
        Column("name", "节假日"),
        Column("source", "来源", words={"regulation": "国务院安排", "sheet": "导入"}),
    ),
)
Year = Annotated[int | None, typer.Option("--year", metavar="年份", min=1900, max=2099, help="哪一年；不写是今年")]


@app.command("show", epilog=example("gridctl policy calendar show", "gridctl policy calendar show --year 2027"))
def show_(ctx: typer.Context, year: Year = None, format: FormatOption = Format.TABLE) -> None:
    """查看一年的节假日和调休上班日；没列出的日子按星期一至星期五上班。"""
    from gridctl.services.calendar.days import list_days

    with reading(ctx) as desk:
        lines = list_days(desk, year or desk.today.year)
    show(lines, DAYS, format, ctx.obj)


@app.command("adopt", epilog=example("gridctl policy calendar adopt --dry-run", "gridctl policy calendar adopt"))
def adopt(ctx: typer.Context, dry_run: DryRun = False, format: FormatOption = Format.TABLE) -> None:
    """把程序已有而本项目没有的节假日抄入台账；自己导入过的年份不动。

    旧版本建的台账升级以后要做一次；程序每年带来新一年的安排，也这样采用。
    """
    from gridctl.services.calendar.days import adopt_days

    with writing(ctx, dry_run=dry_run) as desk:
        lines = adopt_days(desk)
    if lines or format is not Format.TABLE:
        show(lines, DAYS, format, ctx.obj)
    else:
        say("程序已有的节假日本项目都有了，没有变动")


@import_command(
    app,
    "gridctl policy calendar import 节假日.xlsx",
    "gridctl policy calendar import 节假日.xlsx --apply",
)
def _sheets() -> tuple[Reader, Importer]:
    """导入节假日安排：日期（或开始、结束日期）、休或班、节日名称；以表上写的为准。

    已经定下的期限不变，以后才定的期限和补录宽限按新的算。
    """
    from gridctl.intake.calendar import read_calendar
    from gridctl.services.calendar.imports import import_calendar

    return read_calendar, import_calendar
