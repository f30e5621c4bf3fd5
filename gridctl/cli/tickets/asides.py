"""`gridctl ticket`: put aside and taken up, joined and taken apart, what a kind says besides, and progress in public."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.desks import reading, writing
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.commands import app
from gridctl.cli.tickets.listings import DETAILS, TICKETS
from gridctl.cli.tree import example

PROGRESS = Listing(
    "办理进度",
    (
        Column("number", "单号", whole=True),
        Column("kind_name", "种类"),
        Column("category_name", "类别"),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("state_name", "状态", whole=True),
        Column("opened", "登记日期"),
        Column("due", "期限"),
        Column("closed", "办结日期"),
    ),
)
PROGRESS_STEPS = Listing("经过", (Column("day", "日期"), Column("action", "经过"), Column("note", "说明")))

Until = Annotated[str, typer.Option("--until", metavar="日期", help="挂起到哪天，到那天自己恢复：11-30、下周一")]
Waiting = Annotated[str, typer.Option("--reason", metavar="缘由", help="待料、待批或待外委")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="说明")]
Into = Annotated[str, typer.Option("--into", metavar="单号", help="并入哪张单（先报的那张）")]
Pairs = Annotated[list[str], typer.Argument(metavar="名称=内容", help="例如 现场措施=已拉警戒线；不写是看已经记的")]


@app.command("hold", epilog=example("gridctl ticket hold 123 --until 11-30 --reason 待料 --note 等水泵叶轮"))
def hold(
    ctx: typer.Context,
    numbers: slip.Numbers,
    until: Until = "",
    reason: Waiting = "",
    note: Note = "",
    at: slip.When = "",
    kind: slip.Kind = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """挂起：等料、等批或等外委，到期自己恢复；期限照算。"""
    from gridctl.services.tickets.asides import hold_all
    from gridctl.services.tickets.lists import ticket_lines

    with writing(ctx, dry_run=dry_run) as desk:
        tickets = hold_all(desk, numbers, until=until, reason=reason, note=note, at=at, kind=kind)
        lines = ticket_lines(desk, tickets)
    show(lines, TICKETS, format, ctx.obj)


@app.command("resume", epilog=example("gridctl ticket resume 123"))
def resume(
    ctx: typer.Context,
    numbers: slip.Numbers,
    note: Note = "",
    at: slip.When = "",
    kind: slip.Kind = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """恢复：不等到挂起期满就接着办。"""
    from gridctl.services.tickets.asides import resume_all
    from gridctl.services.tickets.lists import ticket_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = ticket_lines(desk, resume_all(desk, numbers, note=note, at=at, kind=kind))
    show(lines, TICKETS, format, ctx.obj)


@app.command("merge", epilog=example("gridctl ticket merge 124 125 --into 123"))
def merge(
    ctx: typer.Context,
    numbers: slip.Numbers,
    into: Into = "",
    note: Note = "",
    by: slip.Who = "",
    kind: slip.Kind = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """并单：同一件事报了两次，后报的并入先报的，统计只计一次。"""
    from gridctl.services.tickets.asides import merge_all
    from gridctl.services.tickets.lists import ticket_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = ticket_lines(desk, merge_all(desk, numbers, into=into, note=note, by=by, kind=kind))
    show(lines, TICKETS, format, ctx.obj)


@app.command("unmerge", epilog=example("gridctl ticket unmerge 124"))
def unmerge(
    ctx: typer.Context,
    numbers: slip.Numbers,
    note: Note = "",
    by: slip.Who = "",
    kind: slip.Kind = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """撤销并单：原来的状态、时间和期限都回来。"""
    from gridctl.services.tickets.asides import unmerge_all
    from gridctl.services.tickets.lists import ticket_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = ticket_lines(desk, unmerge_all(desk, numbers, note=note, by=by, kind=kind))
    show(lines, TICKETS, format, ctx.obj)


@app.command("detail", epilog=example("gridctl ticket detail YH-2026-0003 现场措施=已拉警戒线 上报部门=街道安监"))
def detail(
    ctx: typer.Context,
    number: slip.Number,
    pairs: Pairs = [],  # noqa: B006 - typer copies it
    by: slip.Who = "",
    reason: slip.Why = "",
    kind: slip.Kind = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """补记或更正这种单另记的内容；写成 "名称=<清空>" 就是去掉。"""
    from gridctl.services.tickets.asides import set_all, shown_details

    if pairs:
        with writing(ctx, dry_run=dry_run) as desk:
            lines = set_all(desk, number, slip.details_said(pairs), by=by, reason=reason, kind=kind)
    else:
        with reading(ctx) as desk:
            lines = shown_details(desk, number, kind)
    show(lines, DETAILS, format, ctx.obj)


@app.command("track", epilog=example("gridctl ticket track 123", "gridctl ticket track TS-2026-0012 --format json"))
def track_(ctx: typer.Context, number: slip.Number, kind: slip.Kind = "", format: FormatOption = Format.TABLE) -> None:
    """办理进度：可以公示的，不含姓名、电话、门牌这样的个人信息。"""
    from gridctl.services.tickets.opening import kind_code
    from gridctl.services.tickets.tracking import track

    with reading(ctx) as desk:
        progress = track(desk, number, kind_code(kind))
    show_one(progress, PROGRESS, format, ctx.obj)
    if format is Format.TABLE:
        show(progress.steps, PROGRESS_STEPS, format, ctx.obj)
