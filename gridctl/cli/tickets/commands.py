"""`gridctl ticket`: slips recorded, opened, corrected, listed and shown."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.desks import reading, writing
from gridctl.cli.options import (
    DryRun,
    Format,
    FormatOption,
    GridOption,
    Since,
    StaffOption,
    Until,
)
from gridctl.cli.output import show, show_one
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.listings import TICKET, TICKETS
from gridctl.cli.tree import example

app = typer.Typer()


@app.command(
    "record",
    epilog=example("gridctl ticket record 3栋2单元大堂 灯不亮 -e 王强 --opened 11-18 --finished 11-19 -v 李梅"),
)
def record(
    ctx: typer.Context,
    place: slip.PlaceArgument,
    problem: slip.ProblemArgument,
    executor: slip.Taker = "",
    opened: slip.Opened = "",
    accepted: slip.Accepted = "",
    finished: slip.Finished = "",
    verifier: slip.Verifier = "",
    verified: slip.Verified = "",
    category: slip.NewCategory = "",
    paper: slip.Paper = "",
    material: slip.Material = "",
    progress: slip.Progress = "",
    reporter: slip.Reporter = "",
    reporter_phone: slip.Phone = "",
    source: slip.Source = "",
    urgency: slip.NewUrgency = "",
    remark: slip.Remark = "",
    kind: slip.Kind = "",
    details: slip.Details = [],  # noqa: B006 - typer copies it
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """把已经完工的纸质单一次补登进来。"""
    from gridctl.services.tickets.entry import record_slip
    from gridctl.services.tickets.lists import ticket_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = ticket_lines(desk, [record_slip(desk, slip.said(ctx), details=slip.details_said(details))])
    show(lines, TICKETS, format, ctx.obj)


@app.command("open", epilog=example("gridctl ticket open 1#电梯 运行时抖动 --source 巡查 --reporter 李梅"))
def open_(
    ctx: typer.Context,
    place: slip.PlaceArgument,
    problem: slip.ProblemArgument,
    category: slip.NewCategory = "",
    opened: slip.NewOpened = "",
    reporter: slip.Reporter = "",
    reporter_phone: slip.Phone = "",
    source: slip.Source = "",
    urgency: slip.NewUrgency = "",
    paper: slip.Paper = "",
    remark: slip.Remark = "",
    by: slip.Who = "",
    kind: slip.Kind = "",
    details: slip.Details = [],  # noqa: B006 - typer copies it
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """开一张单：公区维修，或用 --kind 开隐患、保洁问题、诉求、突发事件。"""
    from gridctl.services.tickets.entry import open_slip
    from gridctl.services.tickets.lists import ticket_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = ticket_lines(desk, [open_slip(desk, slip.said(ctx), by=by, details=slip.details_said(details))])
    show(lines, TICKETS, format, ctx.obj)


@app.command("edit", epilog=example("gridctl ticket edit 123 --category 照明 --finished 11-19 --reason 看错了单子"))
def edit(
    ctx: typer.Context,
    number: slip.Number,
    place: slip.Place = "",
    problem: slip.Problem = "",
    category: slip.Category = "",
    opened: slip.Opened = "",
    dispatched: slip.Dispatched = "",
    executor: slip.Executor = "",
    accepted: slip.Accepted = "",
    finished: slip.Finished = "",
    verifier: slip.Verifier = "",
    verified: slip.Verified = "",
    progress: slip.Progress = "",
    material: slip.Material = "",
    reporter: slip.Reporter = "",
    reporter_phone: slip.Phone = "",
    source: slip.Source = "",
    urgency: slip.Urgency = "",
    paper: slip.Paper = "",
    remark: slip.Remark = "",
    reason: slip.Why = "",
    kind: slip.Kind = "",
    details: slip.Details = [],  # noqa: B006 - typer copies it
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """更正录错的内容；原来的值留在经过里。

    不写的照旧；备注、用料、电话这样的文字写成 "<清空>" 就是去掉。
    """
    from gridctl.services.tickets.entry import edit_slip
    from gridctl.services.tickets.lists import ticket_lines

    with writing(ctx, dry_run=dry_run) as desk:
        edited = edit_slip(desk, number, slip.said(ctx), reason=reason, details=slip.details_said(details))
        lines = ticket_lines(desk, [edited])
    show(lines, TICKETS, format, ctx.obj)


State = Annotated[list[str], typer.Option("--state", metavar="状态", help="待派单、待验收、已完成…")]
Everything = Annotated[bool, typer.Option("--all", help="连已完成和作废的也列出")]
Overdue = Annotated[bool, typer.Option("--overdue", help="只看超期的")]


@app.command(
    "list", epilog=example("gridctl ticket list --overdue", "gridctl ticket list --state 待验收 --grid 三号网格")
)
def list_(
    ctx: typer.Context,
    state: State = [],  # noqa: B006 - typer copies it
    everything: Everything = False,
    overdue: Overdue = False,
    category: slip.Category = "",
    place: slip.Place = "",
    grid: GridOption = None,
    staff: StaffOption = None,
    since: Since = None,
    until: Until = None,
    kind: slip.AnyKind = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """列出维修单，或用 --kind 列出别种单；不写条件时列出未完的。"""
    from gridctl.services.tickets.lists import Asked, find_tickets

    asked = Asked(
        tuple(state), overdue, category, place, grid or "", staff or "", since or "", until or "", everything, kind
    )
    with reading(ctx) as desk:
        lines = find_tickets(desk, asked)
    show(lines, TICKETS, format, ctx.obj)


AsText = Annotated[bool, typer.Option("--text", help="给出派单的文字，可粘贴到群里")]


@app.command("show", epilog=example("gridctl ticket show 123", "gridctl ticket show 123 --text"))
def show_(
    ctx: typer.Context,
    number: slip.Number,
    text: AsText = False,
    kind: slip.Kind = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """看一张单和它的全部经过。"""
    from gridctl.services.tickets.cards import dispatch_text, ticket_card
    from gridctl.services.tickets.opening import kind_code

    with reading(ctx) as desk:
        card = ticket_card(desk, number, kind_code(kind))
    if text:
        typer.echo(dispatch_text(card))
        return
    show_one(card, TICKET, format, ctx.obj)
    if format is Format.TABLE:
        from gridctl.cli.tickets.parts import show_parts

        show_parts(card, ctx.obj)
