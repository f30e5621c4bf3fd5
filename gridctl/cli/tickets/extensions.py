"""`gridctl ticket extend|sign|waiting`: more time asked for, signed for by the project leader, and what waits for him."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.output import show, show_one
from gridctl.cli.signing import OnPaper, PaperDate, Photo, Signer, signed_by
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.commands import app
from gridctl.cli.tickets.listings import EXTENSIONS, WAITING
from gridctl.cli.tree import example


@app.command(
    "extend",
    epilog=example("gridctl ticket extend 123 --until 4-15 --reason 等配件到货"),
)
def extend(
    ctx: typer.Context,
    number: slip.Number,
    until: Annotated[str, typer.Option("--until", metavar="日期", help="延到哪天（含）")],
    reason: slip.Why = "",
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁申请的：工号或姓名；不写是录入人自己")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """申请延期；项目负责人签批以后才算数：gridctl ticket sign。"""
    from gridctl.services.tickets.extending import ask_extension

    with writing(ctx, dry_run=dry_run) as desk:
        line = ask_extension(desk, number, day_meant(desk, until), reason, by=by)
    show_one(line, EXTENSIONS, format, ctx.obj)


@app.command(
    "sign",
    epilog=example(
        "gridctl ticket sign 123",
        "gridctl ticket sign 123 --refuse --reason 配件已到，按期完成",
        "gridctl ticket sign 123 --paper --signer 何立 --paper-date 3-20 --photo 签批单.jpg",
    ),
)
def sign(
    ctx: typer.Context,
    number: slip.Number,
    refuse: Annotated[bool, typer.Option("--refuse", help="不批；要写 --reason")] = False,
    reason: slip.Why = "",
    signer: Signer = "",
    paper: OnPaper = False,
    paper_date: PaperDate = "",
    photo: Photo = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """项目负责人签批延期：用自己的密码，或照纸上的签字补登。

    签批从录入的那一刻起算数，不管纸上写的是哪天；不能撤销。
    """
    from gridctl.services.tickets.extending import sign_extension, signers_for

    how = signed_by(ctx, signers_for(ctx.obj, number))
    with writing(ctx, undo="never", dry_run=dry_run) as desk:
        line = sign_extension(desk, number, how, refuse=refuse, reason=reason)
    show_one(line, EXTENSIONS, format, ctx.obj)


@app.command("waiting", epilog=example("gridctl ticket waiting", "gridctl ticket waiting --format json"))
def waiting(ctx: typer.Context, format: FormatOption = Format.TABLE) -> None:
    """待签批：等着签的延期申请，和到了提醒日、超期而没有签批的单，还剩几天，接下来输入什么。"""
    from gridctl.services.tickets.waiting import waiting_list

    with reading(ctx) as desk:
        lines = waiting_list(desk)
    show(lines, WAITING, format, ctx.obj)
