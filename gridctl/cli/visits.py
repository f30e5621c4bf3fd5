"""`gridctl visit`: visits at home, and on how many days of a month everybody made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.days import day_said, month_meant
from gridctl.cli.desks import reading, writing
from gridctl.cli.disclosing import looking
from gridctl.cli.importing import Importer, Reader, import_command
from gridctl.cli.options import (
    LARGEST,
    DryRun,
    Format,
    FormatOption,
    Full,
    GridOption,
    Reason,
    Since,
    StaffOption,
    Until,
)
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.services.visits.lists import VisitNeed

app = typer.Typer()


def _needs_said(needs: tuple[VisitNeed, ...]) -> str:
    return "；".join(f"{one.number}.{one.kind_name}：{one.what}（{one.state_name}）" for one in needs)


VISITS = Listing(
    "走访",
    (
        Column("number", "编号", align="right"),
        Column("at", "时间", whole=True),
        Column("where", "住户"),
        Column("name", "走访人", whole=True),
        Column("mode_name", "方式", whole=True),
        Column("outcome_name", "结果", whole=True),
        Column("people", "在场人"),
        Column("needs", "需求", words=_needs_said),
        Column("note", "记录"),
    ),
)
VISIT = Listing(
    "走访",
    (
        *(one for one in VISITS.columns if one.key != "needs"),
        Column("grid", "网格"),
        Column("recorded", "录入时间", whole=True),
    ),
)
NEEDS = Listing(
    "需求",
    (
        Column("number", "编号", align="right"),
        Column("kind_name", "种类", whole=True),
        Column("what", "需求"),
        Column("state_name", "状态", whole=True),
    ),
)
DAYS = Listing(
    "走访天数",
    (
        Column("number", "工号", whole=True),
        Column("name", "姓名", whole=True),
        Column("grids", "网格"),
        Column("days", "天数", align="right"),
        Column("wanted", "应走访", align="right"),
        Column("state_name", "结果", whole=True),
        Column("visits", "户次", align="right"),
        Column("met", "见到", align="right"),
        Column("nobody", "无人", align="right"),
        Column("refused", "拒访", align="right"),
        Column("contacts", "联系", align="right"),
        Column("dates", "哪几号", words=lambda days: "、".join(str(day.day) for day in days)),
    ),
)
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="visit list 里的编号")]
Visitor = Annotated[str, typer.Option("--by", metavar="谁", help="谁走访的：工号或姓名；不写是录入人自己")]
When = Annotated[str, typer.Option("--at", metavar="时间", help="什么时候：8:30、昨天、3-15 15:00；不写是现在")]
Mode = Annotated[str, typer.Option("--mode", metavar="方式", help="入户、电话、微信、座谈或其他；不写是入户")]
Outcome = Annotated[str, typer.Option("--outcome", metavar="结果", help="见到、无人或拒访；不写是见到")]
People = Annotated[str, typer.Option("--people", metavar="姓名", help="在场的人")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="记录")]


@app.command(
    "add",
    epilog=example(
        "gridctl visit add 3栋2单元101 --people 张建国 --need 停车:晚上没有车位 --solved 补办门禁卡",
        "gridctl visit add 3-2-102 3-2-103 3-2-201 --outcome 无人 --by 林晓彤 --at 昨天",
        "gridctl visit add --mode 座谈 --grid 01 --need 电梯经常停 --note 12户参加",
    ),
)
def add(
    ctx: typer.Context,
    places: Annotated[
        list[str] | None, typer.Argument(metavar="房屋", help="哪一户；结果一样的可以写几户，座谈可以不写")
    ] = None,
    by: Visitor = "",
    at: When = "",
    mode: Mode = "",
    outcome: Outcome = "",
    people: People = "",
    needs: Annotated[
        list[str] | None, typer.Option("--need", metavar="种类:内容", help="还没有解决的需求；只写内容时由程序判断种类")
    ] = None,
    solved: Annotated[list[str] | None, typer.Option("--solved", metavar="种类:内容", help="当场解决了的需求")] = None,
    grid: Annotated[str, typer.Option("--grid", metavar="网格", help="座谈是哪个网格的；写了房屋就不用写")] = "",
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记走访：谁、什么时候、见到谁、有什么需求。"""
    from gridctl.services.visits.lists import visit_lines
    from gridctl.services.visits.register import Said, add_visits

    with writing(ctx, dry_run=dry_run) as desk:
        said = Said(places or (), by, at, mode, outcome, people, needs or (), solved or (), grid, note)
        lines = visit_lines(desk, add_visits(desk, said))
    show(lines, VISITS, format, ctx.obj)


@app.command("edit", epilog=example("gridctl visit edit 5 --at 3-15", "gridctl visit edit 5 --outcome 无人"))
def edit(
    ctx: typer.Context,
    number: Number,
    place: Annotated[str, typer.Option("--place", metavar="房屋", help="哪一户")] = "",
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁走访的")] = "",
    at: Annotated[str, typer.Option("--at", metavar="时间", help="什么时候")] = "",
    mode: Annotated[str, typer.Option("--mode", metavar="方式", help="入户、电话、微信、座谈或其他")] = "",
    outcome: Annotated[str, typer.Option("--outcome", metavar="结果", help="见到、无人或拒访")] = "",
    people: Annotated[str, typer.Option("--people", metavar="姓名", help="在场的人；<清空> 去掉")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="记录；<清空> 去掉")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """更正一次走访；它的需求跟着改。需求本身用 need edit 更正，登记错的用 undo 撤销。"""
    from gridctl.services.visits.edits import edit_visit
    from gridctl.services.visits.lists import visit_lines
    from gridctl.services.visits.register import Said

    with writing(ctx, dry_run=dry_run) as desk:
        said = Said((place,) if place else (), by, at, mode, outcome, people, note=note)
        lines = visit_lines(desk, [edit_visit(desk, number, said)])
    show(lines, VISITS, format, ctx.obj)


@app.command("list", epilog=example("gridctl visit list --from 3-1", "gridctl visit list --grid 01 --outcome 无人"))
def list_(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    staff: StaffOption = None,
    grid: GridOption = None,
    place: Annotated[str, typer.Option("--place", metavar="房屋", help="只看这一户")] = "",
    mode: Annotated[str, typer.Option("--mode", metavar="方式", help="只看这种方式")] = "",
    outcome: Annotated[str, typer.Option("--outcome", metavar="结果", help="只看这种结果")] = "",
    full: Full = False,
    reason: Reason = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出走访；姓名和电话默认隐去一部分。"""
    from gridctl.services.visits.lists import Asked, find_visits

    with looking(ctx, full, reason) as desk:
        days = day_said(desk, since), day_said(desk, until)
        lines = find_visits(desk, Asked(place, staff or "", grid or "", *days, mode, outcome), full=full)
    show(lines, VISITS, format, ctx.obj)


@app.command("show", epilog=example("gridctl visit show 5"))
def show_(
    ctx: typer.Context, number: Number, full: Full = False, reason: Reason = None, format: FormatOption = Format.TABLE
) -> None:
    """看一次走访和它的需求；姓名和电话默认隐去一部分。"""
    from gridctl.services.visits.lists import visit_lines
    from gridctl.services.visits.register import find_visit

    with looking(ctx, full, reason) as desk:
        [line] = visit_lines(desk, [find_visit(desk, number)], full=full)
    show_whole(line, VISIT, [Section("needs", "需求", NEEDS)], format, ctx.obj)


@app.command("days", epilog=example("gridctl visit days --month 3月", "gridctl visit days --staff 林晓彤"))
def days(
    ctx: typer.Context,
    month: Annotated[str, typer.Option("--month", metavar="月份", help="哪个月：3月、上月、2026-03")] = "本月",
    staff: StaffOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """各人这个月走访了几天，够不够；每人每月不少于两天。

    入户、座谈算走访的一天，打电话、发微信只是联系，不算。请假、不在岗的日子从应走访的天数里减。
    """
    from gridctl.services.visits.days import visit_days

    with reading(ctx) as desk:
        lines = visit_days(desk, month_meant(desk, month), staff or "")
    show(lines, DAYS, format, ctx.obj)


@import_command(app, "gridctl visit import 走访登记.xlsx", "gridctl visit import 走访登记.xlsx --apply")
def _sheets() -> tuple[Reader, Importer]:
    """导入走访登记表：日期、房屋、走访人、方式、结果、在场人、需求；同一人同一时间同一户是同一次走访。"""
    from gridctl.intake.visits import read_visits
    from gridctl.services.visits.imports import import_visits

    return read_visits, import_visits
