"""`gridctl fine`: the fine book, a month at a time."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption
from gridctl.cli.output import Column, Listing, say, show, show_one
from gridctl.cli.signing import MEANS, OnPaper, PaperDate, Photo, Signer, signed_by
from gridctl.cli.tickets import options as slip
from gridctl.cli.tree import example

app = typer.Typer()


def _yuan(fen: int) -> str:
    from gridctl.domain.money import yuan

    return yuan(fen)


KINDS = {"overdue": "逾期未签批", "delay": "敷衍拖拉"}
FINES = Listing(
    "罚款",
    (
        Column("id", "笔", align="right"),
        Column("month", "月份", whole=True),
        Column("kind", "种类", words=KINDS),
        Column("ticket", "单号", whole=True),
        Column("round", "轮次", align="right"),
        Column("due", "到期日", whole=True),
        Column("payer", "承担人"),
        Column("amount_fen", "金额（元）", align="right", words=_yuan),
        Column("ground_words", "缘由"),
        Column("reverses", "冲回第几笔", align="right"),
        Column("confirmed", "已确认"),
        Column("reason", "理由"),
        Column("signer", "签字人"),
        Column("means", "签字方式", words=MEANS, whole=True),
    ),
)
MONTH = Listing(
    "确认",
    (
        Column("month", "月份"),
        Column("fines", "罚款笔数"),
        Column("amount_fen", "合计（元）", words=_yuan),
        Column("payers", "承担人"),
        Column("signer", "签字人"),
        Column("means", "签字方式", words=MEANS),
        Column("paper_on", "纸上日期"),
        Column("confirmed_on", "确认日期"),
    ),
)
Month = Annotated[str, typer.Option("--month", metavar="月份", help="2026-03、上月或本月；不写是上月")]
Why = Annotated[str, typer.Option("--reason", metavar="文字", help="理由")]


@app.command("compute", epilog=example("gridctl fine compute --month 2026-03 --as system", "gridctl fine compute"))
def compute(
    ctx: typer.Context, month: Month = "", dry_run: DryRun = False, format: FormatOption = Format.TABLE
) -> None:
    """算一个月的罚款：超过期限又没有签批的，每项记一次；再算一次不会多记。

    承担人是到期那天的工程维修部负责人。确认以前，台账变了再算一次就跟着变；可以放进定时任务。
    """
    from gridctl.services.fines.months import compute_month, month_meant

    with writing(ctx, undo="never", dry_run=dry_run) as desk:
        meant = month_meant(desk, month)
        lines = compute_month(desk, meant)
    if lines or format is not Format.TABLE:
        show(lines, FINES, format, ctx.obj)
    else:
        say(f"{meant:%Y-%m} 没有要记的罚款")


@app.command("list", epilog=example("gridctl fine list", "gridctl fine list --month 2026-03 --format json"))
def list_(
    ctx: typer.Context,
    month: Annotated[str, typer.Option("--month", metavar="月份", help="只看这个月：2026-03、上月或本月")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """列出罚款簿：每一笔、冲回的、谁承担、确认了没有。"""
    from gridctl.services.fines.facts import the_book
    from gridctl.services.fines.lists import confirmed_months, list_fines
    from gridctl.services.fines.months import month_meant

    with reading(ctx) as desk:
        book, meant = the_book(desk), month_meant(desk, month) if month else None
        lines, months = list_fines(desk, book, meant), confirmed_months(desk, book, meant)
    show(lines, FINES, format, ctx.obj)
    for one in months if format is Format.TABLE else ():
        payers = "、".join(one.payers) or "没有罚款"
        say(f"{one.month} 由 {one.signer} 于 {one.confirmed_on} 确认（{MEANS[one.means]}）：{payers}")


@app.command(
    "confirm",
    epilog=example(
        "gridctl fine confirm --month 2026-03",
        "gridctl fine confirm --month 2026-03 --paper --signer 何立 --paper-date 4-2",
    ),
)
def confirm(
    ctx: typer.Context,
    month: Month = "",
    signer: Signer = "",
    paper: OnPaper = False,
    paper_date: PaperDate = "",
    photo: Photo = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """项目负责人签字确认一个月的罚款；确认以后只能签字冲回。"""
    from gridctl.services.fines.months import confirm_month, month_meant
    from gridctl.services.signatures.holders import LEADER

    how = signed_by(ctx, LEADER)
    with writing(ctx, undo="never", dry_run=dry_run) as desk:
        line = confirm_month(desk, month_meant(desk, month), how)
    show_one(line, MONTH, format, ctx.obj)


@app.command("reverse", epilog=example("gridctl fine reverse 3 --reason 当天停电，非责任原因"))
def reverse(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="第几笔", min=1, max=LARGEST, help="fine list 里的笔号")],
    reason: Why = "",
    signer: Signer = "",
    paper: OnPaper = False,
    paper_date: PaperDate = "",
    photo: Photo = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """冲回一笔罚款：写明理由，项目负责人签字；原来的一笔照样留着。"""
    from gridctl.services.fines.months import reverse_fine
    from gridctl.services.signatures.holders import LEADER

    how = signed_by(ctx, LEADER)
    with writing(ctx, undo="never", dry_run=dry_run) as desk:
        line = reverse_fine(desk, number, reason, how)
    show_one(line, FINES, format, ctx.obj)


@app.command(
    "judge",
    epilog=example(
        "gridctl fine judge 123 --amount 200 --payer 王强 --reason 无故拖延 --paper --signer 钱进 --paper-date 4-2"
    ),
)
def judge(
    ctx: typer.Context,
    number: slip.Number,
    amount: Annotated[str, typer.Option("--amount", metavar="元", help="判定的金额，元；没有默认值")],
    payer: Annotated[str, typer.Option("--payer", metavar="谁", help="判定由谁承担：工号或姓名")],
    reason: Why = "",
    signer: Signer = "",
    paper: OnPaper = False,
    paper_date: PaperDate = "",
    photo: Photo = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记监察管理部判定的敷衍拖拉：金额和承担人照判定的写，由监察管理部签字。"""
    from gridctl.domain.money import fen_from_text
    from gridctl.services.fines.months import Judgement, judge_delay
    from gridctl.services.signatures.holders import SUPERVISION

    judgement = Judgement(number, fen_from_text(amount), payer, reason)
    how = signed_by(ctx, SUPERVISION)
    with writing(ctx, undo="never", dry_run=dry_run) as desk:
        line = judge_delay(desk, judgement, how)
    show_one(line, FINES, format, ctx.obj)
