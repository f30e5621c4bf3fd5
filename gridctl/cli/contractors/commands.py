"""`gridctl contractor`: contractors, the clauses of their contracts and what they answer for."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_after, day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.importing import Importer, Reader, import_command
from gridctl.cli.options import DryRun, Format, FormatOption, On, Since, Until
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tree import example

app = typer.Typer()

CONTRACTORS = Listing(
    "外委单位",
    (
        Column("name", "单位"),
        Column("service_name", "服务"),
        Column("areas", "负责"),
        Column("fee", "月费（元）", align="right"),
        Column("contact", "联系人"),
        Column("phone", "电话"),
        Column("valid_from", "起", whole=True),
        Column("valid_to", "止（不含）", whole=True),
        Column("clauses", "条款数", align="right"),
    ),
)
CLAUSES = Listing(
    "合同条款",
    (
        Column("contractor", "单位"),
        Column("code", "条款号"),
        Column("words", "内容"),
        Column("deduction", "扣款（元）", align="right"),
    ),
)
TERMS = Listing("合同条款", CLAUSES.columns[1:])
STAGES = {"untold": "未通知", "told": "未整改", "mended": "待验收", "accepted": "已验收"}
FAULTS = Listing(
    "问题",
    (
        Column("number", "单号", whole=True),
        Column("category_name", "类别"),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("opened", "发现时间", whole=True),
        Column("told", "通知时间", whole=True),
        Column("teller", "通知人"),
        Column("due", "期限", whole=True),
        Column("mended", "整改时间", whole=True),
        Column("stage", "到哪一步", words=STAGES, whole=True),
        Column("late", "逾期"),
    ),
)
Name = Annotated[str, typer.Argument(metavar="单位", help="外委单位的名称，写出一部分也认得")]
Contact = Annotated[str, typer.Option("--contact", metavar="姓名", help="对方的联系人")]
Phone = Annotated[str, typer.Option("--phone", metavar="电话", help="对方的电话")]


@app.command("add", epilog=example("gridctl contractor add 洁净保洁 --service 保洁 --fee 12000 --from 2026-01-01"))
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="名称", help="单位名称")],
    service: Annotated[str, typer.Option("--service", metavar="服务", help="保洁、电梯、消防、绿化养护、垃圾清运…")],
    fee: Annotated[str, typer.Option("--fee", metavar="元", help="每月多少元：12000、860.50")],
    since: Since = None,
    until: Until = None,
    contact: Contact = "",
    phone: Phone = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一家外委单位和它的合同；不写 --from 是从今天起。"""
    from gridctl.services.contractors.lists import contractor_lines
    from gridctl.services.contractors.register import Signed, add_contractor

    with writing(ctx, dry_run=dry_run) as desk:
        said = Signed(name, service, fee, day_said(desk, since), day_after(desk, until), contact, phone)
        lines = contractor_lines(desk, [add_contractor(desk, said)])
    show(lines, CONTRACTORS, format, ctx.obj)


@app.command("renew", epilog=example("gridctl contractor renew 洁净保洁 --to 2027-12-31 --phone 13900000001"))
def renew(
    ctx: typer.Context,
    name: Name,
    until: Until = None,
    open_ended: Annotated[bool, typer.Option("--open-ended", help="合同没有写到哪天为止")] = False,
    contact: Contact = "",
    phone: Phone = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """续约或提前终止，改联系人和电话；月费变了的，按新名称另登记一份。"""
    from gridctl.services.contractors.lists import contractor_lines
    from gridctl.services.contractors.register import Renewed, renew_contract

    with writing(ctx, dry_run=dry_run) as desk:
        said = Renewed(day_after(desk, until), open_ended, contact, phone)
        lines = contractor_lines(desk, [renew_contract(desk, name, said)])
    show(lines, CONTRACTORS, format, ctx.obj)


@app.command("clause", epilog=example("gridctl contractor clause 洁净保洁 8.2 --words 垃圾未日产日清 --deduct 50"))
def clause(
    ctx: typer.Context,
    name: Name,
    code: Annotated[str, typer.Argument(metavar="编号", help="合同里的条款号：8.2")],
    words: Annotated[str, typer.Option("--words", metavar="文字", help="条款的内容")],
    deduct: Annotated[str, typer.Option("--deduct", metavar="元", help="每次扣多少元；合同没有写金额的不用写")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记合同的一个条款和扣款；还没有按它扣过款的，可以重写一遍来更正。"""
    from gridctl.services.contractors.lists import clause_lines
    from gridctl.services.contractors.register import find_contractor, set_clause

    with writing(ctx, dry_run=dry_run) as desk:
        one = find_contractor(desk, name)
        lines = clause_lines(one, [set_clause(desk, one, code, words, deduct)])
    show(lines, CLAUSES, format, ctx.obj)


@app.command(
    "area",
    epilog=example(
        "gridctl contractor area 洁净保洁 --buildings 1-3栋 --places 中心花园",
        "gridctl contractor area 洁净保洁 --grids 01,02 --remove",
    ),
)
def area(
    ctx: typer.Context,
    name: Name,
    buildings: Annotated[str, typer.Option("--buildings", metavar="楼栋", help="哪些楼：1栋,2栋 或 1-3栋")] = "",
    places: Annotated[str, typer.Option("--places", metavar="部位", help="哪些公共部位：中心花园,东门")] = "",
    grids: Annotated[str, typer.Option("--grids", metavar="网格", help="哪些网格：01,02")] = "",
    whole: Annotated[bool, typer.Option("--all", help="全项目")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="不再负责这些地方")] = False,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一家单位负责哪里；一处也没有登记的，算全项目。"""
    from gridctl.services.contractors.areas import Said, add_areas, areas_meant, remove_areas
    from gridctl.services.contractors.lists import contractor_lines
    from gridctl.services.contractors.register import find_contractor

    with writing(ctx, dry_run=dry_run) as desk:
        one = find_contractor(desk, name)
        wanted = areas_meant(desk, one, Said(buildings, places, grids, whole))
        (remove_areas if remove else add_areas)(desk, one, wanted)
        lines = contractor_lines(desk, [one])
    show(lines, CONTRACTORS, format, ctx.obj)


@app.command("list", epilog=example("gridctl contractor list", "gridctl contractor list --all --format csv"))
def list_(
    ctx: typer.Context,
    service: Annotated[str, typer.Option("--service", metavar="服务", help="只看这种服务的")] = "",
    on: On = None,
    everything: Annotated[bool, typer.Option("--all", help="连同合同已结束的和还没开始的")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出外委单位。"""
    from gridctl.services.contractors.lists import list_contractors

    with reading(ctx) as desk:
        lines = list_contractors(desk, day_meant(desk, on), service=service, everything=everything)
    show(lines, CONTRACTORS, format, ctx.obj)


@app.command("show", epilog=example("gridctl contractor show 洁净保洁"))
def show_(ctx: typer.Context, name: Name, format: FormatOption = Format.TABLE) -> None:
    """看一家外委单位：合同、负责哪里、条款。"""
    from gridctl.services.contractors.lists import contractor_card

    with reading(ctx) as desk:
        card = contractor_card(desk, name)
    sections = [Section("terms", "合同条款", TERMS), Section("tickets", "手里未完的单", FAULTS)]
    show_whole(card, CONTRACTORS, sections, format, ctx.obj)


@import_command(app, "gridctl contractor import 合同条款.xlsx", "gridctl contractor import 合同条款.xlsx --apply")
def _sheets() -> tuple[Reader, Importer]:
    """导入合同条款表：单位、条款号、内容、扣款，和负责的楼栋、部位、网格。"""
    from gridctl.intake.contractors import read_contractors
    from gridctl.services.contractors.imports import import_contractors

    return read_contractors, import_contractors
