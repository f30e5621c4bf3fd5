"""`gridctl staff`: people registered, imported, listed, shown, and let go."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.importing import Importer, Reader, import_command
from gridctl.cli.options import DryRun, Format, FormatOption, GridOption, On
from gridctl.cli.output import show, show_one
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.staff.listings import DEPARTURE, DUTIES, FILING, STAFF
from gridctl.cli.tickets.listings import TICKETS
from gridctl.cli.tree import example

app = typer.Typer()


Person = Annotated[str, typer.Argument(metavar="人员", help="工号或姓名")]
PostOption = Annotated[str, typer.Option("--post", metavar="岗位", help="只看这个岗位")]


@app.command("add", epilog=example("gridctl staff add YG001 --name 林晓彤 --post 客服管家 --phone 13900000001"))
def add(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="工号", help="单位发的工号")],
    name: Annotated[str, typer.Option("--name", metavar="姓名", help="姓名")],
    post: Annotated[str, typer.Option("--post", metavar="岗位", help="岗位：客服管家、物业助理、工程技工…")],
    phone: Annotated[str, typer.Option("--phone", metavar="电话", help="工作电话")] = "",
    joined: Annotated[str, typer.Option("--joined", metavar="日期", help="入职日期")] = "",
    lives_in: Annotated[str, typer.Option("--lives-in", metavar="住处", help="住在哪个网格或地址")] = "",
    place: Annotated[str, typer.Option("--place", metavar="部位", help="按部位安排的岗位管哪里，如 会所")] = "",
    remark: Annotated[str, typer.Option("--remark", metavar="文字", help="备注")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一个人；岗位管全项目的，从入职起就算任职。"""
    from gridctl.services.staff.lists import staff_lines
    from gridctl.services.staff.register import Newcomer, add_staff

    with writing(ctx, dry_run=dry_run) as desk:
        who = Newcomer(number, name, post, phone, day_said(desk, joined), lives_in, remark, place)
        lines = staff_lines(desk, [add_staff(desk, who)])
    show(lines, STAFF, format, ctx.obj)


@import_command(app, "gridctl staff import 人员花名册.xls", "gridctl staff import 人员.xlsx --apply")
def _sheets() -> tuple[Reader, Importer]:
    """导入花名册：工号、姓名、岗位、电话、入职和离职日期、居住地址。"""
    from gridctl.intake.staff import read_staff
    from gridctl.services.staff.imports import import_staff

    return read_staff, import_staff


@app.command("list", epilog=example("gridctl staff list", "gridctl staff list --post 客服管家 --on 2026-03-01"))
def list_(
    ctx: typer.Context,
    everyone: Annotated[bool, typer.Option("--all", help="连同已离岗的和还没到岗的")] = False,
    post: PostOption = "",
    grid: GridOption = None,
    on: On = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出在岗的人，和各自负责哪里。"""
    from gridctl.services.staff.lists import list_staff

    with reading(ctx) as desk:
        lines = list_staff(desk, day_meant(desk, on), everyone=everyone, post=post, grid=grid or "")
    show(lines, STAFF, format, ctx.obj)


@app.command("show", epilog=example("gridctl staff show 林晓彤", "gridctl staff show YG001 --format json"))
def show_(ctx: typer.Context, person: Person, format: FormatOption = Format.TABLE) -> None:
    """看一个人：历次任职和负责的网格、请假、证书、装备、手里未完的单。"""
    from gridctl.cli.certificates import CERTIFICATES
    from gridctl.cli.equipment import EQUIPMENT
    from gridctl.cli.staff.listings import LEAVES
    from gridctl.services.staff.lists import staff_card

    with reading(ctx) as desk:
        card = staff_card(desk, person)
    sections = [
        Section("assignments", "任职", DUTIES),
        Section("leaves", "请假和代理", LEAVES),
        Section("certificates", "证书", CERTIFICATES),
        Section("equipment", "手里的装备", EQUIPMENT),
        Section("tickets", "手里未完的单", TICKETS),
    ]
    show_whole(card, STAFF, sections, format, ctx.obj)


@app.command("filing", epilog=example("gridctl staff filing", "gridctl staff filing --on 2026-04-01 --format csv"))
def filing(ctx: typer.Context, on: On = None, format: FormatOption = Format.TABLE) -> None:
    """岗位备案表的内容：各岗位是谁、负责哪里、从哪天起。"""
    from gridctl.services.staff.filing import filing_sheet

    with reading(ctx) as desk:
        lines = filing_sheet(desk, day_meant(desk, on))
    show(lines, FILING, format, ctx.obj)


@app.command("depart", epilog=example("gridctl staff depart 林晓彤 --on 3-31", "gridctl staff depart YG001"))
def depart_(
    ctx: typer.Context,
    person: Person,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="从这天起不在岗；不写是今天")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记离岗：任职当天结束，并列出没人负责的网格、手里未完的单和没有交回的装备。"""
    from gridctl.services.staff.register import depart

    with writing(ctx, dry_run=dry_run) as desk:
        left = depart(desk, person, day_meant(desk, on))
    show_one(left, DEPARTURE, format, ctx.obj)
