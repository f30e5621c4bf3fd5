"""`gridctl report cleaning`: the week's record of cleaning inspections."""

from __future__ import annotations

import sys
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import typer

from gridctl.cli.desks import reading
from gridctl.cli.options import Format, Output, ReportFormatOption
from gridctl.cli.output import Column, Listing, plain, say, show
from gridctl.cli.reports.handing import hand_out, settled
from gridctl.cli.reports.weekly import Week, app
from gridctl.cli.tree import example
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.domain.cleaning import CleaningRecord, PointRow
    from gridctl.forms.saving import Book


def _day(moment: object) -> str:
    """The day of a moment as stored, in the width that a screen has for it."""
    return str(moment)[5:10]


_POINT = (Column("ground", "区域", whole=True), Column("point_name", "检查点", whole=True))
FINDINGS = Listing(
    "问题",
    (
        Column("number", "单号", whole=True),
        Column("day", "发现", words=_day, whole=True),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("contractor", "责任单位"),
        Column("due", "期限", words=_day, whole=True),
        Column("mended", "整改", words=_day, whole=True),
        Column("accepted", "验收", words=_day, whole=True),
        Column("verifier", "验收人", whole=True),
        Column("sent_back", "退回", align="right", words=lambda times: str(times or "")),
        Column("deducted", "扣款", align="right"),
    ),
)
INSPECTORS = Listing(
    "检查人",
    (
        Column("day", "日期", whole=True),
        Column("weekday", "星期", whole=True),
        Column("inspectors", "检查人"),
    ),
)
NOTES = Listing(
    "情况",
    (
        Column("day", "日期", whole=True),
        Column("list_name", "检查表", whole=True),
        Column("ground", "区域", whole=True),
        Column("words", "情况"),
    ),
)


@app.command(
    "cleaning",
    epilog=example("gridctl report cleaning", "gridctl report cleaning --week 上周 -o 保洁工作检查记录表.xlsx"),
)
def cleaning(ctx: typer.Context, week: Week = "", output: Output = None, format: ReportFormatOption = None) -> None:
    """保洁工作检查记录表：一周的环境巡检、点名和半月检，发现的问题和整改。"""
    from gridctl.services.cleaning.record import cleaning_record

    made_as = settled(output, format, ctx.obj)
    with reading(ctx) as desk:
        record = cleaning_record(desk, week)
    hand_out(partial(_print, record), partial(_workbook, record), output, made_as, ctx.obj)


def _workbook(record: CleaningRecord) -> Book:
    from gridctl.forms.cleaning import cleaning_workbook

    return cleaning_workbook(record)


def _print(record: CleaningRecord, made_as: Format, settings: Settings) -> None:
    if made_as is Format.JSON:
        import json

        sys.stdout.write(json.dumps(plain(asdict(record)), ensure_ascii=False, indent=2) + "\n")
        return
    days = tuple(Column(str(one.day), f"{one.day:%m-%d}", whole=True) for one in record.days)
    rows = [_flat(row) for row in record.rows]
    if made_as is Format.CSV:
        show(rows, Listing("检查点", (*_POINT, Column("standard", "标准"), *days)), made_as, settings)
        return
    standing = "" if record.over else "  这一周还没有结束"
    say(f"{record.form_name}  {record.project}  {record.words}{standing}")
    show(rows, Listing("检查点", (*_POINT, *days)), made_as, settings)
    people = [one for one in record.days if one.inspectors]
    for title, listing, lines in (
        ("发现的问题和整改", FINDINGS, record.findings),
        ("检查人", INSPECTORS, people),
        ("情况说明", NOTES, record.notes),
    ):
        if lines:
            sys.stdout.write(f"\n{title}\n")
            show(lines, listing, made_as, settings)


def _flat(row: PointRow) -> dict[str, object]:
    """A row with the cell of each day under the day."""
    told = {"ground": "、".join(row.grounds), "point_name": row.point_name, "standard": "；".join(row.items)}
    return {**told, **{str(cell.day): cell.words for cell in row.cells}}
