"""`gridctl incident`: what happened, who was told and when, what was done on the spot, and how it ended."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.asking import ask_or_leave
from gridctl.cli.desks import acting, reading, writing
from gridctl.cli.hazards.options import CHAIN
from gridctl.cli.incidents import options as said
from gridctl.cli.options import DryRun, Format, FormatOption, GridOption, Since, Until
from gridctl.cli.output import show
from gridctl.cli.sections import show_whole
from gridctl.cli.tickets import options as slip
from gridctl.cli.tree import example
from gridctl.settings import Settings

app = typer.Typer()


def _asked(fields: dict[str, str], level: str, settings: Settings) -> dict[str, str]:
    """What was said, and what a person at a terminal answers for what is needed at once and was not."""
    if not settings.interactive:
        return fields
    from gridctl.services.incidents.register import asked_for

    return fields | ask_or_leave(asked_for(level, fields), settings)


@app.command(
    "open",
    epilog=example(
        "gridctl incident open 1#电梯 两人被困 --kind 电梯困人 --at 8:20 --scene 安抚被困人员，停用电梯",
        "gridctl incident open 东门岗 业主聚集拉横幅 --level 重大",
    ),
)
def open_(
    ctx: typer.Context,
    place: slip.PlaceArgument,
    problem: said.What,
    kind: said.Kind = "",
    level: said.Level = "",
    at: said.Happened = "",
    source: said.Source = "",
    by: said.Reporter = "",
    scene: said.Scene = "",
    arrived: said.Arrived = "",
    remark: slip.Remark = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一件突发事件；还没有通知谁、还缺什么会列出来，填齐为止。"""
    from gridctl.services.incidents.lists import incident_lines
    from gridctl.services.incidents.register import open_incident
    from gridctl.services.tickets.entry import Words

    ctx.obj = ctx.obj if dry_run else acting(ctx.obj)
    fields = _asked(said.fields_said(ctx), level, ctx.obj)
    words = Words(place, problem, kind, level, source, remark=remark, opened=at)
    with writing(ctx, dry_run=dry_run) as desk:
        lines = incident_lines(desk, [open_incident(desk, words, fields, by=by)])
    show(lines, said.INCIDENTS, format, ctx.obj)


@app.command(
    "tell",
    epilog=example(
        "gridctl incident tell 2 --post 工程技工 --who 王强 --at 8:25 --means 对讲",
        "gridctl incident tell 2 --post 项目负责人 --at 8:30 --means 电话",
        "gridctl incident tell 2 --post 工程技工 --at 8:24 --correct --reason 看错了时间",
    ),
)
def tell(
    ctx: typer.Context,
    number: said.Number,
    post: Annotated[str, typer.Option("--post", metavar="岗位", help="物业助理、工程技工、部门或项目负责人")],
    who: Annotated[
        str, typer.Option("--who", metavar="人员", help="通知了谁：工号或姓名；岗位上只有一个人时不用写")
    ] = "",
    at: Annotated[str, typer.Option("--at", metavar="时间", help="几点几分：8:25、昨天 22:10；不写是现在")] = "",
    means: Annotated[str, typer.Option("--means", metavar="方式", help="电话、对讲、微信、当面或书面")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明")] = "",
    correct: Annotated[bool, typer.Option("--correct", help="更正已登记的这一级，不写的照旧")] = False,
    reason: slip.Why = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记通知了谁：几点、用什么方式；第一次通知的时间算数。"""
    from gridctl.services.incidents import register
    from gridctl.services.tickets.chains import chain
    from gridctl.services.tickets.telling import Said

    with writing(ctx, dry_run=dry_run) as desk:
        told = Said(post, who, at, means, note)
        links = chain(desk, register.tell(desk, number, told, correct=correct, reason=reason))
    show(links, CHAIN, format, ctx.obj)


@app.command("fill", epilog=example("gridctl incident fill 2 --arrived 8:32 --rescued 8:50 --casualties 无"))
def fill(
    ctx: typer.Context,
    number: said.Number,
    scene: said.Scene = "",
    arrived: said.Arrived = "",
    rescue: said.Rescue = "",
    rescued: said.Rescued = "",
    casualties: said.Casualties = "",
    loss: said.Loss = "",
    outcome: said.Outcome = "",
    cause: said.Cause = "",
    prevention: said.Prevention = "",
    reason: slip.Why = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """补填或更正：现场措施、到场、救援、伤亡、损失、结果、原因、防范。"""
    from gridctl.services.incidents import register
    from gridctl.services.incidents.lists import incident_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = incident_lines(desk, [register.fill(desk, number, said.fields_said(ctx), reason=reason)])
    show(lines, said.INCIDENTS, format, ctx.obj)


@app.command("finish", epilog=example("gridctl incident finish 2 --by 王强 --outcome 被困人员已救出，电梯送检"))
def finish(
    ctx: typer.Context,
    number: said.Number,
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁处置的：工号或姓名")] = "",
    at: slip.When = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="处置经过")] = "",
    outcome: said.Outcome = "",
    arrived: said.Arrived = "",
    rescued: said.Rescued = "",
    casualties: said.Casualties = "",
    loss: said.Loss = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """现场处置完毕，等待确认。"""
    from gridctl.services.incidents import register
    from gridctl.services.incidents.lists import incident_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = incident_lines(desk, [register.finish(desk, number, said.fields_said(ctx), by=by, at=at, note=note)])
    show(lines, said.INCIDENTS, format, ctx.obj)


@app.command(
    "close",
    epilog=example(
        "gridctl incident close 2 --by 沈佳宁", "gridctl incident close 2 --by 沈佳宁 --reason 当晚没有工程技工值班"
    ),
)
def close(
    ctx: typer.Context,
    number: said.Number,
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁确认的；不能是处置的人")] = "",
    at: slip.When = "",
    cause: said.Cause = "",
    prevention: said.Prevention = "",
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="该通知的没有通知，为什么也了结")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """确认了结；还有该通知的没有登记时，要写 --reason，这一项仍算缺。"""
    from gridctl.services.incidents import register
    from gridctl.services.incidents.lists import incident_lines

    with writing(ctx, dry_run=dry_run) as desk:
        closed = register.close(desk, number, said.fields_said(ctx), by=by, at=at, reason=reason)
        lines = incident_lines(desk, [closed])
    show(lines, said.INCIDENTS, format, ctx.obj)


@app.command("missing", epilog=example("gridctl incident missing", "gridctl incident missing --all"))
def missing(ctx: typer.Context, everything: said.Everything = False, format: FormatOption = Format.TABLE) -> None:
    """还缺什么：该通知还没通知的，现场措施、处理结果等没填的。"""
    from gridctl.services.incidents.lists import INCIDENT, missing_lines
    from gridctl.services.tickets.lists import Asked

    with reading(ctx) as desk:
        lines = missing_lines(desk, Asked(everything=everything, kind=INCIDENT))
    show(lines, said.MISSING, format, ctx.obj)


@app.command("list", epilog=example("gridctl incident list --all --from 3-1", "gridctl incident list --kind 盗窃"))
def list_(
    ctx: typer.Context,
    everything: said.Everything = False,
    lacking: Annotated[bool, typer.Option("--missing", help="只看还缺什么的")] = False,
    kind: Annotated[str, typer.Option("--kind", "-c", metavar="类别", help="只看这一类")] = "",
    place: slip.Place = "",
    grid: GridOption = None,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出突发事件；不写 --all 时列出没有了结的。"""
    from gridctl.services.incidents.lists import INCIDENT, find_incidents
    from gridctl.services.tickets.lists import Asked

    asked = Asked((), False, kind, place, grid or "", "", since or "", until or "", everything, INCIDENT)
    with reading(ctx) as desk:
        lines = find_incidents(desk, asked, missing=lacking)
    show(lines, said.INCIDENTS, format, ctx.obj)


@app.command("show", epilog=example("gridctl incident show 2"))
def show_(ctx: typer.Context, number: said.Number, format: FormatOption = Format.TABLE) -> None:
    """看一件突发事件：依次通知了谁、现场怎么处置、结果和全部经过。"""
    from gridctl.services.incidents.lists import INCIDENT, incident_card
    from gridctl.services.tickets.of_kind import ticket_of

    with reading(ctx) as desk:
        card = incident_card(desk, ticket_of(desk, number, INCIDENT))
    show_whole(card, said.CARD, said.SECTIONS, format, ctx.obj)
