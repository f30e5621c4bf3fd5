"""`gridctl cleaning`: cleaning faults found, told, mended, accepted or deducted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.contractors.months import DEDUCTIONS, Amount, Clause, CountedIn, OfOne, Proposer, Why
from gridctl.cli.days import day_said, month_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import DryRun, Format, FormatOption, GridOption, HappenedOn, Since, Until
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.listings import STEPS
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.services.cleaning.lists import FaultLine

app = typer.Typer()

FAULTS = Listing(
    "保洁问题",
    (
        Column("number", "单号", whole=True),
        Column("state_name", "状态", whole=True),
        Column("opened", "发现时间", whole=True),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("category_name", "类别"),
        Column("contractor", "责任单位"),
        Column("told", "通知时间", whole=True),
        Column("due", "期限", whole=True),
        Column("overdue_days", "超期天", align="right"),
        Column("mended", "整改时间", whole=True),
        Column("accepted", "验收时间", whole=True),
        Column("verifier", "验收人"),
        Column("deducted", "扣款（元）", align="right"),
    ),
)
Numbers = Annotated[
    list[str], typer.Argument(metavar="单号", help="一张或多张：12（今年的第 12 号保洁问题）、BJ-2026-0012")
]
Number = Annotated[str, typer.Argument(metavar="单号", help="12（今年的第 12 号保洁问题）或 BJ-2026-0012")]
Named = Annotated[str, typer.Option("--contractor", metavar="单位", help="哪家外委单位；不写是登记负责那里的那一家")]
Problem = Annotated[str, typer.Argument(metavar="问题", help="哪里不干净，例如 地面有油污")]
Category = Annotated[
    str, typer.Option("--category", "-c", metavar="类别", help="编号或名称：3、垃圾清运；不写时由程序判断")
]
Finder = Annotated[str, typer.Option("--by", metavar="谁", help="谁发现、通知的：工号或姓名；不写是录入人自己")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="说明")]
Inspector = Annotated[str, typer.Option("--by", metavar="谁", help="谁验收的：环境管理员、物业助理；不写是录入人自己")]


@app.command(
    "open",
    epilog=example(
        "gridctl cleaning open 3栋2单元大堂 地面有油污 --by 周敏 --tell",
        "gridctl cleaning open 中心花园 草坪有纸屑 --opened 昨天 --standard 目视无杂物",
    ),
)
def open_(
    ctx: typer.Context,
    place: slip.PlaceArgument,
    problem: Problem,
    category: Category = "",
    contractor: Named = "",
    tell: Annotated[bool, typer.Option("--tell", help="发现时当场通知了单位")] = False,
    opened: Annotated[
        str, typer.Option("--opened", metavar="时间", help="发现时间：昨天、11-20 8:30；不写是现在")
    ] = "",
    urgency: Annotated[str, typer.Option("--urgency", metavar="紧急程度", help="紧急或一般；不写算一般")] = "",
    source: Annotated[str, typer.Option("--source", metavar="来源", help="巡查、检查、业主反映…")] = "",
    standard: Annotated[str, typer.Option("--standard", metavar="文字", help="检查标准")] = "",
    remark: slip.Remark = "",
    by: Finder = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一个保洁问题，记在负责那里的外委单位名下。"""
    from dataclasses import replace

    from gridctl.services.cleaning.faults import KIND, open_fault
    from gridctl.services.cleaning.lists import fault_lines

    with writing(ctx, dry_run=dry_run) as desk:
        words, details = replace(slip.said(ctx), kind=KIND), {"standard": standard}
        ticket = open_fault(desk, words, by=by, contractor=contractor, at_once=tell, details=details)
        lines = fault_lines(desk, [ticket])
    show(lines, FAULTS, format, ctx.obj)


@app.command("tell", epilog=example("gridctl cleaning tell 12 13 --by 周敏 --at 8:30"))
def tell_(
    ctx: typer.Context,
    numbers: Numbers,
    contractor: Named = "",
    at: slip.When = "",
    by: slip.Who = "",
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """通知外委单位整改：谁通知的、什么时候。"""
    from gridctl.services.cleaning.faults import KIND
    from gridctl.services.cleaning.lists import fault_lines
    from gridctl.services.contractors.telling import BY_PLACE, tell

    with writing(ctx, dry_run=dry_run) as desk:
        told = tell(desk, numbers, contractor or BY_PLACE[0], at=at, by=by, note=note, kind=KIND)
        lines = fault_lines(desk, told)
    show(lines, FAULTS, format, ctx.obj)


@app.command(
    "record",
    epilog=example(
        "gridctl cleaning record 东门岗 垃圾桶满溢 --opened 3-12 --mended 3-13 --verifier 曹玉兰 --accepted 3-15 --by 周敏"
    ),
)
def record(
    ctx: typer.Context,
    place: slip.PlaceArgument,
    problem: Problem,
    opened: slip.Opened,
    mended: Annotated[str, typer.Option("--mended", metavar="时间", help="整改时间")],
    told: Annotated[str, typer.Option("--told", metavar="时间", help="通知时间；不写是发现时")] = "",
    verifier: slip.Verifier = "",
    accepted: Annotated[str, typer.Option("--accepted", metavar="时间", help="验收时间；不写是整改那天")] = "",
    category: Category = "",
    contractor: Named = "",
    remark: slip.Remark = "",
    by: Finder = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """把检查记录表上已经整改的问题一次补登进来。"""
    from gridctl.services.cleaning.faults import KIND, Course, open_fault, record_fault
    from gridctl.services.cleaning.lists import fault_lines
    from gridctl.services.tickets.entry import Words

    with writing(ctx, dry_run=dry_run) as desk:
        words = Words(place=place, problem=problem, category=category, opened=opened, remark=remark, kind=KIND)
        ticket = open_fault(desk, words, by=by, contractor=contractor, details={})
        course = Course(told, mended, verifier, accepted)
        lines = fault_lines(desk, [record_fault(desk, ticket, course, by=by, contractor=contractor)])
    show(lines, FAULTS, format, ctx.obj)


def _take(ctx: typer.Context, action: str, note: str) -> list[FaultLine]:
    """Take a step as the command's parameters say it."""
    from gridctl.domain.tickets import Action
    from gridctl.services.cleaning.faults import KIND
    from gridctl.services.cleaning.lists import fault_lines
    from gridctl.services.tickets.entry import take_steps

    said = {name: ctx.params[name] for name in ("at", "by") if ctx.params.get(name)}
    with writing(ctx, dry_run=ctx.params["dry_run"]) as desk:
        taken = take_steps(desk, ctx.params["numbers"], Action(action), note=note, kind=KIND, **said)
        return fault_lines(desk, taken)


@app.command("mend", epilog=example("gridctl cleaning mend 12 13 --at 昨天 --note 已清洗"))
def mend(
    ctx: typer.Context,
    numbers: Numbers,
    at: slip.When = "",
    by: slip.Who = "",
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记单位已整改，等待半月检验收。"""
    show(_take(ctx, "finish", note), FAULTS, format, ctx.obj)


@app.command("accept", epilog=example("gridctl cleaning accept 12 13 --by 曹玉兰 --at 3-15"))
def accept(
    ctx: typer.Context,
    numbers: Numbers,
    by: Inspector = "",
    at: slip.When = "",
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """半月检验收，达标。"""
    show(_take(ctx, "verify", note), FAULTS, format, ctx.obj)


@app.command("reject", epilog=example("gridctl cleaning reject 12 --reason 仍有油污 --by 曹玉兰"))
def reject(
    ctx: typer.Context,
    numbers: Numbers,
    reason: Why,
    by: Inspector = "",
    at: slip.When = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """半月检不达标，退回再整改。"""
    show(_take(ctx, "reject", reason), FAULTS, format, ctx.obj)


@app.command("deduct", epilog=example("gridctl cleaning deduct 12 --clause 8.2 --reason 通知两天仍未清理 --by 周敏"))
def deduct(
    ctx: typer.Context,
    number: Number,
    clause: Clause,
    reason: Why,
    amount: Amount = "",
    month: CountedIn = "",
    by: Proposer = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """整改不及时、不达标的，按合同条款对责任单位提出扣款。"""
    from gridctl.services.cleaning.faults import KIND
    from gridctl.services.contractors.deductions import Proposal, propose_deduction
    from gridctl.services.contractors.entries import deduction_lines

    with writing(ctx, dry_run=dry_run) as desk:
        counted, day = month_said(desk, month), day_said(desk, on)
        said = Proposal(clause, reason, "", number, amount, counted, by, day, KIND)
        lines = deduction_lines(desk, [propose_deduction(desk, said)])
    show(lines, DEDUCTIONS, format, ctx.obj)


@app.command("list", epilog=example("gridctl cleaning list --overdue", "gridctl cleaning list --contractor 洁净 --all"))
def list_(
    ctx: typer.Context,
    contractor: OfOne = "",
    state: Annotated[list[str], typer.Option("--state", metavar="状态", help="待通知、已通知、待验收、已达标…")] = [],  # noqa: B006 - typer copies it
    everything: Annotated[bool, typer.Option("--all", help="连已达标和作废的也列出")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看超期的")] = False,
    place: slip.Place = "",
    grid: GridOption = None,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出保洁问题；不写条件时列出没有达标的。"""
    from gridctl.services.cleaning.lists import find_faults
    from gridctl.services.tickets.lists import Asked

    asked = Asked(tuple(state), overdue, "", place, grid or "", "", since or "", until or "", everything)
    with reading(ctx) as desk:
        lines = find_faults(desk, asked, contractor)
    show(lines, FAULTS, format, ctx.obj)


@app.command("show", epilog=example("gridctl cleaning show 12"))
def show_(ctx: typer.Context, number: Number, format: FormatOption = Format.TABLE) -> None:
    """看一个保洁问题和它的全部经过。"""
    from gridctl.services.cleaning.lists import fault_card

    with reading(ctx) as desk:
        card = fault_card(desk, number)
    show_whole(card, FAULTS, [Section("steps", "经过", STEPS)], format, ctx.obj)
