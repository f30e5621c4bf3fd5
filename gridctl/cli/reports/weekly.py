"""`gridctl report`: the weekly summary as a draft, and kept as issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.desks import reading, writing
from gridctl.cli.options import (
    LARGEST,
    Format,
    GridOption,
    Output,
    Reason,
    ReportFormatOption,
    Since,
    Until,
)
from gridctl.cli.output import Column, Listing, say, show
from gridctl.cli.reports.handing import hand_out, settled
from gridctl.cli.tree import example
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.domain.weekly import CategoryLine, WeeklySummary
    from gridctl.forms.saving import Book

app = typer.Typer()
issue = typer.Typer(help="定稿：已结束的一期照样留存，以后不再变")
app.add_typer(issue, name="issue")

Week = Annotated[
    str, typer.Option("--week", metavar="哪周", help="上周、2026-W47 或这一周里的一天；不写是刚结束的一周")
]
Head = Annotated[str | None, typer.Option("--staff", metavar="人员", help="只出这位网格负责人的：工号或姓名")]
Version = Annotated[
    int | None, typer.Option("--version", metavar="第几版", min=1, max=LARGEST, help="定稿的第几版；不写是最后一版")
]

LINES = Listing(
    "类别",
    (
        Column("scope", "范围", whole=True),
        Column("category", "类别", whole=True),
        Column("carried", "上周结转", align="right"),
        Column("opened", "本周新增", align="right"),
        Column("done", "本周完成", align="right"),
        Column("voided", "作废/并单", align="right"),
        Column("adjusted", "调整", align="right"),
        Column("open_at_end", "周末未完", align="right"),
        Column("overdue", "其中超期", align="right"),
        Column("rate", "半月内完成率", align="right", whole=True),
        Column("change", "较上周", align="right", words=lambda change: f"{change:+d}" if change else "0"),
    ),
)


@app.command("weekly", epilog=example("gridctl report weekly", "gridctl report weekly --week 上周 -o 周汇总表.xlsx"))
def weekly(
    ctx: typer.Context,
    week: Week = "",
    since: Since = None,
    until: Until = None,
    grid: GridOption = None,
    staff: Head = None,
    version: Version = None,
    output: Output = None,
    format: ReportFormatOption = None,
) -> None:
    """公区维修问题周汇总表：全项目和各网格；已定稿的周照定稿的出。"""
    from gridctl.services.weekly.issues import Wanted, weekly_summaries

    made_as = settled(output, format, ctx.obj)
    wanted = Wanted(week, since or "", until or "", grid or "", staff or "", version or 0)
    with reading(ctx) as desk:
        summaries = weekly_summaries(desk, wanted)
    hand_out(partial(_print, summaries), partial(_workbook, summaries), output, made_as, ctx.obj)


Again = Annotated[bool, typer.Option("--reissue", help="重出一版：以前的版本照样保留；要写 --reason")]


@issue.command("weekly", epilog=example("gridctl report issue weekly --week 上周 -o 周汇总表.xlsx"))
def issue_weekly(
    ctx: typer.Context,
    week: Week = "",
    reissue: Again = False,
    reason: Reason = None,
    output: Output = None,
    format: ReportFormatOption = None,
) -> None:
    """定稿一周的汇总表：按顺序，全项目和各网格一起；再运行一次不会改动。"""
    from gridctl.services.weekly.issues import issue_summaries

    made_as = settled(output, format, ctx.obj)
    with writing(ctx, undo="never") as desk:
        summaries = issue_summaries(desk, week, again=reissue, reason=reason or "")
    hand_out(partial(_print, summaries), partial(_workbook, summaries), output, made_as, ctx.obj)


def _workbook(summaries: Sequence[WeeklySummary]) -> Book:
    from gridctl.forms.weekly import weekly_workbook

    return weekly_workbook(summaries)


def _print(summaries: Sequence[WeeklySummary], made_as: Format, settings: Settings) -> None:
    if made_as is Format.JSON:
        show([_whole(summary) for summary in summaries], LINES, made_as, settings)
        return
    if made_as is Format.TABLE:
        first = summaries[0]
        mark = f"定稿 第{first.version}版" if first.issued else "草稿"
        say(f"{first.form_name} {first.form_code}  {first.project}  {first.first_day} 至 {first.last_day}  {mark}")
    whole = made_as is Format.CSV
    rows = [row for i, summary in enumerate(summaries) for row in _rows(summary, every=whole, lines=whole or not i)]
    show(rows, LINES, made_as, settings)


def _whole(summary: WeeklySummary) -> dict[str, object]:
    """Everything of a summary, with what its lines compute."""
    lines = [_line(line) for line in summary.lines]
    return asdict(summary) | {"lines": lines, "total": _line(summary.total)}


def _line(line: CategoryLine) -> dict[str, object]:
    return asdict(line) | {"rate": line.rate, "change": line.change}


def _rows(summary: WeeklySummary, *, every: bool, lines: bool) -> list[dict[str, object]]:
    """Part one: every line or, on a screen, those where something stands, of the first scope; then the total."""
    standing = [each for each in summary.lines if lines and (every or _stands(each))]
    return [{"scope": summary.scope, **_line(line)} for line in [*standing, summary.total]]


def _stands(line: CategoryLine) -> bool:
    return any((line.carried, line.opened, line.done, line.voided, line.adjusted, line.limits_fallen))
