"""`gridctl duty`: what is due, what was missed, how much was done, a month at a glance, and what has no book of its own."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.days import day_meant, day_said, month_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.duties.listings import DUE, MISSED, RATES, RECORDS, SHEET, TURNS
from gridctl.cli.options import DryRun, Format, FormatOption, GridOption, On, Since, StaffOption, Until
from gridctl.cli.output import say, show
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.services.duties.lists import Asked

app = typer.Typer()


Name = Annotated[str, typer.Argument(metavar="例行工作", help="名称或代码，见 duty list")]
Names = Annotated[
    list[str] | None, typer.Option("--duty", metavar="例行工作", help="只看这一项：名称或代码；可以写几次")
]
Month = Annotated[str | None, typer.Option("--month", metavar="月份", help="哪个月，如 2026-03、上月；不写是本月")]
GridNamed = Annotated[str, typer.Option("--grid", metavar="网格", help="哪个网格：编号或名称")]
Buildings = Annotated[str, typer.Option("--buildings", metavar="楼栋", help="哪几栋，如 1-3栋")]
Place = Annotated[str, typer.Option("--place", metavar="部位", help="哪个部位，或哪户装修的")]


@app.command("due", epilog=example("gridctl duty due", "gridctl duty due --on 昨天 --grid 01"))
def due(
    ctx: typer.Context,
    on: On = None,
    staff: StaffOption = None,
    grid: GridOption = None,
    duty: Names = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """哪天该做什么、谁做、做了没有；到期在以后的（如本月走访两天）也列出。

    按当天的规定、节假日、任职、请假和代理计算，不靠每天运行程序。
    """
    from gridctl.cli.duties.screens import due_rows
    from gridctl.services.duties.lists import due_on

    with reading(ctx) as desk:
        lines = due_on(desk, day_meant(desk, on), _asked(staff, grid, duty))
    if format is Format.TABLE:
        show(due_rows(lines), DUE, format, ctx.obj)
    else:
        show(lines, TURNS, format, ctx.obj)


@app.command(
    "missed",
    epilog=example(
        "gridctl duty missed", "gridctl duty missed --from 3-1 --to 3-15 --grid 01", "gridctl duty missed --late"
    ),
)
def missed(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    staff: StaffOption = None,
    grid: GridOption = None,
    duty: Names = None,
    late: Annotated[bool, typer.Option("--late", help="迟做的、补录的也列出")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """这些天里漏做的：哪个网格、哪栋楼、哪个人，哪一天，缺哪几点。不写日期是本月到昨天。

    没有开电脑的日子，没有记录就是漏做；以后补录的算补录，不算漏做。
    """
    from gridctl.cli.duties.screens import days_words, missed_rows
    from gridctl.services.duties.lists import missed_between

    with reading(ctx) as desk:
        last = day_said(desk, until) or desk.today - timedelta(days=1)
        first = day_said(desk, since) or last.replace(day=1)
        found = missed_between(desk, first, last, _asked(staff, grid, duty), late=late)
    if format is not Format.TABLE:
        show(found.rows, TURNS, format, ctx.obj)
        return
    show(missed_rows(found.rows), MISSED, format, ctx.obj)
    n = found.figures
    say(
        f"{days_words(first, last)} 应做 {n.due} 次：按时 {n.done}，迟做或补录 {n.late}（其中补录 {n.entered_late}），漏做 {n.missed}，免做 {n.excused}"
    )


@app.command("rate", epilog=example("gridctl duty rate --month 2026-03", "gridctl duty rate --grid 01 --format csv"))
def rate(
    ctx: typer.Context,
    month: Month = None,
    staff: StaffOption = None,
    grid: GridOption = None,
    duty: Names = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """一个月的完成率：按例行工作、按网格、按人员。

    完成率 =（按时 + 迟做或补录）÷（应做 − 免做），按时率只算按时的；没有应做的写 —。几个人共同负责的，每人都算。
    """
    from gridctl.cli.duties.screens import rate_rows
    from gridctl.services.duties.lists import month_rates

    with reading(ctx) as desk:
        lines = month_rates(desk, month_said(desk, month) or desk.today.replace(day=1), _asked(staff, grid, duty))
    show(lines if format is Format.JSON else rate_rows(lines), RATES, format, ctx.obj)


@app.command("calendar", epilog=example("gridctl duty calendar --month 3月", "gridctl duty calendar --grid 01"))
def calendar(
    ctx: typer.Context,
    month: Month = None,
    staff: StaffOption = None,
    grid: GridOption = None,
    duty: Names = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """一个月一眼看完：每项工作、每个地方一行，每天一格。"""
    from gridctl.cli.duties.screens import calendar_lines
    from gridctl.services.duties.calendars import month_sheet

    with reading(ctx) as desk:
        sheet = month_sheet(desk, month_said(desk, month) or desk.today.replace(day=1), _asked(staff, grid, duty))
    if format is Format.TABLE and sheet.rows:
        sys.stdout.writelines(f"{line.rstrip()}\n" for line in calendar_lines(sheet))
    else:
        show(sheet.rows, SHEET, format, ctx.obj)


@app.command(
    "log",
    epilog=example(
        "gridctl duty log 每日情况上报 --by 林晓彤",
        "gridctl duty log 租户登记 --buildings 1-3栋 --by 王大勇 --on 昨天 --note 新增2户",
    ),
)
def log(
    ctx: typer.Context,
    name: Name,
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁做的；不写是录入的人")] = "",
    on: Annotated[str, typer.Option("--on", metavar="时间", help="什么时候做的；不写是现在")] = "",
    grid: GridNamed = "",
    buildings: Buildings = "",
    place: Place = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="情况说明")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记没有自己簿子的例行工作：上报、汇总、租户登记、月报等。

    不写在哪里，就是这个人那天负责的全部。巡查、走访、会议等有自己的命令。
    """
    from gridctl.services.duties.record_lists import record_lines
    from gridctl.services.duties.records import Where, log_duty, moment_meant

    with writing(ctx, dry_run=dry_run) as desk:
        rows = log_duty(desk, name, moment_meant(desk, on), Where(grid, buildings, place), by, note)
        lines = record_lines(desk, rows)
    show(lines, RECORDS, format, ctx.obj)


@app.command(
    "excuse",
    epilog=example(
        "gridctl duty excuse 网格每日安全巡查 --on 昨天 --grid 03 --reason 全区停电抢修",
        "gridctl duty excuse 入户走访 --on 2026-03-31 --staff 林晓彤 --reason 借调支援",
    ),
)
def excuse(
    ctx: typer.Context,
    name: Name,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="为什么免做")],
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪天的；不写是今天")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="日期", help="一直免到这天（含）")] = None,
    grid: GridNamed = "",
    buildings: Buildings = "",
    place: Place = "",
    staff: Annotated[str, typer.Option("--staff", metavar="人员", help="免谁的（按人的工作，如走访）")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记哪天的例行工作免做和原因；不写哪里、不写谁，就是全部免做。"""
    from gridctl.services.duties.record_lists import record_lines
    from gridctl.services.duties.records import Where, excuse_duty

    with writing(ctx, dry_run=dry_run) as desk:
        first = day_meant(desk, on)
        days = first, day_said(desk, until) or first
        lines = record_lines(desk, excuse_duty(desk, name, days, Where(grid, buildings, place), staff, reason))
    show(lines, RECORDS, format, ctx.obj)


def _asked(staff: str | None, grid: str | None, duties: list[str] | None) -> Asked:
    from gridctl.services.duties.lists import Asked

    return Asked(staff or "", grid or "", tuple(duties or ()))
