"""How plans are shown: the tables, the sentences under them, and the file that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridctl.cli import workbooks
from gridctl.cli.options import Format
from gridctl.cli.output import Column, Listing, say, show, show_one, words
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.domain.plan_views import CompareView, PlanView
    from gridctl.services.plans.views import PlanCard


def off_words(households: int | None) -> str:
    """Households above or below the band: +12, -3, nothing within it."""
    return f"{households:+d}" if households else ""


def _standing(code: str) -> str:
    from gridctl.domain.plan_views import STANDING_WORDS, Standing

    return STANDING_WORDS[Standing(code)]


def _states(code: str) -> str:
    return {"proposed": "方案", "applied": "已施行"}.get(code, code)


def _codes(grids: Iterable[Any]) -> str:
    return "、".join(grid.code for grid in grids)


GRIDS = Listing(
    "网格",
    (
        Column("code", "编号", whole=True),
        Column("name", "网格"),
        Column("households", "户数", align="right", whole=True),
        Column("standing", "户数标准", words=_standing, whole=True),
        Column("over_by", "差", align="right", words=off_words, whole=True),
        Column("reason", "原因"),
        Column("care", "关爱", align="right", whole=True),
        Column("walking_metres", "步行米", align="right", whole=True),
        Column("head", "负责人", whole=True),
        Column("buildings", "楼栋"),
    ),
)
PLANS = Listing(
    "划分方案",
    (
        Column("number", "方案", align="right"),
        Column("made_on", "拟定日期", whole=True),
        Column("grids", "网格", align="right"),
        Column("in_band", "达标", align="right"),
        Column("violation", "共差户数", align="right"),
        Column("splits", "拆开楼栋", align="right"),
        Column("gold", "金牌", align="right"),
        Column("band", "户数标准", whole=True),
        Column("edited", "手工改过"),
        Column("state", "状态", words=_states),
        Column("applied_from", "施行日期", whole=True),
    ),
)
CHANGES = Listing(
    "网格",
    (
        Column("code", "编号"),
        Column("name", "网格"),
        Column("households_before", "原户数", align="right"),
        Column("households", "现户数", align="right"),
        Column("over_by_before", "原差", align="right", words=off_words),
        Column("over_by", "现差", align="right", words=off_words),
        Column("pieces_before", "原几片", align="right"),
        Column("pieces", "现几片", align="right"),
        Column("walking_metres_before", "原步行米", align="right"),
        Column("walking_metres", "现步行米", align="right"),
        Column("buildings", "楼栋"),
    ),
)
MEASURES = Listing("指标", (Column("what", "指标"), Column("before", "前"), Column("after", "后")))
PAIRS = Listing(
    "网格",
    (
        Column("code_before", "原编号"),
        Column("code", "编号"),
        Column("households_before", "原户数", align="right"),
        Column("households", "户数", align="right"),
        Column("over_by_before", "原差", align="right", words=off_words),
        Column("over_by", "差", align="right", words=off_words),
        Column("walking_metres_before", "原步行米", align="right"),
        Column("walking_metres", "步行米", align="right"),
        Column("stay", "不变户数", align="right"),
        Column("head_before", "原负责人"),
        Column("head", "负责人"),
        Column("buildings", "楼栋"),
    ),
)
MOVED = Listing(
    "换网格的楼栋",
    (
        Column("building", "楼栋"),
        Column("unit", "单元"),
        Column("households", "户数", align="right"),
        Column("before", "原网格", words=lambda code: code or "（没有）"),
        Column("after", "新网格"),
    ),
)
STEWARDS = Listing(
    "换管家",
    (
        Column("before", "原负责人", words=lambda name: name or "（没有）"),
        Column("after", "新负责人", words=lambda name: name or "（待定）"),
        Column("households", "户数", align="right"),
        Column("buildings", "楼栋"),
    ),
)
FATES = Listing(
    "网格",
    (
        Column("code", "编号"),
        Column("name", "网格"),
        Column("fate", "怎样", words={"goes_on": "沿用", "new": "新设", "ends": "结束"}),
        Column("households", "户数", align="right"),
        Column("over_by", "差", align="right", words=off_words),
        Column("head", "负责人"),
        Column("buildings", "楼栋"),
        Column("places", "接管部位"),
    ),
)
HANDOVER = Listing(
    "移交",
    (
        Column("code_from", "原网格", words=lambda code: code or "（没有）"),
        Column("head_from", "原负责人", words=lambda name: name or "（没有）"),
        Column("code_to", "新网格", words=lambda code: code or "（没有）"),
        Column("head_to", "新负责人", words=lambda name: name or "（待定）"),
        Column("households", "户数", align="right"),
        Column("buildings", "楼栋"),
        Column("places", "公共部位"),
        Column("open_tickets", "未完的单", align="right"),
    ),
)
HANDED = Listing(
    "未完的单",
    (
        Column("pair", "移交", whole=True),
        Column("number", "单号", whole=True),
        Column("kind", "种类", whole=True),
        Column("place", "部位"),
        Column("problem", "问题"),
        Column("state", "状态", whole=True),
        Column("due", "期限", whole=True),
        Column("handed", "已移交"),
    ),
)


def show_plan(view: PlanView, card: PlanCard, format: Format, settings: Settings) -> None:
    """A plan on the screen: the table, the map, what it comes to, why it is not in band, and the ways out."""
    if format is Format.JSON:
        show_one(card, GRIDS, format, settings)
        return
    show(view.grids, GRIDS if format is Format.CSV else _known(view), format, settings)
    if format is Format.CSV:
        return
    from gridctl.cli.plans.maps import show_map

    sys.stdout.write("\n")
    show_map(view, settings)
    paragraph("", view.summary)
    paragraph("为什么", [*view.reasons, *filter(None, (view.proof,))])
    paragraph("出路", view.remedies)
    paragraph("注意", view.notices)


def _known(view: PlanView) -> Listing:
    """The columns in which something stands."""
    empty = {"care", "walking_metres", "over_by", "reason", "head"}
    shown = [
        column
        for column in GRIDS.columns
        if column.key not in empty or any(getattr(grid, column.key) for grid in view.grids)
    ]
    same = all(grid.name == grid.code for grid in view.grids)
    return Listing(GRIDS.noun, tuple(column for column in shown if not (same and column.key == "name")))


def paragraph(title: str, lines: Sequence[str]) -> None:
    """Sentences on stdout under a title; nothing where there are none."""
    from gridctl.domain.text import shown

    if lines:
        head = f"\n{title}：\n" if title else "\n"
        sys.stdout.write(head + "".join(f"{'  ' if title else ''}{shown(line)}\n" for line in lines))


def next_steps(number: int, *, unchanged: bool) -> None:
    """What can be done with a new plan, on stderr."""
    if unchanged:
        say(f"已存为方案 {number}；现有划分不用动")
        return
    words(
        f"已存为方案 {number}，现在的划分没有变。接下来：",
        f"  与今天比较        gridctl grid compare 今天 {number}",
        f"  手工调整          gridctl grid move 楼栋或单元 --to 网格 --plan {number}",
        f"  从某天起施行      gridctl grid apply {number} --from 日期",
    )


def save_workbook(view: PlanView, compared: CompareView | None, output: Path | None) -> None:
    """Write a plan, and what it changes, as a workbook where one is asked for."""
    if output is None:
        return
    from gridctl.forms.plans import plan_workbook

    workbooks.save_workbook(plan_workbook(view, compared), output)
