"""What a slip says, as options: each spelled once for the commands that take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from gridctl.services.tickets.entry import Words

Numbers = Annotated[list[str], typer.Argument(metavar="单号", help="一张或多张单：123、GW-2026-0123 或纸质单号")]
Number = Annotated[str, typer.Argument(metavar="单号", help="123（今年的第 123 号）、GW-2026-0123 或纸质单号")]
PlaceArgument = Annotated[str, typer.Argument(metavar="部位", help="哪里：3栋2单元大堂、1#电梯、3-2-101")]
ProblemArgument = Annotated[str, typer.Argument(metavar="问题", help="哪里坏了，例如 灯不亮")]
Place = Annotated[str, typer.Option("--place", metavar="部位", help="哪里：3栋2单元大堂、1#电梯、3-2-101")]
Problem = Annotated[str, typer.Option("--problem", metavar="问题", help="哪里坏了")]
Category = Annotated[str, typer.Option("--category", "-c", metavar="类别", help="编号或名称：3、公共照明")]
NewCategory = Annotated[
    str, typer.Option("--category", "-c", metavar="类别", help="编号或名称：3、公共照明；不写时按问题里的词判断")
]
Kind = Annotated[
    str, typer.Option("--kind", metavar="种类", help="公区维修、隐患、保洁问题、诉求或突发事件；不写是公区维修")
]
AnyKind = Annotated[
    str, typer.Option("--kind", metavar="种类", help="公区维修、隐患、保洁问题、诉求、突发事件或全部；不写是公区维修")
]
Details = Annotated[list[str], typer.Option("--set", metavar="名称=内容", help="这种单另记的内容，如 现场措施=已断电")]
Urgency = Annotated[str, typer.Option("--urgency", metavar="紧急程度", help="特急、紧急或一般；隐患是一般、较大、重大")]
NewUrgency = Annotated[
    str, typer.Option("--urgency", metavar="紧急程度", help="特急、紧急或一般；隐患是一般、较大、重大；不写是一般")
]
Source = Annotated[str, typer.Option("--source", metavar="方式", help="怎么报的修：巡查、电话、来访…")]
Reporter = Annotated[str, typer.Option("--reporter", metavar="姓名", help="报修人")]
Phone = Annotated[str, typer.Option("--phone", metavar="电话", help="报修人的电话")]
Paper = Annotated[str, typer.Option("--paper", metavar="纸质单号", help="纸质《工程维修单》上的号码")]
Remark = Annotated[str, typer.Option("--remark", metavar="文字", help="备注")]
Opened = Annotated[str, typer.Option("--opened", metavar="时间", help="报修时间：昨天、11-20、11-20 8:30")]
NewOpened = Annotated[
    str, typer.Option("--opened", metavar="时间", help="报修时间：昨天、11-20、11-20 8:30；不写是现在")
]
Dispatched = Annotated[str, typer.Option("--dispatched", metavar="时间", help="派单时间")]
Executor = Annotated[str, typer.Option("--executor", "-e", metavar="谁", help="接单人：工号或姓名")]
Taker = Annotated[str, typer.Option("--executor", "-e", metavar="谁", help="接单人：工号或姓名；外委单位写名称")]
Accepted = Annotated[str, typer.Option("--accepted", metavar="时间", help="接单时间")]
Progress = Annotated[str, typer.Option("--progress", metavar="文字", help="维修情况或处理进度")]
Material = Annotated[str, typer.Option("--material", metavar="文字", help="用料，例如 LED灯管2支")]
Finished = Annotated[str, typer.Option("--finished", metavar="时间", help="完成时间")]
Verifier = Annotated[str, typer.Option("--verifier", "-v", metavar="谁", help="验收人：工号或姓名，不能是接单人")]
Verified = Annotated[str, typer.Option("--verified", metavar="时间", help="验收时间；写了验收人而不写时间，是完成那天")]
Contractor = Annotated[
    str, typer.Option("--contractor", metavar="单位", help="派给哪家外委单位；写 按部位，就是登记负责那里的那一家")
]
Why = Annotated[str, typer.Option("--reason", metavar="文字", help="原因")]
When = Annotated[str, typer.Option("--at", metavar="时间", help="什么时候：昨天、11-20、11-20 8:30；不写是现在")]
Who = Annotated[str, typer.Option("--by", metavar="谁", help="谁做的：工号或姓名；不写是录入人自己")]
Worker = Annotated[str, typer.Option("--by", metavar="谁", help="谁做的：工号或姓名；不写是被派的人")]


def details_said(pairs: list[str]) -> dict[str, str]:
    """What was said of a kind's fields, each as 名称=内容; UsageError for what is not."""
    from gridctl.errors import UsageError

    said = {}
    for pair in pairs:
        name, sign, value = pair.replace("＝", "=").partition("=")
        if not (sign and name.strip()):
            raise UsageError(f"“{pair}”不是 名称=内容", "例如 现场措施=已拉警戒线；名称见 gridctl ticket detail 单号")
        said[name.strip()] = value
    return said


def said(ctx: typer.Context) -> Words:
    """Gather what was said of a slip: the parameters that are named like its entries."""
    from dataclasses import fields

    from gridctl.services.tickets.entry import Words

    return Words(**{field.name: ctx.params[field.name] for field in fields(Words) if ctx.params.get(field.name)})
