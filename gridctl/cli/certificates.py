"""`gridctl certificate`: who holds which, until when."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, On, StaffOption
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.staff.listings import post_words
from gridctl.cli.tree import example

app = typer.Typer()

STATES = {"valid": "有效", "expiring": "快到期", "expired": "已到期", "replaced": "已换新证"}


def certificate_words(code: str) -> str:
    """The Chinese name of a kind of certificate."""
    from gridctl.regulation.staffing import certificate_kinds

    return next((kind.name for kind in certificate_kinds() if kind.code == code), code)


CERTIFICATES = Listing(
    "证书",
    (
        Column("number", "编号", align="right"),
        Column("staff", "工号"),
        Column("name", "姓名"),
        Column("post", "岗位", words=post_words),
        Column("kind", "证书", words=certificate_words),
        Column("certificate_number", "证书编号"),
        Column("issued_on", "发证", whole=True),
        Column("valid_until", "有效期至", whole=True),
        Column("days_left", "还剩天", align="right"),
        Column("state", "状态", words=STATES, whole=True),
    ),
)
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="certificate list 里的编号")]


@app.command(
    "add",
    epilog=example(
        "gridctl certificate add 邓小军 --kind 电工证 --number T3301 --issued 2024-06-01 --until 2027-05-31",
        "gridctl certificate add 林晓彤 周雅琴 --kind 岗前培训合格证 --issued 2026-01-10",
    ),
)
def add(
    ctx: typer.Context,
    people: Annotated[list[str], typer.Argument(metavar="人员", help="工号或姓名，可以写几个人")],
    kind: Annotated[
        str, typer.Option("--kind", metavar="种类", help="岗前培训合格证、网格管理合格证、电工证、保安员证…")
    ],
    number: Annotated[str, typer.Option("--number", metavar="编号", help="证书上的编号")] = "",
    issued: Annotated[str | None, typer.Option("--issued", metavar="日期", help="发证日期；不写是今天")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="日期", help="有效期至；不写是长期")] = None,
    issuer: Annotated[str, typer.Option("--issuer", metavar="单位", help="发证单位")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记证书；培训合格发的证由 training hold 登记。"""
    from gridctl.services.certificates.lists import certificate_lines
    from gridctl.services.certificates.register import Issued, add_certificates

    with writing(ctx, dry_run=dry_run) as desk:
        said = Issued(kind, number, day_said(desk, until), issuer)
        lines = certificate_lines(desk, add_certificates(desk, people, said, day_meant(desk, issued)))
    show(lines, CERTIFICATES, format, ctx.obj)


@app.command("end", epilog=example("gridctl certificate end 1 --on 2026-04-01"))
def end(
    ctx: typer.Context,
    number: Number,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="从这天起无效；不写是今天")] = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """证书从某天起无效：吊销、注销、复审没有通过。"""
    from gridctl.services.certificates.lists import certificate_lines
    from gridctl.services.certificates.register import end_certificate

    with writing(ctx, dry_run=dry_run) as desk:
        lines = certificate_lines(desk, [end_certificate(desk, number, day_meant(desk, on))])
    show(lines, CERTIFICATES, format, ctx.obj)


@app.command("list", epilog=example("gridctl certificate list --expiring", "gridctl certificate list --kind 电工证"))
def list_(
    ctx: typer.Context,
    staff: StaffOption = None,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="只看这种证书")] = "",
    expired: Annotated[bool, typer.Option("--expired", help="只看已到期、没有换新证的")] = False,
    expiring: Annotated[bool, typer.Option("--expiring", help="只看快到期的")] = False,
    everything: Annotated[bool, typer.Option("--all", help="连离岗的人的和换了新证的也列出")] = False,
    on: On = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出证书和有效期；--expired 和 --expiring 可以一起写。"""
    from gridctl.services.certificates.lists import Wanted, find_certificates

    with reading(ctx) as desk:
        wanted = Wanted(staff or "", kind, expired, expiring, everything)
        lines = find_certificates(desk, wanted, day_meant(desk, on))
    show(lines, CERTIFICATES, format, ctx.obj)
