"""What incidents look like on a screen, and what is said of them, as options."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.hazards.options import CHAIN
from gridctl.cli.output import Column, Listing
from gridctl.cli.sections import Section
from gridctl.cli.tickets.listings import STEPS

INCIDENTS = Listing(
    "突发事件",
    (
        Column("number", "编号", whole=True),
        Column("category_name", "类别", whole=True),
        Column("level_name", "等级", whole=True),
        Column("state_name", "状态", whole=True),
        Column("happened", "发生时间", whole=True),
        Column("place", "部位"),
        Column("problem", "经过"),
        Column("told", "已通知"),
        Column("missing", "还缺"),
        Column("late", "通知迟"),
    ),
)
CARD = Listing(
    "突发事件",
    (
        *(column for column in INCIDENTS.columns if column.key != "told"),
        Column("grid", "网格"),
        Column("source_name", "来源"),
        Column("scene", "现场控制措施"),
        Column("arrived", "到场时间"),
        Column("rescue", "外部救援"),
        Column("rescued", "救出时间"),
        Column("casualties", "伤亡情况"),
        Column("loss", "损失金额"),
        Column("finished", "处置完毕"),
        Column("executor", "处置人"),
        Column("outcome", "处理结果"),
        Column("cause", "原因分析"),
        Column("prevention", "防范措施"),
        Column("verifier", "确认人"),
        Column("verified", "了结时间"),
        Column("due", "处置期限"),
        Column("round", "轮次"),
    ),
)
MISSING = Listing(
    "要补的",
    (
        Column("number", "编号", whole=True),
        Column("happened", "发生时间", whole=True),
        Column("place", "部位"),
        Column("problem", "经过"),
        Column("missing", "还缺", whole=True),
        Column("due", "最迟", whole=True),
        Column("late", "迟"),
        Column("clause", "依据", whole=True),
    ),
)
SECTIONS = (Section("chain", "依次通知", CHAIN), Section("steps", "经过", STEPS))

Number = Annotated[str, typer.Argument(metavar="编号", help="2（今年的第 2 号）或 TF-2026-0002")]
What = Annotated[str, typer.Argument(metavar="经过", help="发生了什么，例如 两人被困")]
Kind = Annotated[
    str,
    typer.Option(
        "--kind", "-c", metavar="类别", help="火灾、盗窃、电梯困人、群体斗殴、集体投诉或其他；不写时按经过判断"
    ),
]
Level = Annotated[str, typer.Option("--level", metavar="等级", help="一般或重大；不写是一般")]
Happened = Annotated[str, typer.Option("--at", metavar="时间", help="什么时候发生的；不写是现在")]
Source = Annotated[str, typer.Option("--source", metavar="来源", help="巡查、监控发现、电话…")]
Reporter = Annotated[str, typer.Option("--by", metavar="人员", help="谁报告的：工号或姓名；不写是录入人自己")]
Scene = Annotated[str, typer.Option("--scene", metavar="文字", help="现场控制措施")]
Arrived = Annotated[str, typer.Option("--arrived", metavar="时间", help="到场时间")]
Rescue = Annotated[str, typer.Option("--rescue", metavar="文字", help="外部救援：119、110、120、电梯维保单位…")]
Rescued = Annotated[str, typer.Option("--rescued", metavar="时间", help="救出时间（电梯困人必填）")]
Casualties = Annotated[str, typer.Option("--casualties", metavar="文字", help="伤亡情况，没有的写 无")]
Loss = Annotated[str, typer.Option("--loss", metavar="元", help="损失金额")]
Outcome = Annotated[str, typer.Option("--outcome", metavar="文字", help="处理结果")]
Cause = Annotated[str, typer.Option("--cause", metavar="文字", help="原因分析，重大事件必填")]
Prevention = Annotated[str, typer.Option("--prevention", metavar="文字", help="防范措施，重大事件必填")]
Everything = Annotated[bool, typer.Option("--all", help="连已了结和作废的也列出")]

_FIELDS = ("scene", "arrived", "rescue", "rescued", "casualties", "loss", "outcome", "cause", "prevention")


def fields_said(ctx: typer.Context) -> dict[str, str]:
    """What was said of an incident's fields."""
    return {name: ctx.params[name] for name in _FIELDS if ctx.params.get(name)}
