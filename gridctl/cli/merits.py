"""`gridctl merit`: who was held to account and who was commended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, Since, StaffOption, Until
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.services.supervision.lists import MeritLine

app = typer.Typer()

KINDS = {"accountability": "责任追究", "commendation": "表彰"}
MERITS = Listing(
    "责任追究和表彰",
    (
        Column("number", "编号", align="right"),
        Column("decided_on", "日期", whole=True),
        Column("kind", "种类", words=KINDS, whole=True),
        Column("staff", "工号"),
        Column("name", "姓名"),
        Column("reason", "事由"),
        Column("amount", "金额（元）", align="right"),
        Column("finding", "监督检查", align="right"),
        Column("ticket", "单号", whole=True),
        Column("decided_by", "决定人"),
    ),
)
Person = Annotated[str, typer.Argument(metavar="人员", help="工号或姓名")]
Why = Annotated[str, typer.Option("--reason", metavar="文字", help="事由")]
By = Annotated[str, typer.Option("--by", metavar="人员", help="谁决定的，不能是本人")]
Amount = Annotated[str, typer.Option("--amount", metavar="元", help="金额，例如 50；没有就不写")]
Finding = Annotated[int | None, typer.Option("--finding", metavar="编号", min=1, max=LARGEST, help="凭哪条监督检查")]
Ticket = Annotated[str, typer.Option("--ticket", metavar="单号", help="凭哪张单")]
DecidedOn = Annotated[str | None, typer.Option("--on", metavar="日期", help="哪天决定的；不写是今天")]


def _decide(ctx: typer.Context, kind: str) -> list[MeritLine]:
    """Keep a decision as the command's parameters say it."""
    from gridctl.domain.supervisions import MeritKind
    from gridctl.services.supervision.lists import merit_lines
    from gridctl.services.supervision.merits import Decision, decide

    said = {name: ctx.params[name] for name in ("person", "reason", "by", "amount", "finding", "ticket")}
    with writing(ctx, dry_run=ctx.params["dry_run"]) as desk:
        row = decide(desk, MeritKind(kind), Decision(**said), day_meant(desk, ctx.params["on"]))
        return merit_lines(desk, [row])


@app.command(
    "account", epilog=example("gridctl merit account 林晓彤 --reason 消防通道两次未清理 --finding 1 --by 沈佳宁")
)
def account(
    ctx: typer.Context,
    person: Person,
    reason: Why,
    by: By,
    amount: Amount = "",
    finding: Finding = None,
    ticket: Ticket = "",
    on: DecidedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记对一个人的责任追究，写明事由和凭据。"""
    show(_decide(ctx, "accountability"), MERITS, format, ctx.obj)


@app.command("commend", epilog=example("gridctl merit commend 林晓彤 --reason 救助走失老人 --by 沈佳宁"))
def commend(
    ctx: typer.Context,
    person: Person,
    reason: Why,
    by: By,
    amount: Amount = "",
    finding: Finding = None,
    ticket: Ticket = "",
    on: DecidedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记对一个人的表彰，写明事由。"""
    show(_decide(ctx, "commendation"), MERITS, format, ctx.obj)


@app.command("list", epilog=example("gridctl merit list --staff 林晓彤", "gridctl merit list --from 11-1 --format csv"))
def list_(
    ctx: typer.Context,
    staff: StaffOption = None,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="责任追究或表彰")] = "",
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出责任追究和表彰。"""
    from gridctl.services.supervision.lists import Asked, find_merits
    from gridctl.services.supervision.merits import merit_kind

    with reading(ctx) as desk:
        asked = Asked(staff=staff or "", since=day_said(desk, since), until=day_said(desk, until))
        lines = find_merits(desk, asked, merit_kind(kind) if kind else "")
    show(lines, MERITS, format, ctx.obj)
