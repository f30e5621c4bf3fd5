"""`gridctl hazard`: hazards found, kept from doing harm, reported, listed and shown."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.asking import ask_or_leave
from gridctl.cli.desks import acting, reading, writing
from gridctl.cli.hazards import options as said
from gridctl.cli.options import DryRun, Format, FormatOption, GridOption, Since, Until
from gridctl.cli.sections import show_whole
from gridctl.cli.tickets import options as slip
from gridctl.cli.tree import example
from gridctl.settings import Settings

app = typer.Typer()


def _asked(fields: dict[str, str], level: str, settings: Settings) -> dict[str, str]:
    """What was said, and what a person at a terminal answers for what is needed at once and was not."""
    if not settings.interactive:
        return fields
    from gridctl.services.hazards.register import asked_for

    return fields | ask_or_leave(asked_for(level, fields), settings)


@app.command(
    "open",
    epilog=example(
        "gridctl hazard open 3栋2单元大堂 消防通道堆放杂物 --measures 当场清理并告知住户 --reported-to 物业管理处",
        "gridctl hazard open 地库B区 配电箱冒烟 --level 重大",
    ),
)
def open_(
    ctx: typer.Context,
    place: slip.PlaceArgument,
    problem: said.ProblemFound,
    level: said.Level = "",
    kind: said.Kind = "",
    source: said.Source = "",
    found: said.Found = "",
    by: said.Finder = "",
    measures: said.Measures = "",
    measured_at: said.MeasuredAt = "",
    reported_to: said.ReportedTo = "",
    reported_at: said.ReportedAt = "",
    owner: said.Owner = "",
    until: said.Limit = "",
    money: said.Money = "",
    plan: said.Plan = "",
    emergency_plan: said.EmergencyPlan = "",
    remark: slip.Remark = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记一处隐患：现场措施、上报、责任人和期限；没写的在终端上会问，或列出来以后补。"""
    from gridctl.services.hazards.lists import hazard_lines
    from gridctl.services.hazards.register import open_hazard
    from gridctl.services.tickets.entry import Words

    ctx.obj = ctx.obj if dry_run else acting(ctx.obj)
    fields = _asked(said.fields_said(ctx), level, ctx.obj)
    words = Words(place, problem, kind, level, source, remark=remark, opened=found)
    with writing(ctx, dry_run=dry_run) as desk:
        lines = hazard_lines(desk, [open_hazard(desk, words, fields, by=by, until=until)])
    said.show_hazards(lines, format, ctx.obj)


@app.command("measures", epilog=example("gridctl hazard measures 3 断电并拉警戒线 --at 8:20"))
def measures(
    ctx: typer.Context,
    number: said.Number,
    words: Annotated[str, typer.Argument(metavar="措施", help="现场怎么处理的；再次登记接在后面")],
    at: slip.When = "",
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁处理的：工号或姓名")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """补登现场措施。"""
    from gridctl.services.hazards import register
    from gridctl.services.hazards.lists import hazard_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = hazard_lines(desk, [register.measures(desk, number, words, at=at, by=by)])
    said.show_hazards(lines, format, ctx.obj)


@app.command(
    "report",
    epilog=example(
        "gridctl hazard report 3 --to 物业管理处 --at 8:30",
        "gridctl hazard report 3 --to 项目负责人 --at 8:35 --means 电话",
    ),
)
def report(
    ctx: typer.Context,
    number: said.Number,
    to: Annotated[str, typer.Option("--to", metavar="部门", help="报给哪个部门，或 项目负责人")],
    at: slip.When = "",
    means: Annotated[str, typer.Option("--means", metavar="方式", help="电话、对讲机、当面、书面…")] = "",
    who: Annotated[str, typer.Option("--who", metavar="人员", help="报给了谁：工号或姓名")] = "",
    note: slip.Remark = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记上报：第一次报的部门和时间进台账，每次都留在经过里。"""
    from gridctl.services.hazards import register
    from gridctl.services.hazards.lists import hazard_lines

    with writing(ctx, dry_run=dry_run) as desk:
        told = register.Report(to, at, means, who, note)
        lines = hazard_lines(desk, [register.report(desk, number, told)])
    said.show_hazards(lines, format, ctx.obj)


@app.command(
    "list", epilog=example("gridctl hazard list --missing", "gridctl hazard list --all --format csv > 隐患台账.csv")
)
def list_(
    ctx: typer.Context,
    only_open: said.OnlyOpen = False,
    everything: said.Everything = False,
    missing: said.Missing = False,
    overdue: said.Overdue = False,
    level: said.Level = "",
    kind: Annotated[str, typer.Option("--kind", "-c", metavar="类别", help="只看这一类")] = "",
    place: slip.Place = "",
    grid: GridOption = None,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """隐患台账；不写 --all 时列出没有销号的。--format csv 是台账的全部各栏。"""
    from gridctl.services.hazards.lists import HAZARD, find_hazards
    from gridctl.services.tickets.lists import Asked

    all_of_them = everything and not only_open
    asked = Asked((), overdue, kind, place, grid or "", "", since or "", until or "", all_of_them, HAZARD)
    with reading(ctx) as desk:
        lines = find_hazards(desk, asked, level=level, missing=missing)
    said.show_hazards(lines, format, ctx.obj)


@app.command("show", epilog=example("gridctl hazard show 3"))
def show_(ctx: typer.Context, number: said.Number, format: FormatOption = Format.TABLE) -> None:
    """看一处隐患、上报和它的全部经过。"""
    from gridctl.services.hazards.lists import HAZARD, hazard_card
    from gridctl.services.tickets.of_kind import ticket_of

    with reading(ctx) as desk:
        card = hazard_card(desk, ticket_of(desk, number, HAZARD))
    show_whole(card, said.CARD, said.SECTIONS, format, ctx.obj)
