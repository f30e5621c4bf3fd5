"""What hazards look like on a screen, and what is said of them, as options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.options import Format
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.sections import Section
from gridctl.cli.tickets.listings import STEPS
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.services.hazards.lists import HazardLine


def _day(moment: str) -> str:
    return moment[:10]


HAZARDS = Listing(
    "隐患",
    (
        Column("number", "编号", whole=True),
        Column("level_name", "等级", whole=True),
        Column("state_name", "状态", whole=True),
        Column("found_on", "排查日期", words=_day, whole=True),
        Column("where", "网格部位"),
        Column("problem", "隐患描述"),
        Column("answerable", "责任人"),
        Column("due", "整改期限", whole=True),
        Column("overdue_days", "超期天", align="right"),
        Column("missing", "还缺"),
    ),
)
LEDGER = Listing(
    "隐患",
    (
        Column("index", "序号", align="right"),
        Column("number", "编号"),
        Column("found_on", "排查日期", words=_day),
        Column("found_by", "排查人"),
        Column("where", "网格部位"),
        Column("problem", "隐患描述"),
        Column("category_name", "类别"),
        Column("level_name", "等级"),
        Column("source_name", "来源"),
        Column("measures", "现场措施"),
        Column("reported_to", "上报部门"),
        Column("reported_at", "上报时间"),
        Column("plan", "整改措施"),
        Column("fund", "资金", align="right"),
        Column("answerable", "责任人"),
        Column("due", "整改期限"),
        Column("finished", "完成日期", words=_day),
        Column("verifier", "复查人"),
        Column("verified", "复查日期", words=_day),
        Column("recheck", "复查意见"),
        Column("state_name", "状态"),
    ),
)
CARD = Listing(
    "隐患",
    (
        *(column for column in LEDGER.columns if column.key not in ("index", "found_on")),
        Column("found_on", "排查时间"),
        Column("measured_at", "措施时间"),
        Column("emergency_plan", "应急预案"),
        Column("round", "轮次"),
        Column("overdue_days", "超期天"),
        Column("missing", "还缺"),
    ),
)
CHAIN = Listing(
    "通知",
    (
        Column("name", "应通知", whole=True),
        Column("who", "通知了谁"),
        Column("at", "时间", whole=True),
        Column("means_name", "方式", whole=True),
        Column("due", "最迟", whole=True),
        Column("late", "迟"),
        Column("early", "早于上一级"),
        Column("missing", "缺"),
        Column("note", "说明"),
        Column("clause", "依据", whole=True),
    ),
)
SECTIONS = (Section("chain", "上报和通知", CHAIN), Section("steps", "经过", STEPS))

Number = Annotated[str, typer.Argument(metavar="编号", help="3（今年的第 3 号）或 YH-2026-0003")]
ProblemFound = Annotated[str, typer.Argument(metavar="问题", help="有什么隐患，例如 配电箱门缺失、线头裸露")]
Level = Annotated[str, typer.Option("--level", metavar="等级", help="一般、较大或重大；不写是一般")]
Kind = Annotated[str, typer.Option("--kind", "-c", metavar="类别", help="消防安全、电气安全…；不写时按问题里的词判断")]
Source = Annotated[str, typer.Option("--source", metavar="来源", help="巡查、检查、居民反映…")]
Found = Annotated[str, typer.Option("--found", metavar="时间", help="什么时候发现的；不写是现在")]
Finder = Annotated[str, typer.Option("--by", metavar="人员", help="排查人：工号或姓名；不写是录入人自己")]
Measures = Annotated[str, typer.Option("--measures", metavar="文字", help="现场采取的措施")]
MeasuredAt = Annotated[str, typer.Option("--measured-at", metavar="时间", help="采取措施的时间；不写是发现的时候")]
ReportedTo = Annotated[str, typer.Option("--reported-to", metavar="部门", help="报给哪个部门")]
ReportedAt = Annotated[str, typer.Option("--reported-at", metavar="时间", help="上报时间；当场登记的不用写")]
Owner = Annotated[str, typer.Option("--owner", metavar="人员", help="整改责任人：工号或姓名")]
Limit = Annotated[str, typer.Option("--until", metavar="日期", help="整改期限；不写按等级的规定，只能更早")]
Money = Annotated[str, typer.Option("--money", metavar="元", help="整改资金，例如 1200、0")]
Plan = Annotated[str, typer.Option("--plan", metavar="文字", help="整改措施")]
EmergencyPlan = Annotated[str, typer.Option("--emergency-plan", metavar="文字", help="应急预案，重大隐患必填")]
Missing = Annotated[bool, typer.Option("--missing", help="只看还有没填的")]
Everything = Annotated[bool, typer.Option("--all", help="连已销号和作废的也列出")]
OnlyOpen = Annotated[bool, typer.Option("--open", help="只看没有销号的（不写 --all 时就是）")]
Overdue = Annotated[bool, typer.Option("--overdue", help="只看超期的")]

_FIELDS = {  # options and the fields of the kind that they fill in
    "measures": "measures",
    "measured_at": "measured_at",
    "reported_to": "reported_to",
    "reported_at": "reported_at",
    "owner": "answerable",
    "money": "fund",
    "plan": "plan",
    "emergency_plan": "emergency_plan",
}


def fields_said(ctx: typer.Context) -> dict[str, str]:
    """What was said of a hazard's fields, by the names of its kind."""
    return {name: ctx.params[option] for option, name in _FIELDS.items() if ctx.params.get(option)}


def show_hazards(lines: list[HazardLine], format: Format, settings: Settings) -> None:
    """Print hazards; a CSV has the columns of the office's ledger (隐患台账)."""
    show(lines, LEDGER if format is Format.CSV else HAZARDS, format, settings)
