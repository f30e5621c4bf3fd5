"""`gridctl supervision`: what supervision found, its mending and its check."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, GridOption, HappenedOn, Since, StaffOption, Until
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tree import example

app = typer.Typer()

STATES = {"to_mend": "待整改", "to_check": "待复查", "failed": "复查不合格", "passed": "复查合格"}
FINDINGS = Listing(
    "监督检查",
    (
        Column("number", "编号", align="right"),
        Column("found_on", "检查日期", whole=True),
        Column("what", "问题"),
        Column("place", "部位"),
        Column("grid", "网格"),
        Column("answerable", "责任人"),
        Column("due", "整改期限", whole=True),
        Column("state", "状态", words=STATES, whole=True),
        Column("overdue_days", "超期天", align="right"),
    ),
)
FINDING = Listing(
    "监督检查",
    (
        *FINDINGS.columns,
        Column("found_by", "检查人"),
        Column("mended_on", "整改日期"),
        Column("measures", "整改措施"),
        Column("checked_by", "复查人"),
        Column("checked_on", "复查日期"),
    ),
)
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="supervision list 里的编号")]


@app.command(
    "add",
    epilog=example("gridctl supervision add 消防通道堆放杂物 --place 3栋2单元大堂 --due 明天 --by 沈佳宁"),
)
def add(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="问题", help="发现了什么")],
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="整改期限")] = None,
    place: Annotated[str, typer.Option("--place", metavar="部位", help="在哪里")] = "",
    grid: Annotated[str, typer.Option("--grid", metavar="网格", help="哪个网格：编号或名称；写了部位就不用写")] = "",
    staff: Annotated[str, typer.Option("--staff", metavar="人员", help="谁整改；不写是那天的网格负责人")] = "",
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁检查的：工号或姓名")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记监督检查发现的问题、责任人和整改期限。"""
    from gridctl.services.supervision.findings import Found, add_finding
    from gridctl.services.supervision.lists import finding_lines

    with writing(ctx, dry_run=dry_run) as desk:
        found = Found(what, day_said(desk, due), place, grid, staff, by)
        lines = finding_lines(desk, [add_finding(desk, found, day_meant(desk, on))])
    show(lines, FINDINGS, format, ctx.obj)


@app.command("mend", epilog=example("gridctl supervision mend 1 --note 已清理，张贴了告知"))
def mend(
    ctx: typer.Context,
    number: Number,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="整改措施")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记已经整改，等待复查。"""
    from gridctl.services.supervision.findings import mend_finding
    from gridctl.services.supervision.lists import finding_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = finding_lines(desk, [mend_finding(desk, number, note, day_meant(desk, on))])
    show(lines, FINDINGS, format, ctx.obj)


@app.command(
    "check",
    epilog=example(
        "gridctl supervision check 1 --by 沈佳宁", "gridctl supervision check 1 --by 沈佳宁 --failed --note 又堆上了"
    ),
)
def check(
    ctx: typer.Context,
    number: Number,
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁复查的；不能是责任人")],
    failed: Annotated[bool, typer.Option("--failed", help="不合格，重新整改；不写是合格")] = False,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="哪里不合格")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记复查的结果；由责任人以外的人复查。"""
    from gridctl.services.supervision.findings import Check, check_finding
    from gridctl.services.supervision.lists import finding_lines

    with writing(ctx, dry_run=dry_run) as desk:
        row = check_finding(desk, number, Check(by, not failed, note), day_meant(desk, on))
        lines = finding_lines(desk, [row])
    show(lines, FINDINGS, format, ctx.obj)


@app.command("list", epilog=example("gridctl supervision list --overdue", "gridctl supervision list --all"))
def list_(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="连复查合格的也列出")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看超期没有整改的")] = False,
    staff: StaffOption = None,
    grid: GridOption = None,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出监督检查；不写 --all 时列出还没有复查合格的。"""
    from gridctl.services.supervision.lists import Asked, find_findings

    with reading(ctx) as desk:
        days = day_said(desk, since), day_said(desk, until)
        lines = find_findings(desk, Asked(staff or "", grid or "", *days, overdue, everything))
    show(lines, FINDINGS, format, ctx.obj)


@app.command("show", epilog=example("gridctl supervision show 1"))
def show_(ctx: typer.Context, number: Number, format: FormatOption = Format.TABLE) -> None:
    """看一条监督检查的整改和复查。"""
    from gridctl.services.supervision.findings import find_finding
    from gridctl.services.supervision.lists import finding_lines

    with reading(ctx) as desk:
        [line] = finding_lines(desk, [find_finding(desk, number)])
    show_one(line, FINDING, format, ctx.obj)
