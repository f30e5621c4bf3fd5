"""`gridctl meeting item`: what meetings resolved, carried over until it is done."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.meetings.commands import app as meetings
from gridctl.cli.meetings.options import Number
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.tree import example

app = typer.Typer(help="议定事项：谁办、哪天前办完；没有办完的，下一次同种会议再提")
meetings.add_typer(app, name="item")

ITEMS = Listing(
    "议定事项",
    (
        Column("number", "事项", whole=True),
        Column("day", "议定日期", whole=True),
        Column("kind_name", "会议"),
        Column("what", "内容"),
        Column("owner", "责任人"),
        Column("due", "期限", whole=True),
        Column("overdue_days", "超期天", align="right"),
        Column("done_on", "办完日期", whole=True),
        Column("result", "办理情况"),
        Column("need", "需求", align="right"),
    ),
)
Item = Annotated[str, typer.Argument(metavar="事项", help="会议号-第几项：3-2")]
Owner = Annotated[str, typer.Option("--owner", metavar="谁", help="谁办：工号、姓名，或 姓名:身份")]
Due = Annotated[str | None, typer.Option("--due", metavar="日期", help="哪天前办完")]
Need = Annotated[int | None, typer.Option("--need", metavar="编号", min=1, max=LARGEST, help="办的是哪条需求")]


@app.command(
    "add",
    epilog=example(
        "gridctl meeting item add 3 更换3栋消防箱玻璃 --owner 邓小军 --due 3-31",
        "gridctl meeting item add 3 增设电动车充电位 --owner 陆明远 --due 4-15 --need 12",
    ),
)
def add(
    ctx: typer.Context,
    number: Number,
    what: Annotated[str, typer.Argument(metavar="事项", help="议定办什么")],
    owner: Owner = "",
    due: Due = None,
    need: Need = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记会上议定的一件事。"""
    from gridctl.services.meetings.item_lists import item_lines
    from gridctl.services.meetings.items import Resolved, add_item

    with writing(ctx, dry_run=dry_run) as desk:
        lines = item_lines(desk, [add_item(desk, number, Resolved(what, owner, day_said(desk, due), need))])
    show(lines, ITEMS, format, ctx.obj)


@app.command("edit", epilog=example("gridctl meeting item edit 3-2 --owner 程亮 --due 4-10"))
def edit(
    ctx: typer.Context,
    item: Item,
    what: Annotated[str, typer.Option("--what", metavar="文字", help="改成什么")] = "",
    owner: Owner = "",
    due: Due = None,
    need: Need = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """更正一件事的内容、责任人、期限。"""
    from gridctl.services.meetings.item_lists import item_lines
    from gridctl.services.meetings.items import Resolved, edit_item

    with writing(ctx, dry_run=dry_run) as desk:
        lines = item_lines(desk, [edit_item(desk, item, Resolved(what, owner, day_said(desk, due), need))])
    show(lines, ITEMS, format, ctx.obj)


@app.command("done", epilog=example("gridctl meeting item done 3-2 --result 已全部更换 --on 3-28"))
def done(
    ctx: typer.Context,
    item: Item,
    result: Annotated[str, typer.Option("--result", metavar="文字", help="办理情况")] = "",
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪天办完的；不写是今天")] = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一件事办完了，以后的会议不再提。"""
    from gridctl.services.meetings.item_lists import item_lines
    from gridctl.services.meetings.items import done_item

    with writing(ctx, dry_run=dry_run) as desk:
        lines = item_lines(desk, [done_item(desk, item, day_meant(desk, on), result)])
    show(lines, ITEMS, format, ctx.obj)


@app.command("list", epilog=example("gridctl meeting item list", "gridctl meeting item list --overdue --owner 邓小军"))
def list_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="只看这一种会议议定的")] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="谁", help="只看谁办的")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="只看超期的")] = False,
    everything: Annotated[bool, typer.Option("--all", help="连办完的也列出")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出还没有办完的议定事项。"""
    from gridctl.services.meetings.item_lists import AskedItems, find_items

    with reading(ctx) as desk:
        lines = find_items(desk, AskedItems(kind, owner, overdue, everything))
    show(lines, ITEMS, format, ctx.obj)
