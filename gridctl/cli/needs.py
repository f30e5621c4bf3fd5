"""`gridctl need`: what residents need, sorted, taken to a meeting, and followed until it is settled."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.disclosing import looking
from gridctl.cli.options import (
    LARGEST,
    DryRun,
    Format,
    FormatOption,
    Full,
    GridOption,
    HappenedOn,
    Reason,
    Since,
    StaffOption,
    Until,
)
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tree import example

app = typer.Typer()

NEEDS = Listing(
    "需求",
    (
        Column("number", "编号", align="right"),
        Column("kind_name", "种类", whole=True),
        Column("what", "需求"),
        Column("where", "住户"),
        Column("day", "提出日期", whole=True),
        Column("open_days", "天数", align="right"),
        Column("state_name", "状态", whole=True),
        Column("meeting", "会议", align="right"),
        Column("ticket", "单号", whole=True),
    ),
)
NEED = Listing(
    "需求",
    (
        *NEEDS.columns,
        Column("ticket_state_name", "单子状态"),
        Column("settled_on", "办结日期"),
        Column("settlement", "办结情况"),
        Column("name", "记录人"),
        Column("grid", "网格"),
        Column("visit", "走访编号"),
        Column("meeting_day", "会议日期"),
    ),
)
KINDS = Listing(
    "需求",
    (
        Column("kind_name", "种类", whole=True),
        Column("count", "条数", align="right"),
        Column("households", "户数", align="right"),
        Column("grids", "网格数", align="right"),
        Column("longest_days", "最长天数", align="right"),
        Column("average_days", "平均天数", align="right"),
        Column("chosen", "已提交会议", align="right"),
        Column("tickets", "已开单", align="right"),
    ),
)
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="need list 里的编号")]
Numbers = Annotated[
    list[int], typer.Argument(metavar="编号", min=1, max=LARGEST, help="一条或几条：need list 里的编号")
]
OfKind = Annotated[str, typer.Option("--kind", metavar="种类", help="只看这一种：停车、维修、邻里…")]
Everything = Annotated[bool, typer.Option("--all", help="连已经解决的也算上")]


@app.command(
    "add",
    epilog=example("gridctl need add 停车:晚上没有车位 --place 3栋2单元101", "gridctl need add 想办老年食堂 --grid 01"),
)
def add(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="需求", help="种类:内容；只写内容时由程序判断种类")],
    place: Annotated[str, typer.Option("--place", metavar="房屋", help="哪一户的")] = "",
    grid: Annotated[str, typer.Option("--grid", metavar="网格", help="哪个网格的；写了房屋就不用写")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="需求的种类")] = "",
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁了解到的；不写是录入人自己")] = "",
    on: HappenedOn = None,
    solved: Annotated[bool, typer.Option("--solved", help="当场解决了")] = False,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记走访以外了解到的需求。"""
    from gridctl.services.needs.lists import need_lines
    from gridctl.services.needs.register import Said, add_need

    with writing(ctx, dry_run=dry_run) as desk:
        row = add_need(desk, Said(what, place, grid, kind, by, solved), day_meant(desk, on))
        lines = need_lines(desk, [row])
    show(lines, NEEDS, format, ctx.obj)


@app.command("edit", epilog=example("gridctl need edit 4 --kind 停车", "gridctl need edit 4 --what 晚上没有车位"))
def edit(
    ctx: typer.Context,
    number: Number,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="需求的种类")] = "",
    what: Annotated[str, typer.Option("--what", metavar="内容", help="需求的内容")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """更正需求的种类或内容。"""
    from gridctl.services.needs.lists import need_lines
    from gridctl.services.needs.register import edit_need

    with writing(ctx, dry_run=dry_run) as desk:
        lines = need_lines(desk, [edit_need(desk, number, kind=kind, what=what)])
    show(lines, NEEDS, format, ctx.obj)


@app.command("list", epilog=example("gridctl need list", "gridctl need list --kind 停车 --all"))
def list_(
    ctx: typer.Context,
    kind: OfKind = "",
    grid: GridOption = None,
    place: Annotated[str, typer.Option("--place", metavar="房屋", help="只看这一户的")] = "",
    staff: StaffOption = None,
    since: Since = None,
    until: Until = None,
    meeting: Annotated[
        int | None, typer.Option("--meeting", metavar="编号", min=1, max=LARGEST, help="只看提交这次会议的")
    ] = None,
    state: Annotated[
        str, typer.Option("--state", metavar="状态", help="未解决、已提交会议、已开单、已办结、当场解决")
    ] = "",
    everything: Everything = False,
    full: Full = False,
    reason: Reason = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出没有解决的需求：户数多的种类在前，时间长的在前。"""
    from gridctl.services.needs.lists import Asked, find_needs, ready_words

    with looking(ctx, full, reason) as desk:
        days = day_said(desk, since), day_said(desk, until)
        asked = Asked(kind, place, grid or "", staff or "", *days, meeting, state, everything)
        lines = find_needs(desk, asked, full=full)
        desk.notices.extend(filter(None, [ready_words(lines)]))
    show(lines, NEEDS, format, ctx.obj)


@app.command("kinds", epilog=example("gridctl need kinds", "gridctl need kinds --from 1-1 --to 3-31 --all"))
def kinds(
    ctx: typer.Context,
    grid: GridOption = None,
    since: Since = None,
    until: Until = None,
    everything: Everything = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """按种类归纳没有解决的需求：几条、几户、多久了；带有普遍性的在前。"""
    from gridctl.services.needs.lists import Asked, kind_lines

    with reading(ctx) as desk:
        days = day_said(desk, since), day_said(desk, until)
        lines = kind_lines(desk, Asked(grid=grid or "", since=days[0], until=days[1], everything=everything))
    show(lines, KINDS, format, ctx.obj)


@app.command("show", epilog=example("gridctl need show 4"))
def show_(
    ctx: typer.Context, number: Number, full: Full = False, reason: Reason = None, format: FormatOption = Format.TABLE
) -> None:
    """看一条需求：谁、什么时候了解到的，提交了哪次会议，开了哪张单，怎么办结的。"""
    from gridctl.services.needs.lists import need_lines
    from gridctl.services.needs.register import find_need

    with looking(ctx, full, reason) as desk:
        [line] = need_lines(desk, [find_need(desk, number)], full=full)
    show_one(line, NEED, format, ctx.obj)


@app.command("choose", epilog=example("gridctl need choose 4 7 --meeting 2", "gridctl need choose 4 --withdraw"))
def choose(
    ctx: typer.Context,
    numbers: Numbers,
    meeting: Annotated[
        int | None,
        typer.Option("--meeting", metavar="编号", min=1, max=LARGEST, help="哪次会议：meeting list 里的编号"),
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="从会议的议程里撤回")] = False,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """把需求提交会议，列入它的议程。"""
    from gridctl.services.needs.following import choose_needs, meeting_wished
    from gridctl.services.needs.lists import need_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = need_lines(desk, choose_needs(desk, numbers, meeting_wished(meeting, withdraw=withdraw)))
    show(lines, NEEDS, format, ctx.obj)


@app.command(
    "ticket",
    epilog=example(
        "gridctl need ticket 4", "gridctl need ticket 5 6 --place 3栋2单元大堂", "gridctl need ticket 7 --number 12"
    ),
)
def ticket(
    ctx: typer.Context,
    numbers: Numbers,
    kind: Annotated[
        str, typer.Option("--kind", metavar="种类", help="开哪种单：公区维修、隐患、保洁问题、诉求；不写按需求的种类")
    ] = "",
    place: Annotated[str, typer.Option("--place", metavar="部位", help="哪里；诉求不写时是那一户")] = "",
    problem: Annotated[str, typer.Option("--problem", metavar="问题", help="单上的问题；不写是需求的内容")] = "",
    category: Annotated[str, typer.Option("--category", "-c", metavar="类别", help="单子的类别；不写按问题判断")] = "",
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁开的单；不写是录入人自己")] = "",
    number: Annotated[str, typer.Option("--number", metavar="单号", help="已经有单的写单号，不另开")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """由需求开单；几户说的是同一件事，写在一起开一张。"""
    from gridctl.services.needs.following import Wished, ticket_of_needs
    from gridctl.services.needs.lists import need_lines

    with writing(ctx, dry_run=dry_run) as desk:
        wished = Wished(kind, place, problem, category, by, number)
        lines = need_lines(desk, ticket_of_needs(desk, numbers, wished))
    show(lines, NEEDS, format, ctx.obj)


@app.command("settle", epilog=example("gridctl need settle 4 7 --how 已增设12个车位，入户告知"))
def settle(
    ctx: typer.Context,
    numbers: Numbers,
    how: Annotated[str, typer.Option("--how", metavar="文字", help="怎么办结的")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记需求办结了，怎么办结的。"""
    from gridctl.services.needs.lists import need_lines
    from gridctl.services.needs.register import settle_needs

    with writing(ctx, dry_run=dry_run) as desk:
        lines = need_lines(desk, settle_needs(desk, numbers, how, day_meant(desk, on)))
    show(lines, NEEDS, format, ctx.obj)
