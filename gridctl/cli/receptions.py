"""`gridctl reception`: calls, visitors and conveniences at the front desk."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_said
from gridctl.cli.desks import writing
from gridctl.cli.disclosing import looking
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, Full, Reason, Since, StaffOption, Until
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tree import example

app = typer.Typer()

RECEPTIONS = Listing(
    "前台登记",
    (
        Column("number", "编号", align="right"),
        Column("at", "时间", whole=True),
        Column("kind_name", "种类", whole=True),
        Column("caller", "来电来访人"),
        Column("phone", "电话", whole=True),
        Column("place", "部位"),
        Column("what", "事由"),
        Column("passed_to", "转给"),
        Column("ticket", "单号", whole=True),
        Column("answer", "答复"),
    ),
)
RECEPTION = Listing(
    "前台登记",
    (*RECEPTIONS.columns, Column("answered", "答复时间"), Column("received_by", "接待人")),
)
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="reception list 里的编号")]
Kind = Annotated[str, typer.Argument(metavar="种类", help="来电、来访、便民、微信、转办或其他")]
When = Annotated[str, typer.Option("--at", metavar="时间", help="什么时候：8:30、昨天 15:00；不写是现在")]


@app.command(
    "add",
    epilog=example(
        "gridctl reception add 来电 询问装修手续 --caller 张建国 --phone 13800000001 --answer 已告知带产权证来办",
        "gridctl reception add 来访 厨房顶板渗水 --place 3-2-101 --caller 张建国 --ticket 诉求 --to 林晓彤",
    ),
)
def add(
    ctx: typer.Context,
    kind: Kind,
    what: Annotated[str, typer.Argument(metavar="事由", help="说了什么")],
    caller: Annotated[str, typer.Option("--caller", metavar="姓名", help="来电来访人")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="电话", help="他的电话")] = "",
    place: Annotated[str, typer.Option("--place", metavar="部位", help="哪一户或哪里")] = "",
    to: Annotated[str, typer.Option("--to", metavar="人员", help="转给谁办：工号或姓名")] = "",
    answer: Annotated[str, typer.Option("--answer", metavar="文字", help="当场答复的内容")] = "",
    ticket: Annotated[str, typer.Option("--ticket", metavar="种类", help="同时开单：公区维修、诉求、保洁问题…")] = "",
    category: Annotated[str, typer.Option("--category", "-c", metavar="类别", help="单子的类别；不写按事由判断")] = "",
    urgency: Annotated[str, typer.Option("--urgency", metavar="紧急程度", help="单子的紧急程度；不写是一般")] = "",
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁接待的；不写是录入人自己")] = "",
    at: When = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记来电、来访或便民服务；是报修或诉求的同时开单。"""
    from gridctl.services.reception.lists import reception_lines
    from gridctl.services.reception.register import Said, register

    with writing(ctx, dry_run=dry_run) as desk:
        said = Said(kind, what, caller, phone, place, to, by, at, answer, ticket, category, urgency)
        lines = reception_lines(desk, [register(desk, said)])
    show(lines, RECEPTIONS, format, ctx.obj)


@app.command("answer", epilog=example("gridctl reception answer 2 已约明天上午上门"))
def answer(
    ctx: typer.Context,
    number: Number,
    words: Annotated[str, typer.Argument(metavar="答复", help="怎么答复的")],
    at: When = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记答复；再次答复接在后面。"""
    from gridctl.services.reception.lists import reception_lines
    from gridctl.services.reception.register import answer_reception

    with writing(ctx, dry_run=dry_run) as desk:
        lines = reception_lines(desk, [answer_reception(desk, number, words, at)])
    show(lines, RECEPTIONS, format, ctx.obj)


@app.command("list", epilog=example("gridctl reception list --open", "gridctl reception list --from 11-1 --to 11-30"))
def list_(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    waiting: Annotated[bool, typer.Option("--open", help="只看还没有答复、也没有开单的")] = False,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="来电、来访、便民…")] = "",
    staff: StaffOption = None,
    full: Full = False,
    reason: Reason = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出前台登记；姓名和电话默认隐去一部分。"""
    from gridctl.services.reception.lists import Asked, find_receptions

    with looking(ctx, full, reason) as desk:
        asked = Asked(day_said(desk, since), day_said(desk, until), kind, staff or "", waiting)
        lines = find_receptions(desk, asked, full=full)
    show(lines, RECEPTIONS, format, ctx.obj)


@app.command("show", epilog=example("gridctl reception show 2"))
def show_(
    ctx: typer.Context, number: Number, full: Full = False, reason: Reason = None, format: FormatOption = Format.TABLE
) -> None:
    """看一条前台登记；姓名和电话默认隐去一部分。"""
    from gridctl.services.reception.lists import reception_lines
    from gridctl.services.reception.register import find_reception

    with looking(ctx, full, reason) as desk:
        [line] = reception_lines(desk, [find_reception(desk, number)], full=full)
    show_one(line, RECEPTION, format, ctx.obj)
