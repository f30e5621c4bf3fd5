"""`gridctl checklist`: check-lists and their points, versions from a day on, and empty sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli.clauses import clause_or_own, code_or_own, tell_sources
from gridctl.cli.days import day_meant, day_said, month_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import DryRun, Format, FormatOption, On
from gridctl.cli.output import Column, Listing, say, show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tree import example
from gridctl.cli.workbooks import save_workbook, workbook_asked

app = typer.Typer()

CHECKLISTS = Listing(
    "检查表",
    (
        Column("code", "代码", whole=True),
        Column("name", "名称"),
        Column("ground_name", "查哪里", whole=True),
        Column("post_names", "岗位"),
        Column("points", "检查点", align="right"),
        Column("valid_from", "起", whole=True),
        Column("valid_to", "停用", whole=True),
        Column("clause", "依据", words=clause_or_own),
    ),
)
ON_SCREEN = Listing(
    CHECKLISTS.noun, (*CHECKLISTS.columns[:-1], Column("clause", "依据", words=code_or_own, whole=True))
)
POINTS = Listing(
    "检查点",
    (
        Column("number", "序号", align="right"),
        Column("name", "检查点", whole=True),
        Column("items", "看什么", words="；".join),
        Column("opens_name", "异常时开", whole=True),
        Column("category_name", "类别", whole=True),
        Column("counted", "写数量"),
        Column("clause", "依据", words=code_or_own, whole=True),
    ),
)
SECTIONS = (Section("items", "检查点", POINTS), Section("versions", "各版", ON_SCREEN))
Name = Annotated[str, typer.Argument(metavar="检查表", help="代码或名称：fire-daily、网格每日安全巡查")]
FromDay = Annotated[
    str | None, typer.Option("--from", metavar="日期", help="从哪天起；不写是今天，今天已经查过的是明天")
]
Posts = Annotated[
    list[str], typer.Option("--post", metavar="岗位", help="由哪个岗位检查，可以几个；grid_head 是网格负责人")
]
_Texts = list[str]


@app.command("list", epilog=example("gridctl checklist list", "gridctl checklist list --all"))
def list_(
    ctx: typer.Context,
    on: On = None,
    everything: Annotated[bool, typer.Option("--all", help="连停用的和以前各版")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出检查表。"""
    from gridctl.services.checklists.lists import find_lists

    with reading(ctx) as desk:
        lines = find_lists(desk, day_meant(desk, on), everything=everything)
    show(lines, ON_SCREEN if format is Format.TABLE else CHECKLISTS, format, ctx.obj)
    if format is Format.TABLE:
        tell_sources(line.clause for line in lines)


@app.command("show", epilog=example("gridctl checklist show fire-daily"))
def show_(ctx: typer.Context, name: Name, on: On = None, format: FormatOption = Format.TABLE) -> None:
    """看一份检查表：检查点、看什么、异常时开哪种单、各版。"""
    from gridctl.services.checklists.lists import list_card

    with reading(ctx) as desk:
        card = list_card(desk, name, day_meant(desk, on))
    show_whole(card, CHECKLISTS, SECTIONS, format, ctx.obj)


@app.command(
    "set",
    epilog=example(
        "gridctl checklist set fire-daily --add-point 天台门 --opens 隐患 --from 2026-04-01",
        "gridctl checklist set fire-daily --drop-point 电梯",
        "gridctl checklist set garage_daily --name 地库巡查 --ground 网格 --post 安全员 --add-point 照明 --opens 维修",
    ),
)
def set_(
    ctx: typer.Context,
    name: Name,
    add: Annotated[_Texts, typer.Option("--add-point", metavar="名称", help="加一个检查点，可以几个")] = [],  # noqa: B006 - typer copies it
    drop: Annotated[_Texts, typer.Option("--drop-point", metavar="名称", help="去掉一个检查点，可以几个")] = [],  # noqa: B006 - typer copies it
    opens: Annotated[
        str, typer.Option("--opens", metavar="单种", help="加的点异常时开：隐患、维修、保洁、不开单；不写同第一个点")
    ] = "",
    category: Annotated[
        str, typer.Option("--category", "-c", metavar="类别", help="单子的类别；不写按说明里的词判断")
    ] = "",
    item: Annotated[_Texts, typer.Option("--item", metavar="文字", help="加的点看什么，可以几条")] = [],  # noqa: B006 - typer copies it
    counted: Annotated[bool, typer.Option("--counted", help="加的点要写数量")] = False,
    rename: Annotated[str, typer.Option("--name", metavar="名称", help="检查表的名称")] = "",
    ground: Annotated[str, typer.Option("--ground", metavar="查哪里", help="新建的写：网格、楼栋、部位或全项目")] = "",
    post: Posts = [],  # noqa: B006 - typer copies it
    partner: Annotated[_Texts, typer.Option("--partner-post", metavar="岗位", help="要两人同检的，另一人的岗位")] = [],  # noqa: B006 - typer copies it
    since: FromDay = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """从某天起改一份检查表，或新建一份；以前的检查照原来的版本。"""
    from gridctl.services.checklists.lists import card_of
    from gridctl.services.checklists.versions import Change, set_list

    change = Change(
        tuple(add), tuple(drop), opens, category, counted, tuple(item), rename, ground, tuple(post), tuple(partner)
    )
    with writing(ctx, dry_run=dry_run) as desk:
        card = card_of(desk, set_list(desk, name, change, day_said(desk, since)))
    show_whole(card, CHECKLISTS, SECTIONS, format, ctx.obj)


@app.command("end", epilog=example("gridctl checklist end guard_patrol --on 2026-05-01"))
def end(
    ctx: typer.Context,
    name: Name,
    on: Annotated[
        str | None, typer.Option("--on", metavar="日期", help="从哪天起停用；不写是今天，今天已经查过的是明天")
    ] = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """从某天起停用一份检查表；以前的检查不变。"""
    from gridctl.services.checklists.lists import checklist_lines
    from gridctl.services.checklists.versions import end_list

    with writing(ctx, dry_run=dry_run) as desk:
        lines = checklist_lines([end_list(desk, name, day_said(desk, on))])
    show(lines, CHECKLISTS, format, ctx.obj)


@app.command("adopt", epilog=example("gridctl checklist adopt"))
def adopt(
    ctx: typer.Context,
    since: Annotated[str | None, typer.Option("--from", metavar="日期", help="从哪天起有；不写是项目启用那天")] = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """采用规程里本项目还没有的检查表；已有的不动。"""
    from gridctl.services.checklists.lists import checklist_lines
    from gridctl.services.checklists.seeding import adopt_checklists

    with writing(ctx, dry_run=dry_run) as desk:
        lines = checklist_lines(adopt_checklists(desk, day_said(desk, since) or desk.project.live_from))
    if lines or format is not Format.TABLE:
        show(lines, CHECKLISTS, format, ctx.obj)
    else:
        say("没有要采用的，本项目的检查表是齐的")


@app.command(
    "sheet",
    epilog=example(
        "gridctl checklist sheet fire-daily --grid 03 --month 2026-11 -o 空白表.xlsx",
        "gridctl checklist sheet 物业助理巡检 --on 明天 -o 明天的表.xlsx",
    ),
)
def sheet(
    ctx: typer.Context,
    name: Name,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="文件.xlsx", help="写到这个文件")],
    month: Annotated[
        str | None, typer.Option("--month", metavar="月份", help="一个月一张，一天一行；不写是本月")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="一天一张，一处一行")] = None,
    grid: Annotated[str, typer.Option("--grid", metavar="网格", help="哪个网格：编号或名称")] = "",
    building: Annotated[str, typer.Option("--building", metavar="楼栋", help="哪栋楼")] = "",
    place: Annotated[str, typer.Option("--place", metavar="部位", help="哪个部位")] = "",
) -> None:
    """出一张空白的检查表，打印了填，或在电脑上填；填好的用 inspect import 导入。"""
    from gridctl.forms.check_sheets import check_workbook
    from gridctl.services.checklists.sheets import Wanted, blank_sheet
    from gridctl.services.inspections.grounds import GroundSaid

    workbook_asked(output, "空白表")
    with reading(ctx) as desk:
        wanted = Wanted(name, GroundSaid(grid, building, place), month_said(desk, month), day_said(desk, on))
        blank = blank_sheet(desk, wanted)
    save_workbook(check_workbook(blank), output)
