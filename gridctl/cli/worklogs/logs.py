"""`gridctl ticket log`: the work log of a person and a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.days import day_meant
from gridctl.cli.desks import reading
from gridctl.cli.options import Format, FormatOption
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tickets.commands import app
from gridctl.cli.tree import example
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.services.worklogs.log import LogSection, WorkLog

LINES = Listing(
    "记录",
    (
        Column("part_name", "部分"),
        Column("time", "时间", whole=True),
        Column("number", "单号", whole=True),
        Column("place", "部位"),
        Column("what", "问题、事由"),
        Column("who", "接单人、责任人"),
        Column("progress", "处理进度"),
        Column("finished", "完成时间", whole=True),
        Column("due", "期限", whole=True),
    ),
)
_ROUND = "①②③④⑤⑥⑦⑧⑨"
Staff = Annotated[str, typer.Option("--staff", metavar="人员", help="谁的日志：工号或姓名；不写是录入人自己")]
Date = Annotated[str | None, typer.Option("--date", metavar="日期", help="哪天；不写是今天")]


@app.command(
    "log", epilog=example("gridctl ticket log --staff 林晓彤", "gridctl ticket log --staff 林晓彤 --date 昨天")
)
def log(ctx: typer.Context, staff: Staff = "", date: Date = None, format: FormatOption = Format.TABLE) -> None:
    """出一个人一天的《管家工作日志》：巡查、报修、来电来访投诉、走访、未完及明日计划。

    内容从单子、前台登记、监督检查、走访、活动、装修巡查里来；别处没有的用 gridctl worklog add 记。
    """
    from gridctl.services.worklogs.log import work_log
    from gridctl.services.worklogs.notes import log_owner

    with reading(ctx) as desk:
        found = work_log(desk, log_owner(desk, staff, actor(ctx.obj)), day_meant(desk, date))
    if format is Format.JSON:
        show_one(found, LINES, format, ctx.obj)
    elif format is Format.CSV:
        show([line for section in found.sections for line in section.lines], LINES, format, ctx.obj)
    else:
        _show_sheet(found, ctx.obj)


def actor(settings: Settings) -> str:
    """Who enters, as typed; nobody where that is no member of staff."""
    return settings.actor if settings.actor and settings.actor not in ("owner", "system") else ""


def _show_sheet(found: WorkLog, settings: Settings) -> None:
    """The head, then each part under its own headings, then who signs."""
    head = [f"管家工作日志  {found.name}（{found.number}）", "、".join(found.grids), str(found.day)]
    weather = [line.what for section in found.sections if not section.number for line in section.lines]
    typer.echo("  ".join([part for part in head if part] + [f"天气 {'，'.join(weather) or '____'}"]))
    for section in found.sections:
        if section.number:
            typer.echo(f"\n{_ROUND[section.number - 1]} {section.name}")
            _show_part(section, settings)
    typer.echo("\n管家签字 ________  客服主管查阅 ________")


def _show_part(section: LogSection, settings: Settings) -> None:
    from gridctl.regulation.office import log_part

    if not section.lines:
        typer.echo("（无）")
        return
    columns = tuple(Column(name, title) for name, title in log_part(section.part).columns)
    show(section.lines, Listing(section.name, columns), Format.TABLE, settings)
