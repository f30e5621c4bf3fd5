"""`gridctl ticket plan`: special plans for long and difficult repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.output import show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.commands import app as tickets
from gridctl.cli.tickets.listings import NODES, PLANS
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.services.rectifications.planning import PlanCard

app = typer.Typer(help="专项整改计划：周期长、难度大的维修，定措施、节点和责任人，直到整改完毕")
tickets.add_typer(app, name="plan")


def _show(card: PlanCard, format: Format, ctx: typer.Context) -> None:
    show_whole(card, PLANS, [Section("nodes", "节点", NODES)], format, ctx.obj)


@app.command(
    "add", epilog=example("gridctl ticket plan add 123 --difficulty 主板停产 --measures 改造控制柜 --owner 王强")
)
def add(
    ctx: typer.Context,
    number: slip.Number,
    difficulty: Annotated[str, typer.Option("--difficulty", metavar="文字", help="难在哪里")],
    measures: Annotated[str, typer.Option("--measures", metavar="文字", help="整改措施")],
    owner: Annotated[str, typer.Option("--owner", metavar="谁", help="责任人：工号或姓名")],
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """给一张单拟定专项整改计划；它照样算超期，只是一个标记。"""
    from gridctl.services.rectifications.planning import add_plan

    with writing(ctx, dry_run=dry_run) as desk:
        card = add_plan(desk, number, difficulty, measures, owner)
    _show(card, format, ctx)


@app.command(
    "node",
    epilog=example(
        "gridctl ticket plan node 123 --what 采购主板 --due 4-10 --owner 王强",
        "gridctl ticket plan node 123 --what 采购主板 --done 4-8",
    ),
)
def node(
    ctx: typer.Context,
    number: slip.Number,
    what: Annotated[str, typer.Option("--what", metavar="文字", help="节点是什么；同名的就是补记那一个")],
    due: Annotated[str, typer.Option("--due", metavar="日期", help="哪天以前完成")] = "",
    owner: Annotated[str, typer.Option("--owner", metavar="谁", help="责任人；不写是计划的责任人")] = "",
    done: Annotated[str, typer.Option("--done", metavar="日期", help="哪天完成的")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """加一个节点，或登记节点改期、完成。"""
    from gridctl.services.rectifications.planning import NodeSaid, keep_node

    with writing(ctx, dry_run=dry_run) as desk:
        said = NodeSaid(what, day_said(desk, due), owner, day_said(desk, done), note)
        card = keep_node(desk, number, said)
    _show(card, format, ctx)


@app.command("show", epilog=example("gridctl ticket plan show 123"))
def show_(ctx: typer.Context, number: slip.Number, format: FormatOption = Format.TABLE) -> None:
    """看一张单的专项整改计划和各节点的进展。"""
    from gridctl.services.rectifications.planning import show_plan

    with reading(ctx) as desk:
        card = show_plan(desk, number)
    _show(card, format, ctx)


@app.command("list", epilog=example("gridctl ticket plan list", "gridctl ticket plan list --all --format csv"))
def list_(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="连同已办结的")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出还没有办结的专项整改计划。"""
    from gridctl.services.rectifications.planning import list_plans

    with reading(ctx) as desk:
        cards = list_plans(desk, everything=everything)
    show(cards, PLANS, format, ctx.obj)


@app.command("close", epilog=example("gridctl ticket plan close 123", "gridctl ticket plan close 123 --on 4-20"))
def close(
    ctx: typer.Context,
    number: slip.Number,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="哪天办结的；不写是今天")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """整改完毕，办结专项整改计划。"""
    from gridctl.services.rectifications.planning import close_plan

    with writing(ctx, dry_run=dry_run) as desk:
        card = close_plan(desk, number, day_meant(desk, on))
    _show(card, format, ctx)
