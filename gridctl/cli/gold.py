"""`gridctl gold`: gold stewards applied for, approved, refused, ended and listed."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_after, day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, On, Since, Until
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.tree import example

app = typer.Typer()

STATES = {"applied": "待批", "approved": "已批准", "refused": "未批准"}
GOLD = Listing(
    "金牌管家",
    (
        Column("number", "工号"),
        Column("name", "姓名"),
        Column("state", "状态", words=STATES),
        Column("band_high", "户数上限", align="right"),
        Column("valid_from", "起"),
        Column("valid_to", "止（不含）"),
        Column("grids", "负责"),
        Column("applied_on", "申请日期"),
        Column("reason", "申请理由"),
        Column("decided_by", "审批人"),
        Column("decided_on", "审批日期"),
        Column("remark", "备注"),
    ),
)
Person = Annotated[str, typer.Argument(metavar="人员", help="工号或姓名")]
By = Annotated[str, typer.Option("--by", metavar="人员", help="谁批的：客服主管或项目负责人，不能是本人")]
DecidedOn = Annotated[str | None, typer.Option("--on", metavar="日期", help="哪天批的；不写是今天")]


@app.command("apply", epilog=example("gridctl gold apply 林晓彤 --reason 全年满意率第一"))
def apply(
    ctx: typer.Context,
    person: Person,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="申请理由")],
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪天申请的；不写是今天")] = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一个人申请金牌管家：在户数标准之上扩大责任网格。"""
    from gridctl.services.gold.deciding import apply_for_gold
    from gridctl.services.gold.lists import gold_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = gold_lines(desk, [apply_for_gold(desk, person, reason, day_meant(desk, on))])
    show(lines, GOLD, format, ctx.obj)


@app.command(
    "approve",
    epilog=example(
        "gridctl gold approve 林晓彤 --by 沈佳宁 --max 460",
        "gridctl gold approve 林晓彤 --by 沈佳宁 --from 2026-04-01 --to 2026-12-31",
    ),
)
def approve(
    ctx: typer.Context,
    person: Person,
    by: By,
    most: Annotated[
        int | None, typer.Option("--max", metavar="户数", min=1, max=LARGEST, help="网格最多多少户；不写按规定")
    ] = None,
    since: Since = None,
    until: Until = None,
    on: DecidedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """批准申请：他负责的网格在这段时间可以到这么多户。"""
    from gridctl.services.gold.deciding import Approval, approve_gold
    from gridctl.services.gold.lists import gold_lines

    with writing(ctx, dry_run=dry_run) as desk:
        start, end, decided = day_said(desk, since), day_after(desk, until), day_said(desk, on)
        lines = gold_lines(desk, [approve_gold(desk, Approval(person, by, most, start, end, decided))])
    show(lines, GOLD, format, ctx.obj)


@app.command("refuse", epilog=example("gridctl gold refuse 林晓彤 --by 沈佳宁 --reason 先把本网格的投诉降下来"))
def refuse(
    ctx: typer.Context,
    person: Person,
    by: By,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="不批的理由")],
    on: DecidedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """不批准申请，写明理由。"""
    from gridctl.services.gold.deciding import refuse_gold
    from gridctl.services.gold.lists import gold_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = gold_lines(desk, [refuse_gold(desk, person, by, reason, day_meant(desk, on))])
    show(lines, GOLD, format, ctx.obj)


@app.command("end", epilog=example("gridctl gold end 林晓彤 --on 2026-07-01"))
def end(
    ctx: typer.Context,
    person: Person,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="从这天起不再是金牌管家；不写是今天")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """结束金牌管家：从那天起网格回到原来的户数标准，以前的日子不变。"""
    from gridctl.services.gold.holding import end_gold
    from gridctl.services.gold.lists import gold_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = gold_lines(desk, end_gold(desk, person, day_meant(desk, on)))
    show(lines, GOLD, format, ctx.obj)


@app.command("list", epilog=example("gridctl gold list", "gridctl gold list --all --format csv"))
def list_(
    ctx: typer.Context,
    on: On = None,
    everything: Annotated[bool, typer.Option("--all", help="连同已结束的和没有批的")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出金牌管家和待批的申请。"""
    from gridctl.services.gold.lists import list_gold

    with reading(ctx) as desk:
        lines = list_gold(desk, day_meant(desk, on), everything=everything)
    show(lines, GOLD, format, ctx.obj)
