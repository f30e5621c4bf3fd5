"""`gridctl hazard`: who mends it and how, mended, and checked again by another."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from gridctl.cli.desks import writing
from gridctl.cli.hazards import options as said
from gridctl.cli.hazards.commands import app
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.tickets import options as slip
from gridctl.cli.tree import example


class Outcome(StrEnum):
    """How the check of a mended hazard came out."""

    PASSED = "passed"
    FAILED = "failed"


@app.command("plan", epilog=example("gridctl hazard plan 3 --owner 王强 --plan 更换配电箱 --money 1200 --until 后天"))
def plan(
    ctx: typer.Context,
    number: said.Number,
    owner: said.Owner = "",
    plan: said.Plan = "",
    money: said.Money = "",
    until: said.Limit = "",
    emergency_plan: said.EmergencyPlan = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """填整改的责任人、措施、资金、期限和应急预案。"""
    from gridctl.services.hazards import register
    from gridctl.services.hazards.lists import hazard_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = hazard_lines(desk, [register.plan(desk, number, said.fields_said(ctx), until)])
    said.show_hazards(lines, format, ctx.obj)


@app.command("finish", epilog=example("gridctl hazard finish 3 --by 王强 --plan 更换配电箱 --money 1200"))
def finish(
    ctx: typer.Context,
    number: said.Number,
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁整改的；不写是责任人")] = "",
    at: slip.When = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="整改情况")] = "",
    owner: said.Owner = "",
    plan: said.Plan = "",
    money: said.Money = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """整改完成，等待复查。"""
    from gridctl.services.hazards import register
    from gridctl.services.hazards.lists import hazard_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = hazard_lines(desk, [register.finish(desk, number, said.fields_said(ctx), by=by, at=at, note=note)])
    said.show_hazards(lines, format, ctx.obj)


@app.command(
    "recheck",
    epilog=example(
        "gridctl hazard recheck 3 passed --by 沈佳宁", "gridctl hazard recheck 3 failed --by 沈佳宁 --note 线头仍裸露"
    ),
)
def recheck(
    ctx: typer.Context,
    number: said.Number,
    outcome: Annotated[Outcome, typer.Argument(metavar="结果", help="passed 合格，failed 不合格")],
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁复查的；不能是整改的人")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="复查意见")] = "",
    at: slip.When = "",
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="该通知的没有通知，为什么也销号")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """复查：合格就销号；不合格另起一轮，期限重新算。"""
    from gridctl.services.hazards import register
    from gridctl.services.hazards.lists import hazard_lines

    with writing(ctx, dry_run=dry_run) as desk:
        checked = register.Recheck(by, outcome is Outcome.PASSED, note, at, reason)
        lines = hazard_lines(desk, [register.recheck(desk, number, checked)])
    said.show_hazards(lines, format, ctx.obj)
