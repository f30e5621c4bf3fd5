"""`gridctl inspect`: check-lists gone through, at once or on the way, and what came of them."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.inspections import options as said
from gridctl.cli.options import DryRun, Format, FormatOption, Reason, Since, StaffOption, Until
from gridctl.cli.sections import show_whole
from gridctl.cli.tree import example

app = typer.Typer()

LAST_DAYS = 7


@app.command(
    "log",
    epilog=example(
        "gridctl inspect log --list fire-daily --grid 03 --all-normal",
        "gridctl inspect log --list 安全巡查 --grid 03 --all-normal --abnormal 楼道=3栋1单元楼道：堆放杂物",
        "gridctl inspect log --list 半月检 --building 3栋 --by 曹玉兰 --with 孙志强 --all-normal --accept BJ-2026-0003",
    ),
)
def log(
    ctx: typer.Context,
    list_name: said.ListName,
    grid: said.Grid = "",
    building: said.Building = "",
    place: said.Place = "",
    by: said.By = "",
    with_: said.With = "",
    at: said.At = "",
    finished: Annotated[str, typer.Option("--finished", metavar="时间", help="什么时候查完的；不写同开始")] = "",
    all_normal: said.AllNormal = False,
    normal: said.Normal = [],  # noqa: B006 - typer copies it
    abnormal: said.Abnormal = [],  # noqa: B006 - typer copies it
    not_applicable: said.NotApplicable = [],  # noqa: B006 - typer copies it
    counts: said.Count = [],  # noqa: B006 - typer copies it
    photo: said.Photo = [],  # noqa: B006 - typer copies it
    anew: said.Anew = False,
    measures: said.Measures = "",
    reported_to: said.ReportedTo = "",
    accept: said.Accept = [],  # noqa: B006 - typer copies it
    send_back: said.SendBack = [],  # noqa: B006 - typer copies it
    note: said.Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """一行记一次查完的检查；异常的当场开隐患、维修或保洁单，已经有单的写明是哪一张。"""
    from gridctl.services.inspections import register
    from gridctl.services.inspections.lists import inspection_lines

    begun, gone = said.begun(ctx), said.gone(ctx)
    with writing(ctx, dry_run=dry_run) as desk:
        lines = inspection_lines(desk, register.log(desk, begun, gone, finished=finished))
    said.show_lines(lines, format, ctx.obj)


@app.command(
    "start",
    epilog=example(
        "gridctl inspect start --list fire-daily --grid 03", "gridctl inspect start --list 物业助理巡检 --building 3栋"
    ),
)
def start(
    ctx: typer.Context,
    list_name: said.ListName,
    grid: said.Grid = "",
    building: said.Building = "",
    place: said.Place = "",
    by: said.By = "",
    with_: said.With = "",
    at: said.At = "",
    note: said.Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """开始一次检查：列出要查的点、在装修的房屋、等着验收的单。"""
    from gridctl.services.inspections import register
    from gridctl.services.inspections.cards import inspection_card

    with writing(ctx, dry_run=dry_run) as desk:
        card = inspection_card(desk, register.start(desk, said.begun(ctx)))
    show_whole(card, said.INSPECTION, said.SECTIONS, format, ctx.obj)


@app.command(
    "record",
    epilog=example(
        "gridctl inspect record 12 --normal 电梯 --normal 楼道",
        "gridctl inspect record 12 --abnormal 消防设施=微型消防站：灭火器过期 --photo 消防设施=灭火器.jpg",
    ),
)
def record(
    ctx: typer.Context,
    number: said.Number,
    all_normal: said.AllNormal = False,
    normal: said.Normal = [],  # noqa: B006 - typer copies it
    abnormal: said.Abnormal = [],  # noqa: B006 - typer copies it
    not_applicable: said.NotApplicable = [],  # noqa: B006 - typer copies it
    counts: said.Count = [],  # noqa: B006 - typer copies it
    photo: said.Photo = [],  # noqa: B006 - typer copies it
    anew: said.Anew = False,
    measures: said.Measures = "",
    reported_to: said.ReportedTo = "",
    accept: said.Accept = [],  # noqa: B006 - typer copies it
    send_back: said.SendBack = [],  # noqa: B006 - typer copies it
    at: said.FoundAt = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记进行中的检查查到的点；异常的当场开单。"""
    from gridctl.services.inspections import register
    from gridctl.services.inspections.cards import inspection_card

    gone = said.gone(ctx)
    with writing(ctx, dry_run=dry_run) as desk:
        card = inspection_card(desk, register.record(desk, number, gone, at=at))
    show_whole(card, said.INSPECTION, said.SECTIONS, format, ctx.obj)


@app.command("finish", epilog=example("gridctl inspect finish 12", "gridctl inspect finish 12 --rest-normal --at 9:10"))
def finish(
    ctx: typer.Context,
    number: said.Number,
    rest_normal: Annotated[bool, typer.Option("--rest-normal", help="还没有登记的点都正常")] = False,
    at: Annotated[str, typer.Option("--at", metavar="时间", help="什么时候查完的；不写是现在")] = "",
    note: said.Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """结束一次检查；没有查的点会列出来。"""
    from gridctl.services.inspections import register
    from gridctl.services.inspections.cards import inspection_card

    with writing(ctx, dry_run=dry_run) as desk:
        card = inspection_card(desk, register.finish(desk, number, at=at, rest_normal=rest_normal, note=note))
    show_whole(card, said.INSPECTION, said.SECTIONS, format, ctx.obj)


@app.command("void", epilog=example("gridctl inspect void 12 --reason 网格写错了"))
def void(
    ctx: typer.Context,
    number: said.Number,
    reason: Reason = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """作废一次录错的检查：从清单里去掉，留在操作记录里；它开出的单不动。"""
    from gridctl.services.inspections import register
    from gridctl.services.inspections.lists import inspection_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = inspection_lines(desk, [register.find_inspection(desk, number)])
        register.void(desk, number, reason or "")
    said.show_lines(lines, format, ctx.obj)


@app.command("list", epilog=example("gridctl inspect list", "gridctl inspect list --grid 03 --abnormal --from 3-1"))
def list_(
    ctx: typer.Context,
    list_name: Annotated[str, typer.Option("--list", "-l", metavar="检查表", help="只看这份检查表")] = "",
    grid: said.Grid = "",
    building: said.Building = "",
    place: said.Place = "",
    staff: StaffOption = None,
    since: Since = None,
    until: Until = None,
    abnormal: Annotated[bool, typer.Option("--abnormal", help="只看有异常的")] = False,
    under_way: Annotated[bool, typer.Option("--open", help="只看还没有结束的")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出检查；不写 --from 时列出最近七天的。"""
    from datetime import timedelta

    from gridctl.services.inspections.lists import Asked, find_inspections

    with reading(ctx) as desk:
        first = day_said(desk, since) or (None if under_way else desk.today - timedelta(days=LAST_DAYS - 1))
        days = first, day_said(desk, until)
        asked = Asked(list_name, grid, building, place, staff or "", *days, abnormal, under_way)
        lines = find_inspections(desk, asked)
    said.show_lines(lines, format, ctx.obj)


@app.command("show", epilog=example("gridctl inspect show 12"))
def show_(ctx: typer.Context, number: said.Number, format: FormatOption = Format.TABLE) -> None:
    """看一次检查：每个检查点的结果、开出的单、验收和退回的单。"""
    from gridctl.services.inspections import register
    from gridctl.services.inspections.cards import inspection_card

    with reading(ctx) as desk:
        card = inspection_card(desk, register.find_inspection(desk, number))
    show_whole(card, said.INSPECTION, said.SECTIONS, format, ctx.obj)
