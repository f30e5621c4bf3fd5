"""`gridctl request`: complaints, requests and questions of residents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.desks import writing
from gridctl.cli.disclosing import looking
from gridctl.cli.options import DryRun, Format, FormatOption, Full, GridOption, Reason, Since, StaffOption, Until
from gridctl.cli.output import Column, Listing, show, show_one
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.listings import STEPS
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk
    from gridctl.services.requests.lists import RequestLine

app = typer.Typer()

REQUESTS = Listing(
    "诉求",
    (
        Column("number", "单号", whole=True),
        Column("state_name", "状态", whole=True),
        Column("opened", "受理时间", whole=True),
        Column("place", "部位"),
        Column("problem", "诉求"),
        Column("category_name", "类别"),
        Column("urgency_name", "紧急程度"),
        Column("head", "网格负责人"),
        Column("executor", "办理人"),
        Column("answer_due", "答复时限", whole=True),
        Column("answered", "首次答复", whole=True),
        Column("due", "办结期限", whole=True),
        Column("overdue_days", "超期天", align="right"),
        Column("urged", "催单", align="right"),
        Column("satisfaction_name", "满意度"),
    ),
)
REQUEST = Listing(
    "诉求",
    (
        *REQUESTS.columns,
        Column("answer_late", "答复超时"),
        Column("answer", "答复内容"),
        Column("source_name", "来源"),
        Column("reporter", "诉求人"),
        Column("reporter_phone", "电话"),
        Column("grid", "网格"),
        Column("finished", "办结时间"),
        Column("verifier", "回访人"),
        Column("verified", "回访时间"),
        Column("round", "轮次"),
        Column("earlier", "这一户近期的诉求"),
        Column("remark", "备注"),
    ),
)
Number = Annotated[str, typer.Argument(metavar="单号", help="12（今年的第 12 号诉求）或 TS-2026-0012")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="说明")]


def _lines(desk: WritingDesk, ticket: Ticket) -> list[RequestLine]:
    from gridctl.services.requests.lists import lines_of

    return lines_of(desk, [ticket])


@app.command(
    "open",
    epilog=example(
        "gridctl request open 3-2-101 楼上半夜装修扰民 --source 电话 --reporter 张建国 --phone 13800000001",
        "gridctl request open 3栋2单元大堂 想加装扶手 -c 建议",
    ),
)
def open_(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="部位", help="哪一户或哪里：3-2-101、3栋2单元大堂")],
    problem: Annotated[str, typer.Argument(metavar="诉求", help="说了什么")],
    category: Annotated[
        str, typer.Option("--category", "-c", metavar="类别", help="投诉、求助、咨询、建议…；不写时按诉求里的词判断")
    ] = "",
    urgency: Annotated[str, typer.Option("--urgency", metavar="紧急程度", help="紧急或一般；不写是一般")] = "",
    source: Annotated[str, typer.Option("--source", metavar="来源", help="电话、来访、微信、上级转办…")] = "",
    reporter: Annotated[str, typer.Option("--reporter", metavar="姓名", help="诉求人")] = "",
    reporter_phone: Annotated[str, typer.Option("--phone", metavar="电话", help="诉求人的电话")] = "",
    opened: Annotated[
        str, typer.Option("--opened", metavar="时间", help="受理时间：昨天、11-20、11-20 8:30；不写是现在")
    ] = "",
    paper: Annotated[str, typer.Option("--paper", metavar="纸质单号", help="纸质登记表上的号码")] = "",
    remark: slip.Remark = "",
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁受理的：工号或姓名；不写是录入人自己")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """受理一件投诉、求助、咨询或建议；这一户近期的诉求会一并提示。"""
    from gridctl.services.requests.opening import open_request

    with writing(ctx, dry_run=dry_run) as desk:
        lines = _lines(desk, open_request(desk, slip.said(ctx), by=by))
    show(lines, REQUESTS, format, ctx.obj)


@app.command("answer", epilog=example("gridctl request answer 12 已约明天上午上门 --by 林晓彤"))
def answer(
    ctx: typer.Context,
    number: Number,
    words: Annotated[str, typer.Argument(metavar="答复", help="怎么答复的")],
    done: Annotated[bool, typer.Option("--done", help="事情已经办完，等待回访")] = False,
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁答复、办理的；不写是录入人自己")] = "",
    at: slip.When = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记答复；第一次答复的时间和答复时限比较。"""
    from gridctl.services.requests.answering import Told, answer_request

    with writing(ctx, dry_run=dry_run) as desk:
        lines = _lines(desk, answer_request(desk, number, Told(words, by, at), done=done))
    show(lines, REQUESTS, format, ctx.obj)


@app.command("urge", epilog=example("gridctl request urge 12 --note 业主又来电话"))
def urge(
    ctx: typer.Context,
    number: Number,
    note: Note = "",
    by: slip.Who = "",
    at: slip.When = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记催单；催了几次会记着。"""
    from gridctl.services.requests.answering import Told, urge_request

    with writing(ctx, dry_run=dry_run) as desk:
        lines = _lines(desk, urge_request(desk, number, Told(note, by, at)))
    show(lines, REQUESTS, format, ctx.obj)


@app.command(
    "satisfaction",
    epilog=example(
        "gridctl request satisfaction 12 满意 --by 何静怡",
        "gridctl request satisfaction 12 不满意 --by 何静怡 --back --note 仍在半夜施工",
    ),
)
def satisfaction(
    ctx: typer.Context,
    number: Number,
    rating: Annotated[str, typer.Argument(metavar="满意度", help="满意、基本满意、不满意或未评价")],
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁回访的，不能是办理人；不写是录入人自己")] = "",
    note: Note = "",
    back: Annotated[bool, typer.Option("--back", help="不办结，退回重办；要写 --note 原因")] = False,
    at: slip.When = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """回访：登记满意度并办结；由办理人以外的人回访。"""
    from gridctl.services.requests.answering import Told, rate_request

    with writing(ctx, dry_run=dry_run) as desk:
        lines = _lines(desk, rate_request(desk, number, rating, Told(note, by, at), back=back))
    show(lines, REQUESTS, format, ctx.obj)


State = Annotated[list[str], typer.Option("--state", metavar="状态", help="待受理、处理中、待回访、已办结")]
Everything = Annotated[bool, typer.Option("--all", help="连已办结和作废的也列出")]
Overdue = Annotated[bool, typer.Option("--overdue", help="只看超过办结期限的")]
Unanswered = Annotated[bool, typer.Option("--unanswered", help="只看还没有答复的")]
Category = Annotated[str, typer.Option("--category", "-c", metavar="类别", help="投诉、求助、咨询、建议…")]
Place = Annotated[str, typer.Option("--place", metavar="部位", help="哪一户或哪里")]


@app.command(
    "list", epilog=example("gridctl request list --unanswered", "gridctl request list -c 投诉 --from 11-1 --all")
)
def list_(
    ctx: typer.Context,
    state: State = [],  # noqa: B006 - typer copies it
    everything: Everything = False,
    overdue: Overdue = False,
    unanswered: Unanswered = False,
    category: Category = "",
    place: Place = "",
    grid: GridOption = None,
    staff: StaffOption = None,
    since: Since = None,
    until: Until = None,
    full: Full = False,
    reason: Reason = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出诉求；不写条件时列出没有办结的，姓名和电话默认隐去一部分。"""
    from gridctl.services.requests.lists import find_requests
    from gridctl.services.tickets.lists import Asked

    asked = Asked(tuple(state), overdue, category, place, grid or "", staff or "", since or "", until or "", everything)
    with looking(ctx, full, reason) as desk:
        lines = find_requests(desk, asked, unanswered=unanswered, full=full)
    show(lines, REQUESTS, format, ctx.obj)


@app.command("show", epilog=example("gridctl request show 12", "gridctl request show 12 --full --reason 回访"))
def show_(
    ctx: typer.Context, number: Number, full: Full = False, reason: Reason = None, format: FormatOption = Format.TABLE
) -> None:
    """看一件诉求和它的全部经过；姓名和电话默认隐去一部分。"""
    from gridctl.services.requests.lists import request_card

    with looking(ctx, full, reason) as desk:
        card = request_card(desk, number, full=full)
    show_one(card, REQUEST, format, ctx.obj)
    if format is Format.TABLE:
        show(card.steps, STEPS, format, ctx.obj)
