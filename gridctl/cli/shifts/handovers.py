"""`gridctl shift handover`: what is open, from one shift to the next, in two names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.days import day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, Since, StaffOption, Until
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.shifts.commands import app
from gridctl.cli.staff.listings import post_words
from gridctl.cli.tree import example
from gridctl.cli.workbooks import save_workbook, workbook_asked
from gridctl.errors import UsageError
from gridctl.settings import seat

if TYPE_CHECKING:
    from gridctl.domain.shift_handovers import ShiftSheet

HANDOVERS = Listing(
    "交接班",
    (
        Column("number", "编号", align="right"),
        Column("at", "时间", whole=True),
        Column("post", "岗位", words=post_words),
        Column("giver", "交班人"),
        Column("taker", "接班人"),
        Column("undispatched", "未派", align="right"),
        Column("to_verify", "待验收", align="right"),
        Column("to_call_back", "待回访", align="right"),
        Column("held", "挂起", align="right"),
        Column("keys", "借出钥匙", align="right"),
        Column("note", "其他"),
    ),
)
SHEET = Listing(
    "交接班",
    (
        Column("number", "编号"),
        Column("at", "时间"),
        Column("post", "岗位"),
        Column("giver", "交班人"),
        Column("taker", "接班人"),
        Column("note", "其他"),
    ),
)
LEFT = Listing(
    "单",
    (
        Column("number", "单号", whole=True),
        Column("kind", "种类"),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("state", "状态", whole=True),
        Column("who", "责任人"),
        Column("due", "期限", whole=True),
        Column("note", "说明"),
    ),
)
KEYS = Listing(
    "钥匙",
    (
        Column("number", "编号", whole=True),
        Column("name", "名称"),
        Column("holder", "借用人"),
        Column("handed", "借出", whole=True),
        Column("due", "应还", whole=True),
        Column("overdue", "超期"),
    ),
)
SECTIONS = (
    Section("undispatched", "未派", LEFT),
    Section("to_verify", "待验收", LEFT),
    Section("to_call_back", "待回访", LEFT),
    Section("held", "挂起", LEFT),
    Section("keys", "借出钥匙", KEYS),
)
Sheet = Annotated[Path | None, typer.Option("--output", "-o", metavar="文件.xlsx", help="做成可以打印的交接班记录")]


@app.command(
    "handover",
    epilog=example(
        "gridctl shift handover 蒋欣 --by 何静怡 --note 3栋电梯约好明早来修",
        "gridctl shift handover 蒋欣 -o 交接班记录.xlsx",
    ),
)
def handover(
    ctx: typer.Context,
    taker: Annotated[str, typer.Argument(metavar="接班人", help="交给谁：工号或姓名")],
    by: Annotated[str, typer.Option("--by", metavar="人员", help="交班人；在这里上班的不用写")] = "",
    post: Annotated[str, typer.Option("--post", metavar="岗位", help="哪个岗位的班；不写是交班人的岗位")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="其他要交代的")] = "",
    output: Sheet = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """交接班：未派、待验收、待回访、挂起的单和借出的钥匙，照当时的样子留存，写两个人的名字。"""
    from gridctl.services.shift_handovers.lists import shift_sheet
    from gridctl.services.shift_handovers.register import Said, hand_over_shift

    workbook_asked(output, "交接班记录")
    with writing(ctx, undo="day", dry_run=dry_run) as desk:
        sheet = shift_sheet(desk, hand_over_shift(desk, Said(taker, by, post, note), seat()))
    _hand_out(sheet, None if dry_run else output, format, ctx)


@app.command("handovers", epilog=example("gridctl shift handovers", "gridctl shift handovers 1 -o 交接班记录.xlsx"))
def handovers(
    ctx: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="编号", min=1, max=LARGEST, help="看这一次；不写是列出各次")
    ] = None,
    staff: StaffOption = None,
    since: Since = None,
    until: Until = None,
    output: Sheet = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出交接班；写编号看那一次当时的内容。"""
    from gridctl.services.shift_handovers.lists import Wanted, find_handovers, shift_sheet
    from gridctl.services.shift_handovers.register import find_handover

    workbook_asked(output, "交接班记录")
    if number is None and output is not None:
        raise UsageError("没有说明是哪一次交接班", "写编号，例如 gridctl shift handovers 1 -o 交接班记录.xlsx")
    with reading(ctx) as desk:
        days = day_said(desk, since), day_said(desk, until)
        lines = find_handovers(desk, Wanted(staff or "", *days)) if number is None else []
        sheet = shift_sheet(desk, find_handover(desk, number)) if number is not None else None
    if sheet is None:
        show(lines, HANDOVERS, format, ctx.obj)
    else:
        _hand_out(sheet, output, format, ctx)


def _hand_out(sheet: ShiftSheet, output: Path | None, format: Format, ctx: typer.Context) -> None:
    show_whole(sheet, SHEET, SECTIONS, format, ctx.obj)
    if output is not None:
        from gridctl.forms.shift_handovers import shift_handover_workbook

        save_workbook(shift_handover_workbook(sheet), output)
