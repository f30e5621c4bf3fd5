"""`gridctl grid`: a plan applied from a day on, and what is handed over for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.asking import confirm
from gridctl.cli.days import day_meant
from gridctl.cli.desks import acting, reading, writing
from gridctl.cli.grids.commands import app
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, Yes
from gridctl.cli.output import say, show, show_one, words as told
from gridctl.cli.plans import screens
from gridctl.cli.tree import example
from gridctl.cli.workbooks import save_workbook, workbook_asked

if TYPE_CHECKING:
    from gridctl.services.plans.applying import Applied

Sheet = Annotated[Path | None, typer.Option("--output", "-o", metavar="文件.xlsx", help="做成可以签字的移交清单")]
OnePlan = Annotated[int, typer.Argument(metavar="方案", min=1, max=LARGEST, help="方案的号")]


@app.command("apply", epilog=example("gridctl grid apply 3 --from 2026-04-01", "gridctl grid apply 3 --from 4-1 --yes"))
def apply_(
    ctx: typer.Context,
    number: OnePlan,
    since: Annotated[str, typer.Option("--from", metavar="日期", help="从这天起照方案划分")],
    yes: Yes = False,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """从某天起施行方案：先给看，确认后写入；未完的单跟着走，以前的划分和报表不变。"""
    from gridctl.services.plans.applying import apply_plan

    settings = ctx.obj = ctx.obj if dry_run else acting(ctx.obj)
    if not (yes or dry_run):
        with writing(ctx, dry_run=True) as desk:
            _show_applied(apply_plan(desk, number, day_meant(desk, since)), Format.TABLE, ctx)
        if not confirm(f"从 {since} 起施行方案 {number}", settings, yes=yes):
            say("没有施行")
            return
    with writing(ctx, dry_run=dry_run) as at:
        done = apply_plan(at, number, day_meant(at, since))
        if not (yes or dry_run):
            at.notices.clear()  # they were told before the question
    if yes or dry_run or format is not Format.TABLE:
        _show_applied(done, format, ctx)
    if not dry_run:
        say(f"方案 {number} 从 {done.applied_from} 起施行；移交清单：gridctl grid handover {number}")


def _show_applied(done: Applied, format: Format, ctx: typer.Context) -> None:
    if format is Format.JSON:
        show_one(done, screens.FATES, format, ctx.obj)
        return
    show(done.grids, screens.FATES, format, ctx.obj)
    if format is Format.TABLE:
        screens.paragraph("", _applied_words(done))


def _applied_words(done: Applied) -> list[str]:
    moved = [f"{done.units_moved} 个单元 {done.households_moved:,} 户"] if done.units_moved else []
    moved += [f"{done.places_moved} 处公共部位"] if done.places_moved else []
    what = f"{'、'.join(moved)}换网格" if moved else "没有换网格的"
    text = f"从 {done.applied_from} 起：{what}"
    if done.tickets:
        follow = "随着换网格" if done.tickets_moved else f"到 {done.applied_from} 再移交"
        text += f"；{done.tickets} 张未完的单{follow}"
    ended = [f"到那天结束的任职：{'、'.join(done.duties_ended)}。"] if done.duties_ended else []
    return [f"{text}。", *ended]


@app.command(
    "handover",
    epilog=example(
        "gridctl grid handover 3", "gridctl grid handover 3 --apply", "gridctl grid handover 3 -o 移交.xlsx"
    ),
)
def handover_(
    ctx: typer.Context,
    number: OnePlan,
    apply: Annotated[bool, typer.Option("--apply", help="真正移交还没有移交的单；不写时只列清单")] = False,
    output: Sheet = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """移交清单：哪个网格的楼栋、公共部位、未完的单移交给谁；--apply 移交等着的单。"""
    from gridctl.services.plans.handover import carry_out, handover

    workbook_asked(output, "移交清单")
    if apply:
        with writing(ctx) as desk:
            sheet = carry_out(desk, number)
    else:
        with reading(ctx) as at:
            sheet = handover(at, number)
    _show_handover(sheet, format, ctx)
    if output is not None:
        from gridctl.forms.handovers import handover_workbook

        save_workbook(handover_workbook(sheet), output)


def _show_handover(sheet: Any, format: Format, ctx: typer.Context) -> None:
    if format is Format.JSON:
        show_one(sheet, screens.HANDOVER, format, ctx.obj)
        return
    show(sheet.pairs, screens.HANDOVER, format, ctx.obj)
    if format is Format.CSV:
        return
    tickets = [_ticket_row(pair, ticket) for pair in sheet.pairs for ticket in pair.tickets]
    if tickets:
        sys.stdout.write("\n未完的单\n")
        show(tickets, screens.HANDED, format, ctx.obj)
    if sheet.waiting:
        told(f"{sheet.waiting} 张单还没有移交；{sheet.applied_from} 起：gridctl grid handover {sheet.plan} --apply")


def _ticket_row(pair: Any, ticket: Any) -> dict[str, Any]:
    names = ("kind", "number", "place", "problem", "state", "due", "handed")
    return {"pair": f"{pair.code_from or '—'}→{pair.code_to or '—'}"} | {name: getattr(ticket, name) for name in names}
