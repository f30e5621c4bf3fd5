"""`gridctl grid`: grids set up, imported, listed, shown and checked."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.importing import Importer, Reader, import_command
from gridctl.cli.options import DryRun, Format, FormatOption, On, Since, Until
from gridctl.cli.output import Column, Listing, say, show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.staff.listings import DUTIES
from gridctl.cli.tickets.listings import TICKETS
from gridctl.cli.tree import example
from gridctl.errors import UsageError

app = typer.Typer()

FOUND_SOMETHING = 4
BANDS = {"below": "不足", "within": "符合", "enlarged": "符合（金牌）", "above": "超出"}
FINDINGS = {
    "ground_without_grid": "不在任何网格",
    "ground_in_two_grids": "同在几个网格",
    "grid_without_ground": "网格没有范围",
    "grid_without_head": "网格没有负责人",
    "grid_with_two_heads": "网格有几个负责人",
    "head_not_in_post": "负责人不在岗",
    "head_on_leave": "负责人请假",
    "post_vacant": "岗位没有人",
    "building_without_post": "楼栋没有人管",
    "grid_without_post": "网格缺岗位",
    "place_of_nobody": "部位没有人管",
    "ticket_in_ended_grid": "未移交的单",
}
REMEDIES = {  # what to type about a kind of finding
    "ground_without_grid": "划入网格：gridctl grid add 编号 --units 楼栋单元",
    "ground_in_two_grids": "只留一个：gridctl grid add 编号 --units 楼栋单元 --from 日期 --replace",
    "grid_without_ground": "划定范围：gridctl grid add 编号 --buildings 楼栋",
    "grid_without_head": "请程序建议人选：gridctl grid assign --suggest",
    "grid_with_two_heads": "结束多出来的：gridctl grid assign 网格 人员 --to 日期",
    "head_not_in_post": "换一个在岗的人：gridctl grid assign 网格 人员 --replace",
    "head_on_leave": "写明代理人：gridctl staff leaves，再 gridctl staff leave-edit 编号 --deputy 人员",
    "post_vacant": "指定一个人，可以兼任：gridctl grid assign 人员 --post 岗位",
    "building_without_post": "补上：gridctl grid assign 人员 --post 岗位 --buildings 楼栋",
    "grid_without_post": "补上：gridctl grid assign 网格 人员 --post 岗位",
    "place_of_nobody": "划入网格：gridctl grid add 编号 --places 部位",
    "ticket_in_ended_grid": "移交给新的网格：gridctl grid handover 方案 --apply",
}
GRIDS = Listing(
    "网格",
    (
        Column("code", "编号"),
        Column("name", "网格"),
        Column("households", "户数", align="right"),
        Column("standard", "户数标准", words=BANDS),
        Column("head", "负责人"),
        Column("ground", "范围"),
    ),
)
GRID = Listing(
    "网格",
    (*GRIDS.columns, Column("head_number", "负责人工号"), Column("valid_from", "起"), Column("valid_to", "止（不含）")),
)
PEOPLE = Listing("任职", (Column("staff_number", "工号"), Column("staff", "姓名"), *DUTIES.columns))
FOUND = Listing(
    "问题",
    (
        Column("kind", "问题", words=FINDINGS),
        Column("subject", "哪里"),
        Column("detail", "说明"),
        Column("households", "户数", align="right"),
    ),
)
FOUND_BY_DAY = Listing("问题", (Column("days", "哪几天", whole=True), *FOUND.columns))
Replace = Annotated[bool, typer.Option("--replace", help="原来的到那天为止，改成这个")]


@app.command(
    "add",
    epilog=example(
        "gridctl grid add 01 --name 东区网格 --buildings 1-3栋 --units 4栋1单元",
        "gridctl grid add 01 --buildings 5栋 --from 2026-04-01 --replace",
    ),
)
def add(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="编号", help="单位自己的编号，如 01；已有的网格是给它加范围")],
    name: Annotated[str, typer.Option("--name", metavar="名称", help="网格名称；不写时同编号")] = "",
    buildings: Annotated[
        list[str] | None, typer.Option("--buildings", metavar="楼栋", help="整栋划入，如 1栋,2栋 或 1-3栋")
    ] = None,
    units: Annotated[
        list[str] | None, typer.Option("--units", metavar="单元", help="只划入单元，如 4栋1单元,4栋2单元")
    ] = None,
    places: Annotated[
        list[str] | None, typer.Option("--places", metavar="部位", help="不在楼里的公共部位，如 东门岗,中心花园")
    ] = None,
    since: Since = None,
    replace: Replace = False,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """建立一个网格，或给已有的网格加范围。"""
    from gridctl.services.grids.ground import add_grid, ground_meant
    from gridctl.services.grids.lists import grid_lines

    with writing(ctx, dry_run=dry_run) as desk:
        ground = ground_meant(desk, buildings=buildings or (), units=units or (), places=places or ())
        grid = add_grid(desk, code, name, ground, day_said(desk, since), replacing=replace)
        lines = grid_lines(desk, [grid], max(grid.valid_from, day_meant(desk, since)))
    show(lines, GRID, format, ctx.obj)


@import_command(app, "gridctl grid import 网格划分.csv", "gridctl grid import 网格划分.csv --apply")
def _sheets() -> tuple[Reader, Importer]:
    """导入网格划分：编号、名称、楼栋、单元、负责人、起始日期，一栋或一个单元一行。"""
    from gridctl.intake.grids import read_grids
    from gridctl.services.grids.imports import import_grids

    return read_grids, import_grids


@app.command("list", epilog=example("gridctl grid list", "gridctl grid list --on 2026-04-01 --format csv"))
def list_(ctx: typer.Context, on: On = None, format: FormatOption = Format.TABLE) -> None:
    """列出网格：户数、是否符合户数标准、负责人、范围。"""
    from gridctl.services.grids.lists import list_grids

    with reading(ctx) as desk:
        lines = list_grids(desk, day_meant(desk, on))
    show(lines, GRIDS, format, ctx.obj)


@app.command("show", epilog=example("gridctl grid show 01", "gridctl grid show 东区网格 --format json"))
def show_(
    ctx: typer.Context,
    grid: Annotated[str, typer.Argument(metavar="网格", help="编号或名称")],
    on: On = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """看一个网格：范围、历任负责人、其他岗位、未完的单。"""
    from gridctl.services.grids.lists import grid_card

    with reading(ctx) as desk:
        card = grid_card(desk, grid, day_meant(desk, on))
    people = [Section("heads", "历任负责人", PEOPLE), Section("others", "其他岗位", PEOPLE)]
    show_whole(card, GRID, [*people, Section("tickets", "未完的单", TICKETS)], format, ctx.obj)


@app.command(
    "check",
    epilog=example(
        "gridctl grid check",
        "gridctl grid check --from 2026-03-01 --to 2026-03-31",
        "gridctl grid check --on 2026-04-01 --format json",
    ),
)
def check(
    ctx: typer.Context, on: On = None, since: Since = None, until: Until = None, format: FormatOption = Format.TABLE
) -> None:
    """检查划分和岗位：没人管的户、部位和楼栋，同在两个网格的，没有负责人的网格，空着的岗位；有问题时以 4 退出。

    写 --from、--to 就逐日检查，接连几天一样的并成一行。
    """
    from gridctl.services.grids.checks import check_grids

    if on and (since or until):
        raise UsageError("--on 看一天，--from、--to 看几天，只能写一样", "去掉 --on")
    with reading(ctx) as desk:
        first, last = day_meant(desk, on or since), day_meant(desk, on or until)
        checked = check_grids(desk, first, last)
    if checked.findings or format is not Format.TABLE:
        show(checked.findings, FOUND if first == last else FOUND_BY_DAY, format, ctx.obj)
    say(checked.summary)
    for kind in dict.fromkeys(finding.kind for finding in checked.findings):
        say(f"提示: {FINDINGS[kind]}——{REMEDIES[kind]}")
    if checked.findings:
        raise typer.Exit(FOUND_SOMETHING)
