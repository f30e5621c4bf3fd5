"""`gridctl ticket stats`: how quickly and how well tickets are closed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from gridctl.cli.days import day_said
from gridctl.cli.desks import reading
from gridctl.cli.options import Format, FormatOption, Since, Until
from gridctl.cli.output import Column, Listing, say, show
from gridctl.cli.tickets.commands import app
from gridctl.cli.tree import example


class Group(StrEnum):
    """What the figures are grouped by."""

    CATEGORY = "category"
    GRID = "grid"
    STAFF = "staff"
    WEEK = "week"


STATS = Listing(
    "工单",
    (
        Column("group", "分组"),
        Column("opened", "立案", align="right"),
        Column("closed", "结案", align="right"),
        Column("to_close", "应结案", align="right"),
        Column("in_time", "按期", align="right"),
        Column("in_time_rate", "按期结案率", align="right", whole=True),
        Column("closed_rate", "结案率", align="right", whole=True),
        Column("overdue", "超期未结", align="right"),
        Column("answered_rate", "答复及时率", align="right", whole=True),
        Column("minutes", "平均答复(分)", align="right"),
        Column("days", "平均处置(天)", align="right"),
        Column("rework_rate", "返工率", align="right", whole=True),
        Column("reopened", "重开", align="right"),
        Column("repeat_rate", "重复率", align="right", whole=True),
        Column("urged", "催单", align="right"),
        Column("satisfied_rate", "满意率", align="right", whole=True),
        Column("voided", "作废", align="right"),
    ),
)
By = Annotated[Group, typer.Option("--by", help="按类别、网格、接单人或周分组")]
Kind = Annotated[
    str, typer.Option("--kind", metavar="种类", help="公区维修、隐患、保洁问题、诉求或突发事件；不写是全部")
]


@app.command(
    "stats",
    epilog=example(
        "gridctl ticket stats --from 11-1 --to 11-30", "gridctl ticket stats --by grid --kind 诉求 --format csv"
    ),
)
def stats(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    by: By = Group.CATEGORY,
    kind: Kind = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """统计这些天开的单：按期结案率、答复及时率、返工率、满意率等。

    应结案 = 立案 − 未完且未到期；按期结案率、结案率以应结案为分母。不写日期时是本月到今天。
    """
    from gridctl.services.indicators.stats import stat_lines, stat_rows, ticket_stats

    with reading(ctx) as desk:
        first, last = day_said(desk, since) or desk.today.replace(day=1), day_said(desk, until) or desk.today
        found = ticket_stats(desk, first, last, by.value, kind)
    if format is Format.TABLE:
        say(f"{first} 至 {last} 开的单，截至今天")
    show(stat_lines(found) if format is Format.JSON else stat_rows(found), STATS, format, ctx.obj)
