"""`gridctl contractor`: deductions, the month's payment, its score and its letter."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.contractors.commands import FAULTS, Name, app
from gridctl.cli.days import day_said, month_meant, month_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, HappenedOn
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tree import example

STATES = {"proposed": "待确认", "confirmed": "已确认"}
DEDUCTIONS = Listing(
    "扣款",
    (
        Column("number", "编号", align="right"),
        Column("month", "月份", whole=True),
        Column("contractor", "单位"),
        Column("clause", "条款号"),
        Column("clause_words", "条款"),
        Column("ticket", "单号", whole=True),
        Column("amount", "金额（元）", align="right"),
        Column("reason", "缘由"),
        Column("state", "状态", words=STATES, whole=True),
        Column("proposed_by", "提出人"),
        Column("proposed_on", "提出日期", whole=True),
        Column("confirmed_by", "确认人"),
        Column("confirmed_on", "确认日期", whole=True),
        Column("reverses", "冲销", align="right"),
    ),
)
MONTH = Listing(
    "外委单位月度情况",
    (
        Column("contractor", "单位"),
        Column("service_name", "服务"),
        Column("month", "月份"),
        Column("found", "本月问题"),
        Column("carried", "以前未完"),
        Column("accepted", "已验收"),
        Column("mended", "待验收"),
        Column("open", "未整改"),
        Column("late", "其中逾期"),
        Column("monthly_fee", "月费（元）"),
        Column("days", "合同天数"),
        Column("days_of_month", "当月天数"),
        Column("fee", "本月服务费（元）"),
        Column("deducted", "已确认扣款（元）"),
        Column("waiting_count", "待确认笔数"),
        Column("waiting", "待确认扣款（元）"),
        Column("payable", "应付（元）"),
        Column("uncovered", "扣款超出（元）"),
        Column("score", "评估得分"),
        Column("scored_by", "评分人"),
    ),
)
MONTH_FAULTS = Listing(
    "问题", (*FAULTS.columns, Column("accepted", "验收时间", whole=True), Column("carried", "以前未完"))
)
TOTALS = Listing(
    "扣款",
    (
        Column("clause", "条款号"),
        Column("clause_words", "条款"),
        Column("count", "笔数", align="right"),
        Column("amount", "金额（元）", align="right"),
    ),
)
SCORES = Listing(
    "月度评估",
    (
        Column("contractor", "单位"),
        Column("month", "月份"),
        Column("score", "得分", align="right"),
        Column("scored_by", "评分人"),
        Column("remark", "备注"),
    ),
)
LETTER = Listing(
    "函", (Column("title", "标题"), Column("to", "致"), Column("paragraphs", "正文"), Column("signed", "落款"))
)
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="contractor deductions 里的编号")]
Month = Annotated[str, typer.Option("--month", metavar="月份", help="2026-03、3月、上月")]
CountedIn = Annotated[str, typer.Option("--month", metavar="月份", help="记到哪个月；不写是提出那天的月份")]
OfMonth = Annotated[str, typer.Option("--month", metavar="月份", help="只看这个月：2026-03、3月、上月")]
OfOne = Annotated[str, typer.Option("--contractor", metavar="单位", help="只看这一家")]
Proposer = Annotated[
    str, typer.Option("--by", metavar="人员", help="谁提出的：在岗的物业助理或环境管理员；不写是录入人自己")
]
Confirmer = Annotated[str, typer.Option("--by", metavar="人员", help="哪位在岗的环境管理员；不写是录入人自己")]
Ticket = Annotated[str, typer.Option("--ticket", metavar="单号", help="为哪张单：BJ-2026-0001")]
Clause = Annotated[str, typer.Option("--clause", metavar="编号", help="按合同的哪一条")]
Amount = Annotated[str, typer.Option("--amount", metavar="元", help="扣多少元；不写是条款里的")]
Why = Annotated[str, typer.Option("--reason", metavar="文字", help="缘由")]


@app.command(
    "deduct",
    epilog=example(
        "gridctl contractor deduct 洁净保洁 --ticket BJ-2026-0001 --clause 8.2 --reason 通知两天仍未清理 --by 周敏",
        "gridctl contractor deduct 洁净保洁 --clause 8.3 --amount 100.50 --reason 缺岗一天 --by 周敏",
    ),
)
def deduct(
    ctx: typer.Context,
    name: Name,
    clause: Clause,
    reason: Why,
    ticket: Ticket = "",
    amount: Amount = "",
    month: CountedIn = "",
    by: Proposer = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """按合同条款提出一笔扣款，等环境管理员汇总确认。"""
    from gridctl.services.contractors.deductions import Proposal, propose_deduction
    from gridctl.services.contractors.entries import deduction_lines

    with writing(ctx, dry_run=dry_run) as desk:
        said = Proposal(clause, reason, name, ticket, amount, month_said(desk, month), by, day_said(desk, on))
        lines = deduction_lines(desk, [propose_deduction(desk, said)])
    show(lines, DEDUCTIONS, format, ctx.obj)


@app.command("withdraw", epilog=example("gridctl contractor withdraw 3"))
def withdraw(ctx: typer.Context, number: Number, dry_run: DryRun = False, format: FormatOption = Format.TABLE) -> None:
    """撤回一笔还没有确认的扣款；已确认的用 contractor reverse 冲销。"""
    from gridctl.services.contractors.deductions import withdraw_deduction
    from gridctl.services.contractors.entries import deduction_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = deduction_lines(desk, [withdraw_deduction(desk, number)])
    show(lines, DEDUCTIONS, format, ctx.obj)


@app.command(
    "confirm",
    epilog=example(
        "gridctl contractor confirm --month 2026-03 --by 曹玉兰", "gridctl contractor confirm 洁净保洁 --month 上月"
    ),
)
def confirm(
    ctx: typer.Context,
    month: Month,
    name: Annotated[str, typer.Argument(metavar="单位", help="只确认这一家的；不写是全部")] = "",
    by: Confirmer = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """汇总确认一个月提出的扣款；确认以后不能改，也不能撤销，只能冲销。"""
    from gridctl.services.contractors.deductions import Summing, confirm_deductions
    from gridctl.services.contractors.entries import deduction_lines

    with writing(ctx, undo="never", dry_run=dry_run) as desk:
        said = Summing(month_meant(desk, month), name, by, day_said(desk, on))
        lines = deduction_lines(desk, confirm_deductions(desk, said))
    show(lines, DEDUCTIONS, format, ctx.obj)


@app.command("reverse", epilog=example("gridctl contractor reverse 3 --reason 当天已清理，误记 --by 周敏"))
def reverse(
    ctx: typer.Context,
    number: Number,
    reason: Why,
    month: CountedIn = "",
    by: Proposer = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """冲销一笔已确认的扣款：另记一笔负数，同样要由环境管理员确认。"""
    from gridctl.services.contractors.deductions import Reversal, reverse_deduction
    from gridctl.services.contractors.entries import deduction_lines

    with writing(ctx, dry_run=dry_run) as desk:
        said = Reversal(number, reason, month_said(desk, month), by, day_said(desk, on))
        lines = deduction_lines(desk, [reverse_deduction(desk, said)])
    show(lines, DEDUCTIONS, format, ctx.obj)


@app.command(
    "deductions", epilog=example("gridctl contractor deductions", "gridctl contractor deductions --month 上月 --all")
)
def deductions(
    ctx: typer.Context,
    contractor: OfOne = "",
    month: OfMonth = "",
    everything: Annotated[bool, typer.Option("--all", help="连同已确认的和冲销的")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出扣款；不写 --all 时只列待确认的。"""
    from gridctl.services.contractors.entries import Asked, find_deductions

    with reading(ctx) as desk:
        lines = find_deductions(desk, Asked(contractor, month_said(desk, month), everything))
    show(lines, DEDUCTIONS, format, ctx.obj)


@app.command("month", epilog=example("gridctl contractor month 洁净保洁 --month 2026-03"))
def month_(ctx: typer.Context, name: Name, month: Month, format: FormatOption = Format.TABLE) -> None:
    """一家单位一个月的情况：问题、按条款的扣款、应付、评估得分。"""
    from gridctl.services.contractors.months import month_sheet

    with reading(ctx) as desk:
        sheet = month_sheet(desk, name, month_meant(desk, month))
    sections = [Section("faults", "问题", MONTH_FAULTS), Section("clauses", "已确认的扣款", TOTALS)]
    show_whole(sheet, MONTH, sections, format, ctx.obj)


@app.command(
    "score", epilog=example("gridctl contractor score 洁净保洁 --month 上月 --score 92 --by 曹玉兰 --remark 地库较差")
)
def score(
    ctx: typer.Context,
    name: Name,
    month: Month,
    points: Annotated[int, typer.Option("--score", metavar="分", min=0, max=100, help="0 到 100 分")],
    by: Confirmer = "",
    remark: Annotated[str, typer.Option("--remark", metavar="文字", help="备注")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一家单位一个月的评估得分；再登记一次是更正。"""
    from gridctl.services.contractors.scores import Scored, score_lines, score_month

    with writing(ctx, dry_run=dry_run) as desk:
        said = Scored(name, month_meant(desk, month), points, by, remark)
        lines = score_lines(desk, [score_month(desk, said)])
    show(lines, SCORES, format, ctx.obj)


@app.command("scores", epilog=example("gridctl contractor scores", "gridctl contractor scores --month 上月"))
def scores(
    ctx: typer.Context, contractor: OfOne = "", month: OfMonth = "", format: FormatOption = Format.TABLE
) -> None:
    """列出各单位各月的评估得分。"""
    from gridctl.services.contractors.scores import find_scores

    with reading(ctx) as desk:
        lines = find_scores(desk, contractor, month_said(desk, month))
    show(lines, SCORES, format, ctx.obj)


@app.command("letter", epilog=example("gridctl contractor letter 洁净保洁 --month 2026-03 > 函.txt"))
def letter(
    ctx: typer.Context,
    name: Name,
    month: Month,
    until: Annotated[
        str | None, typer.Option("--until", metavar="日期", help="要求哪天前整改；不写是下次半月检")
    ] = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """按记录写出给外委单位的函：问题、条款、扣款、应付、要求。"""
    from gridctl.services.contractors.letters import contractor_letter

    with reading(ctx) as desk:
        told = contractor_letter(desk, name, month_meant(desk, month), day_said(desk, until))
    if format is Format.TABLE:
        typer.echo(told.text)
        return
    show_one(told, LETTER, format, ctx.obj)
