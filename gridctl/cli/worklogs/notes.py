"""`gridctl worklog`: what somebody notes in his work log besides what other records say."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.tree import example
from gridctl.cli.worklogs.logs import Date, Staff, actor

app = typer.Typer()

NOTES = Listing(
    "记事",
    (
        Column("number", "编号", align="right"),
        Column("day", "日期", whole=True),
        Column("name", "姓名"),
        Column("part_name", "部分"),
        Column("words", "内容"),
    ),
)


@app.command(
    "add",
    epilog=example("gridctl worklog add 走访 1栋独居老人两户，身体好 --staff 林晓彤", "gridctl worklog add 天气 晴"),
)
def add(
    ctx: typer.Context,
    part: Annotated[str, typer.Argument(metavar="部分", help="巡查、报修、来电来访、走访、计划或天气；也可写 1 至 5")],
    words: Annotated[str, typer.Argument(metavar="内容", help="做了什么")],
    staff: Staff = "",
    date: Date = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """在工作日志的一部分里记一条。"""
    from gridctl.services.worklogs.notes import add_note, note_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = note_lines(desk, [add_note(desk, part, words, staff, day_meant(desk, date))])
    show(lines, NOTES, format, ctx.obj)


@app.command("remove", epilog=example("gridctl worklog remove 3"))
def remove(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="worklog list 里的编号")],
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """去掉记错的一条；原来的内容留在操作记录里。"""
    from gridctl.services.worklogs.notes import note_lines, remove_note

    with writing(ctx, dry_run=dry_run) as desk:
        lines = note_lines(desk, [remove_note(desk, number)])
    show(lines, NOTES, format, ctx.obj)


@app.command("list", epilog=example("gridctl worklog list --staff 林晓彤 --date 昨天"))
def list_(ctx: typer.Context, staff: Staff = "", date: Date = None, format: FormatOption = Format.TABLE) -> None:
    """列出一个人一天记的；整份日志用 gridctl ticket log。"""
    from gridctl.services.worklogs.notes import log_owner, note_lines, notes_of

    with reading(ctx) as desk:
        owner = log_owner(desk, staff, actor(ctx.obj))
        lines = note_lines(desk, notes_of(desk, owner.id, day_meant(desk, date)))
    show(lines, NOTES, format, ctx.obj)
