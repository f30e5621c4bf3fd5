"""The options that commands of meetings share, and how meetings are listed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli.options import LARGEST
from gridctl.cli.output import Column, Listing

STATES = {"planned": "未开", "held": "已开", "cancelled": "取消"}
MEETINGS = Listing(
    "会议",
    (
        Column("number", "号", align="right"),
        Column("at", "时间", whole=True),
        Column("title", "会议"),
        Column("state", "状态", words=STATES, whole=True),
        Column("convener", "召集人", whole=True),
        Column("expected", "应到", align="right", whole=True),
        Column("came", "实到", align="right", whole=True),
        Column("leave", "请假", align="right", whole=True),
        Column("unknown", "未登记", align="right", whole=True),
        Column("open_items", "未办完", align="right", whole=True),
        Column("venue", "地点"),
        Column("topic", "议题"),
    ),
)
MEETING = Listing(
    "会议",
    (
        *MEETINGS.columns[:5],
        Column("convener_capacity", "召集人身份"),
        Column("deputised", "受委托"),
        Column("ended", "结束时间", whole=True),
        *MEETINGS.columns[5:],
        Column("late", "迟到", align="right"),
        Column("absent", "缺席", align="right"),
        Column("items", "议定", align="right"),
        Column("clause", "依据"),
        Column("lacking", "应到而没有列入的"),
        Column("cancelled_for", "取消原因"),
        Column("minutes", "纪要"),
    ),
)
AGENDA = Listing(
    "议程",
    (
        Column("part", "第几项", align="right"),
        Column("part_name", "议程"),
        Column("fact_name", "内容"),
        Column("number", "号"),
        Column("at", "时间", whole=True),
        Column("place", "部位"),
        Column("what", "情况"),
        Column("who", "谁"),
        Column("due", "期限", whole=True),
        Column("note", "说明"),
    ),
)
KINDS = Listing(
    "会议种类",
    (
        Column("name", "会议"),
        Column("often", "多久一次"),
        Column("conveners", "召集人"),
        Column("deputies", "可委托"),
        Column("attend", "参加", words="；".join),
        Column("agenda", "议程", words="；".join),
        Column("leave", "请假怎么请"),
        Column("together", "可合开"),
        Column("clause", "依据"),
    ),
)
Number = Annotated[int, typer.Argument(metavar="号", min=1, max=LARGEST, help="meeting list 里的号")]
Kind = Annotated[str, typer.Argument(metavar="种类", help="工作例会、每日分析会…；见 meeting kinds")]
Which = Annotated[str, typer.Argument(metavar="号或种类", help="计划的会写它的号；没有计划过的写种类")]
At = Annotated[str, typer.Option("--at", metavar="时间", help="什么时候开：明天 14:00、3-20 9:30")]
HeldAt = Annotated[str, typer.Option("--at", metavar="时间", help="实际什么时候开的；照计划开的不用写")]
Ended = Annotated[str, typer.Option("--ended", metavar="时间", help="几点结束的")]
Convener = Annotated[str, typer.Option("--convener", metavar="谁", help="谁召集：工号、姓名，或 姓名:身份")]
Deputy = Annotated[str, typer.Option("--deputy", metavar="谁", help="召集人委托谁召集的")]
Also = Annotated[list[str] | None, typer.Option("--also", metavar="种类", help="兼作另一种会议")]
Venue = Annotated[str, typer.Option("--venue", metavar="地点", help="在哪里开")]
Topic = Annotated[str, typer.Option("--topic", metavar="文字", help="议题")]
Minutes = Annotated[str, typer.Option("--minutes", metavar="文字", help="纪要，一段话")]
Sheet = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件.xlsx", help="做成可以打印签字的会议纪要和签到表")
]
MinutesFile = Annotated[Path | None, typer.Option("--minutes-file", metavar="文件", help="纪要在这个文本文件里")]
Invite = Annotated[list[str] | None, typer.Option("--invite", metavar="人员", help="另外请谁：工号、姓名、姓名:身份")]
AsLast = Annotated[bool, typer.Option("--as-last", help="上一次同种会议的外来人员照旧")]
Present = Annotated[list[str] | None, typer.Option("--present", metavar="人员", help="谁来了，几个人用逗号隔开")]
Late = Annotated[list[str] | None, typer.Option("--late", metavar="人员", help="谁迟到")]
Absent = Annotated[list[str] | None, typer.Option("--absent", metavar="人员", help="谁没有来")]
Everyone = Annotated[bool, typer.Option("--all", help="其余应到的都来了")]
