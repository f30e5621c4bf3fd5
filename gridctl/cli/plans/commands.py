"""`gridctl grid`: plans for dividing the estate: proposed, listed, edited, compared, applied, handed over."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.chatter import aside
from gridctl.cli.desks import acting, reading, writing
from gridctl.cli.grids.commands import app
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption
from gridctl.cli.output import say, show, show_one
from gridctl.cli.plans import screens
from gridctl.cli.sections import Section
from gridctl.cli.tree import example
from gridctl.cli.workbooks import workbook_asked
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from gridctl.domain.dividing.answer import Answer
    from gridctl.domain.imports import Parsed
    from gridctl.domain.sheets import RuleRow
    from gridctl.services.plans.making import Job, Wanted


class Phase(StrEnum):
    """Whether a grid may cross phases."""

    KEEP = "keep"
    IGNORE = "ignore"


class Split(StrEnum):
    """Whether a building may be shared by grids."""

    NONE = "none"
    UNITS = "units"


class Effort(StrEnum):
    """How long to search."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


Number = Annotated[int | None, typer.Argument(metavar="方案", min=1, max=LARGEST, help="方案的号")]
Workbook = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件.xlsx", help="做成工作簿：汇总、楼栋表、地图")
]


@app.command(
    "plan",
    epilog=example(
        "gridctl grid plan",
        "gridctl grid plan --band 350-400 --split units -o 划分方案.xlsx",
        "gridctl grid plan --from-current --rules 划分规则.csv",
    ),
)
def plan(
    ctx: typer.Context,
    band: Annotated[str, typer.Option("--band", metavar="户数", help="户数标准，如 350-400；不写按现行规定")] = "",
    grids: Annotated[
        int | None, typer.Option("--grids", metavar="个数", min=1, max=LARGEST, help="分成几个网格；不写按户数推算")
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="文件", help="划分规则表：同组、分开、相邻、隔断、关爱权重"),
    ] = None,
    phase: Annotated[Phase, typer.Option("--phase", help="keep 各期分开划分；ignore 可以跨期")] = Phase.KEEP,
    split: Annotated[Split, typer.Option("--split", help="none 整栋划分；units 必要时按单元拆开楼栋")] = Split.NONE,
    gold: Annotated[
        int | None,
        typer.Option("--gold", metavar="人数", min=0, max=LARGEST, help="可以有几名金牌管家，各管一个扩大的网格"),
    ] = None,
    from_current: Annotated[
        bool, typer.Option("--from-current", help="在现有划分上调整，尽量少换管家；都达标就不动")
    ] = False,
    effort: Annotated[
        Effort, typer.Option("--effort", help="quick 快一些，normal 平常，thorough 细一些")
    ] = Effort.NORMAL,
    prove: Annotated[bool, typer.Option("--prove", help="证明差的户数最少（要先安装 gridctl[exact]）")] = False,
    output: Workbook = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """拟一个网格划分方案：户数尽量合标准，相连、走得近；只存成方案，现在的划分不变。"""
    from gridctl.services.plans.making import Wanted

    workbook_asked(output, "划分方案")
    keep, parts = phase is Phase.KEEP, split is Split.UNITS
    file = rules.name if rules else ""
    wanted = Wanted(band, grids, keep, parts, gold or 0, from_current, effort.value, prove, file)
    _propose(ctx, wanted, _rules(rules), output, format, dry_run=dry_run)


def _rules(file: Path | None) -> Parsed[RuleRow] | None:
    if file is None:
        return None
    from gridctl.intake.rules import read_rule_rows

    return read_rule_rows(file)


def _propose(
    ctx: typer.Context,
    wanted: Wanted,
    rules: Parsed[RuleRow] | None,
    output: Path | None,
    format: Format,
    *,
    dry_run: bool,
) -> None:
    """Read the estate, search with nothing locked, keep what is found, and show it."""
    from gridctl.services.desk import refuse_nobody
    from gridctl.services.plans.comparing import against_today
    from gridctl.services.plans.making import job_of, keep_plan
    from gridctl.services.plans.views import plan_card, plan_view

    if not dry_run:
        ctx.obj = acting(ctx.obj)
        refuse_nobody(ctx.obj)
    with reading(ctx) as desk:
        job = job_of(desk, wanted, rules)
    if _watched():
        say(f"正在划分 {len(job.blocks)} 栋楼 {sum(job.households.values()):,} 户……")
    answer = _found(job)
    with writing(ctx, dry_run=dry_run) as at:
        kept = keep_plan(at, job, answer)
    with reading(ctx) as desk:
        view = plan_view(desk, kept, saved=not dry_run)
        compared = against_today(desk, kept) if output else None
    screens.show_plan(view, plan_card(kept, view), format, ctx.obj)
    if view.number is not None:
        screens.next_steps(view.number, unchanged=answer.unchanged)
    screens.save_workbook(view, compared, output)


def _found(job: Job) -> Answer:
    """Search; a solver prints what it likes, and that is no data."""
    from gridctl.services.plans.making import found

    if not job.proving:
        return found(job)
    with aside():
        return found(job)


def _watched() -> bool:
    """Whether somebody sees stderr."""
    from gridctl.settings import is_terminal

    return is_terminal(sys.stderr)


@app.command("plans", epilog=example("gridctl grid plans", "gridctl grid plans 3 -o 方案3.xlsx"))
def plans(
    ctx: typer.Context, number: Number = None, output: Workbook = None, format: FormatOption = Format.TABLE
) -> None:
    """列出存下的方案；写上号，照原样再看一个。"""
    if number is None:
        if output is not None:
            raise UsageError("没有说把哪个方案做成工作簿", "写上方案的号，例如 gridctl grid plans 3 -o 方案3.xlsx")
        from gridctl.services.plans.lists import list_plans

        with reading(ctx) as desk:
            lines = list_plans(desk)
        show(lines, screens.PLANS, format, ctx.obj)
        return
    _again(ctx, number, output, format)


def _again(ctx: typer.Context, number: int, output: Path | None, format: Format) -> None:
    from gridctl.services.plans.comparing import against_today
    from gridctl.services.plans.keeping import read_plan
    from gridctl.services.plans.views import plan_card, plan_view

    workbook_asked(output, "划分方案")
    with reading(ctx) as desk:
        kept = read_plan(desk, number)
        view = plan_view(desk, kept)
        compared = against_today(desk, kept) if output else None
    if format is Format.TABLE:
        say(f"方案 {number}，{kept.plan.made_on} 拟定，{view.state}")
    screens.show_plan(view, plan_card(kept, view), format, ctx.obj)
    screens.save_workbook(view, compared, output)


@app.command(
    "move",
    epilog=example("gridctl grid move 7栋 --to 02", "gridctl grid move 3栋1单元 3栋2单元 --to 03 --plan 2"),
)
def move_(
    ctx: typer.Context,
    ground: Annotated[list[str], typer.Argument(metavar="楼栋或单元", help="如 7栋、3栋1单元、7-9栋")],
    to: Annotated[str, typer.Option("--to", metavar="网格", help="划给方案里的哪个网格：编号或名称")],
    plan: Annotated[
        int | None, typer.Option("--plan", metavar="方案", min=1, max=LARGEST, help="改哪个方案；不写是最近的一个")
    ] = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """手工调整方案：把楼栋或单元划给另一个网格，马上看到后果。"""
    from gridctl.services.plans.editing import move

    with writing(ctx, dry_run=dry_run) as desk:
        moved = move(desk, ground, to, plan)
    if format is not Format.TABLE:
        show_one(moved, screens.CHANGES, format, ctx.obj) if format is Format.JSON else show(
            moved.grids, screens.CHANGES, format, ctx.obj
        )
        return
    show(moved.grids, screens.CHANGES, format, ctx.obj)
    screens.paragraph("", _consequences(moved))


def _consequences(moved: Any) -> list[str]:
    return [
        f"方案 {moved.plan}：{'、'.join(moved.moved)}（{moved.households} 户）划给 {moved.to}。",
        (
            f"达标的网格 {moved.in_band_before} → {moved.in_band}；共差 {moved.violation_before} → {moved.violation} 户；"
            f"拆开楼栋 {moved.splits_before} → {moved.splits} 处；与现有划分相比 {moved.moved_households:,} 户换网格。"
        ),
    ]


@app.command("compare", epilog=example("gridctl grid compare 今天 3", "gridctl grid compare 2 3 --format json"))
def compare_(
    ctx: typer.Context,
    before: Annotated[str, typer.Argument(metavar="前", help="方案的号，或者 今天")],
    after: Annotated[str, typer.Argument(metavar="后", help="方案的号，或者 今天")],
    format: FormatOption = Format.TABLE,
) -> None:
    """两个方案，或方案与今天的划分，逐项对照：户数、步行、谁换管家。"""
    from gridctl.services.plans.comparing import compare

    with reading(ctx) as desk:
        found = compare(desk, before, after)
    if format is Format.CSV:
        show(found.grids, screens.PAIRS, format, ctx.obj)
        return
    if format is Format.TABLE:
        sys.stdout.write(f"前：{found.before}　后：{found.after}　{found.moved_households:,} 户换网格\n\n")
        show(found.lines, screens.MEASURES, format, ctx.obj)
    sections = (
        Section("grids", "逐个网格", screens.PAIRS),
        Section("moved", "换网格的楼栋", screens.MOVED),
        Section("stewards", "换管家", screens.STEWARDS),
    )
    _rest(found, sections, format, ctx)


def _rest(found: object, sections: tuple[Section, ...], format: Format, ctx: typer.Context) -> None:
    if format is Format.JSON:
        show_one(found, screens.MEASURES, format, ctx.obj)
        return
    for section in sections:
        if rows := getattr(found, section.key):
            sys.stdout.write(f"\n{section.title}\n")
            show(rows, section.listing, format, ctx.obj)
