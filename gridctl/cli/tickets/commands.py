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
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tickets import options as slip
from gridctl.cli.tree import example

app = typer.Typer()


def _day(moment: str) -> str:
    return moment[:10]


TICKETS = Listing(
    "维修单",
    (
        Column("number", "单号", whole=True),
        Column("state_name", "状态", whole=True),
        Column("opened", "报修日期", words=_day, whole=True),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("category_name", "类别"),
        Column("executor", "接单人"),
        Column("due", "期限", whole=True),
        Column("overdue_days", "超期天", align="right"),
    ),
)
TICKET = Listing(
    "维修单",
    (
        *(column for column in TICKETS.columns if column.key != "opened"),
        Column("original_due", "原期限"),
        Column("opened", "报修时间"),
        Column("paper", "纸质单号"),
        Column("grid", "网格"),
        Column("head", "网格负责人"),
        Column("reporter", "报修人"),
        Column("accepted", "接单时间"),
        Column("progress", "处理进度"),
        Column("material", "用料"),
        Column("finished", "完成时间"),
        Column("verifier", "验收人"),
        Column("verified", "验收时间"),
        Column("round", "轮次"),
        Column("rejections", "返工次数"),
        Column("remark", "备注"),
        Column("urgency_name", "紧急程度"),
        Column("held_until", "挂起到"),
        Column("held_for", "挂起缘由"),
        Column("merged_into", "并入"),
    ),
)


def _changes(changes: tuple[tuple[str, object, object], ...]) -> str:
    from gridctl.domain.tickets import FIELD_WORDS

    return "；".join(
        f"{FIELD_WORDS.get(name, name)}：{old or '（空）'} → {new or '（空）'}" for name, old, new in changes
    )


STEPS = Listing(
    "经过",
    (
        Column("occurred", "时间"),
        Column("action_name", "经过"),
        Column("doer", "谁"),
        Column("note", "说明"),
        Column("changes", "更正", words=_changes),
        Column("actor", "录入人"),
        Column("recorded", "录入时间"),
    ),
)


def _missing(missing: bool) -> str:
    return "还没有填" if missing else ""


def _stage(code: str) -> str:
    return {"respond": "到场或答复", "finish": "完成"}[code]


def _late(late: bool) -> str:
    return "超时" if late else ""


DETAILS = Listing(
    "另记的内容",
    (
        Column("title", "名称", whole=True),
        Column("value", "内容"),
        Column("missing", "", words=_missing),
    ),
)
TERMS = Listing(
    "时限",
    (
        Column("stage", "时限", words=_stage),
        Column("due", "到"),
        Column("met", "实际"),
        Column("late", "", words=_late),
    ),
)


@app.command(
    "record",
    epilog=example("gridctl ticket record 3栋2单元大堂 灯不亮 -e 王强 --opened 11-18 --finished 11-19 -v 李梅"),
)
def record(
    ctx: typer.Context,
    place: slip.PlaceArgument,
    problem: slip.ProblemArgument,
    executor: slip.Executor = "",
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
