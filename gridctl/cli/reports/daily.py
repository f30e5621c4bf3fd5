"""`gridctl report daily`: the day of the grids, and the office's summary over them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import typer

from gridctl.cli.days import day_meant
from gridctl.cli.desks import reading
from gridctl.cli.options import Format, GridOption, On, Output, ReportFormatOption
from gridctl.cli.output import Column, Listing, plain, say, show
from gridctl.cli.reports.handing import hand_out, settled
from gridctl.cli.reports.weekly import app
from gridctl.cli.tree import example
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.domain.daily import DailyReport, GridLine
    from gridctl.forms.saving import Book

_KINDS = {"repair": "公区维修", "hazard": "隐患", "cleaning": "保洁", "request": "诉求", "incident": "突发事件"}
_FLOW = {"opened": "新增", "closed": "办结", "open_at_end": "未完"}
GRIDS = Listing(
    "网格",
    (
        Column("grid", "网格", whole=True),
        Column("head", "负责人"),
        Column("due", "应查", align="right"),
        Column("done", "按时", align="right"),
        Column("late", "迟补", align="right"),
        Column("missed", "漏查", align="right"),
        Column("open", "待查", align="right"),
        Column("abnormal", "异常", align="right"),
        Column("visits", "走访", align="right"),
        Column("opened", "新增", align="right"),
        Column("closed", "办结", align="right"),
        Column("open_at_end", "未完", align="right"),
        Column("overdue", "超期", align="right"),
    ),
)
KINDS = Listing(
    "单子", (Column("grid", "网格", whole=True), *(Column(code, name, align="right") for code, name in _KINDS.items()))
)
EVERY = Listing(
    "网格",
    (
        Column("code", "编号"),
        *GRIDS.columns,
        Column("met", "见到", align="right"),
        *(
            Column(f"{code}_{flow}", name + word, align="right")
            for code, name in _KINDS.items()
            for flow, word in (*_FLOW.items(), ("overdue", "超期"))
        ),
    ),
)
MISSED = Listing(
    "漏查",
    (
        Column("grid", "网格"),
        Column("duty", "检查"),
        Column("ground", "地点"),
        Column("answerable", "谁负责"),
        Column("points", "没有查的点"),
    ),
)
TICKETS = Listing(
    "单子",
    (
        Column("number", "单号", whole=True),
        Column("grid", "网格"),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("level", "等级", whole=True),
        Column("state", "状态", whole=True),
        Column("who", "谁办"),
        Column("due", "期限", whole=True),
        Column("overdue_days", "超期天", align="right"),
    ),
)
STANDS_OUT = Listing("突出情况", (Column("words", "情况"),))


@app.command(
    "daily",
    epilog=example(
        "gridctl report daily", "gridctl report daily --on 昨天 --grid 01", "gridctl report daily -o 日报.xlsx"
    ),
)
def daily(
    ctx: typer.Context,
    on: On = None,
    grid: GridOption = None,
    output: Output = None,
    format: ReportFormatOption = None,
) -> None:
    """每日网格情况日报：各网格的检查、单子、隐患、走访、未完，全项目汇总和突出的情况。"""
    from gridctl.services.daily.report import daily_report

    made_as = settled(output, format, ctx.obj)
    with reading(ctx) as desk:
        report = daily_report(desk, day_meant(desk, on), grid or "")
    hand_out(partial(_print, report), partial(_workbook, report), output, made_as, ctx.obj)


def _workbook(report: DailyReport) -> Book:
    from gridctl.forms.daily import daily_workbook

    return daily_workbook(report)


def _print(report: DailyReport, made_as: Format, settings: Settings) -> None:
    rows = [_flat(line) for line in (*report.lines, *([report.total] if len(report.lines) > 1 else []))]
    if made_as is Format.JSON:
        import json

        sys.stdout.write(json.dumps(plain(_whole(report)), ensure_ascii=False, indent=2) + "\n")
        return
    if made_as is Format.CSV:
        show(rows, EVERY, made_as, settings)
        return
    say(f"{report.form_name}  {report.project}  {report.day} {report.weekday}  {report.scope}{_standing(report)}")
    show(rows, GRIDS, made_as, settings)
    for title, listing, section in _sections(report, rows):
        sys.stdout.write(f"\n{title}\n")
        show(section, listing, made_as, settings)


def _standing(report: DailyReport) -> str:
    return "" if report.over else "  截至现在，当天还没有结束"


def _sections(
    report: DailyReport, rows: Sequence[Mapping[str, object]]
) -> Iterator[tuple[str, Listing, Sequence[object]]]:
    """What stands below the grids; a section of nothing is left out."""
    days = "、".join(f"{day:%m-%d}" for day in report.compared)
    every: tuple[tuple[str, Listing, Sequence[object]], ...] = (
        ("单子（新增/办结/未完）", KINDS, rows),
        ("漏查的检查", MISSED, report.missed),
        ("当天的隐患", TICKETS, report.hazards),
        ("当天的突发事件", TICKETS, report.incidents),
        ("超期未完", TICKETS, report.overdue),
        (f"突出情况（和 {days} 比，那几天也是{report.weekday}）", STANDS_OUT, report.stands_out),
    )
    return (each for each in every if each[-1])


def _whole(report: DailyReport) -> dict[str, object]:
    """Everything of a report, with what its lines compute."""
    told = [asdict(one) | {"words": one.words} for one in report.stands_out]
    lines = [_line(line) for line in report.lines]
    return asdict(report) | {"lines": lines, "total": _line(report.total), "stands_out": told}


def _line(line: GridLine) -> dict[str, object]:
    return asdict(line) | _totals(line)


def _totals(line: GridLine) -> dict[str, object]:
    return {name: getattr(line, name) for name in (*_FLOW, "overdue")}


def _flat(line: GridLine) -> dict[str, object]:
    """A line with every figure under a name of its own, and what came of each kind in a few characters."""
    checks, visits = asdict(line.checks), asdict(line.visits)
    told = {flow.kind: "/".join(str(getattr(flow, name)) for name in _FLOW) for flow in line.flows}
    flows = {f"{flow.kind}_{name}": value for flow in line.flows for name, value in asdict(flow).items()}
    grid = {"code": line.code, "grid": line.grid, "head": line.head}
    return grid | visits | flows | told | _totals(line) | {"open": checks["open"]} | checks
