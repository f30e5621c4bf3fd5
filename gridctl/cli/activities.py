"""`gridctl activity`: safety education, publicity and community activities."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, GridOption, HappenedOn, Since, StaffOption, Until
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tree import example

app = typer.Typer()

ACTIVITIES = Listing(
    "活动",
    (
        Column("number", "编号", align="right"),
        Column("day", "日期", whole=True),
        Column("kind_name", "种类", whole=True),
        Column("topic", "主题"),
        Column("grid", "网格", words=lambda grid: grid or "全项目"),
        Column("venue", "地点"),
        Column("name", "组织人", whole=True),
        Column("attendance", "参加人数", align="right", words=lambda count: str(count or "")),
        Column("material", "材料"),
    ),
)
ACTIVITY = Listing("活动", (*ACTIVITIES.columns, Column("note", "备注"), Column("recorded", "录入时间")))
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="activity list 里的编号")]
Venue = Annotated[str, typer.Option("--venue", metavar="地点", help="在哪里办的")]
Attendance = Annotated[
    int | None, typer.Option("--attendance", metavar="人数", min=0, max=LARGEST, help="有多少人参加")
]
Material = Annotated[str, typer.Option("--material", metavar="文字", help="用了、发了什么材料，例如 防火折页60份")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="备注")]


@app.command(
    "add",
    epilog=example(
        "gridctl activity add 安全宣传教育 楼道飞线充电专项宣传 --grid 01 --venue 3栋大堂 --attendance 26 --material 折页60份",
        "gridctl activity add 社区活动 元宵猜灯谜 --venue 中心花园 --attendance 120 --by 林晓彤 --on 3-3",
    ),
)
def add(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="种类", help="安全宣传教育、宣传推广或社区活动")],
    topic: Annotated[str, typer.Argument(metavar="主题", help="办的是什么")],
    grid: Annotated[str, typer.Option("--grid", metavar="网格", help="在哪个网格办的；不写是全项目的")] = "",
    venue: Venue = "",
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁组织的；不写是录入人自己")] = "",
    attendance: Attendance = None,
    material: Material = "",
    note: Note = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记办过的活动：日期、网格、地点、参加人数、材料。"""
    from gridctl.services.activities.lists import activity_lines
    from gridctl.services.activities.register import Said, add_activity

    with writing(ctx, dry_run=dry_run) as desk:
        said = Said(kind, topic, grid, venue, by, attendance, material, note)
        lines = activity_lines(desk, [add_activity(desk, said, day_meant(desk, on))])
    show(lines, ACTIVITIES, format, ctx.obj)


@app.command("edit", epilog=example("gridctl activity edit 2 --attendance 45"))
def edit(
    ctx: typer.Context,
    number: Number,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="安全宣传教育、宣传推广或社区活动")] = "",
    topic: Annotated[str, typer.Option("--topic", metavar="主题", help="办的是什么")] = "",
    grid: Annotated[str, typer.Option("--grid", metavar="网格", help="哪个网格；<清空> 是全项目的")] = "",
    venue: Venue = "",
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁组织的")] = "",
    attendance: Attendance = None,
    material: Material = "",
    note: Note = "",
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪天")] = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """更正一次活动；文字写 <清空> 就是去掉。登记错的用 undo 撤销。"""
    from gridctl.services.activities.lists import activity_lines
    from gridctl.services.activities.register import Said, edit_activity

    with writing(ctx, dry_run=dry_run) as desk:
        said = Said(kind, topic, grid, venue, by, attendance, material, note)
        lines = activity_lines(desk, [edit_activity(desk, number, said, day_said(desk, on))])
    show(lines, ACTIVITIES, format, ctx.obj)


@app.command("list", epilog=example("gridctl activity list --from 1-1", "gridctl activity list --kind 安全宣传教育"))
def list_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="只看这一种")] = "",
    grid: GridOption = None,
    staff: StaffOption = None,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出办过的活动。"""
    from gridctl.services.activities.lists import Asked, find_activities

    with reading(ctx) as desk:
        days = day_said(desk, since), day_said(desk, until)
        lines = find_activities(desk, Asked(kind, grid or "", staff or "", *days))
    show(lines, ACTIVITIES, format, ctx.obj)


@app.command("show", epilog=example("gridctl activity show 2"))
def show_(ctx: typer.Context, number: Number, format: FormatOption = Format.TABLE) -> None:
    """看一次活动。"""
    from gridctl.services.activities.lists import activity_lines
    from gridctl.services.activities.register import find_activity

    with reading(ctx) as desk:
        [line] = activity_lines(desk, [find_activity(desk, number)])
    show_one(line, ACTIVITY, format, ctx.obj)
