"""`gridctl project`: projects added, listed, shown, and their policies changed from a day on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import DryRun, Format, FormatOption, On, Since
from gridctl.cli.output import Column, Listing, say, show
from gridctl.cli.policies.lists import CHANGES, POLICIES
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tree import example
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from gridctl.services.policies import PolicyChange
    from gridctl.services.projects import ProjectLine

app = typer.Typer()

PROJECTS = Listing(
    "项目",
    (
        Column("code", "代码"),
        Column("name", "项目"),
        Column("company", "公司"),
        Column("zone", "时区"),
        Column("live_from", "启用日"),
    ),
)


# option of `project set`: the policy it sets
POLICY_OPTIONS = {
    "grid_head": "grid_head_post",
    "week_end": "week_last_day",
    "limit_days": "repair_limit_days",
    "warn_days": "repair_warning_days",
    "prefix": "number_prefix_repair",
}
ProjectArgument = Annotated[str, typer.Argument(metavar="项目", help="代码或名称；不写时同 --project")]


@app.command("add", epilog=example("gridctl project add --code YH2 --name 云海二期 --live-from 2026-04-01 --as owner"))
def add(
    ctx: typer.Context,
    code: Annotated[str, typer.Option("--code", metavar="代码", help="印在单号前面的代码，如 YH2")],
    name: Annotated[str, typer.Option("--name", metavar="名称", help="项目名称")],
    live_from: Annotated[str, typer.Option("--live-from", metavar="日期", help="启用日：从哪天起用本程序管理")],
    company: Annotated[str, typer.Option("--company", metavar="公司", help="物业公司；不写时同第一个项目")] = "",
    zone: Annotated[str, typer.Option("--zone", metavar="时区", help="项目所在的时区")] = "Asia/Shanghai",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """在台账库里再建一个项目（由台账负责人建）。"""
    from gridctl.services.projects import add_another, first_code

    ctx.obj = replace(ctx.obj, project=first_code(ctx.obj))
    with writing(ctx, dry_run=dry_run) as desk:
        day, company = day_meant(desk, live_from), company or desk.project.company
        line = add_another(desk, code=code, name=name, company=company, zone=zone, live_from=day)
    show([line], PROJECTS, format, ctx.obj)


@app.command("list", epilog=example("gridctl project list"))
def list_(ctx: typer.Context, format: FormatOption = Format.TABLE) -> None:
    """列出台账库里的项目。"""
    from gridctl.services.projects import list_projects

    show(list_projects(ctx.obj), PROJECTS, format, ctx.obj)


@app.command("show", epilog=example("gridctl project show", "gridctl project show YH --on 2026-04-01"))
def show_(
    ctx: typer.Context,
    which: ProjectArgument = "",
    on: On = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """查看一个项目和某一天的规定。"""
    from gridctl.services.projects import show_project

    _name(ctx, which)
    with reading(ctx) as desk:
        whole = show_project(desk, day_meant(desk, on))
    show_whole(whole, PROJECTS, [Section("policies", f"{whole.on} 的规定", POLICIES)], format, ctx.obj)


@app.command(
    "set",
    epilog=example(
        "gridctl project set --week-end 周五 --grid-head 物业助理",
        "gridctl project set --limit-days 15 --warn-days 10,13 --from 2026-04-01",
        "gridctl project set --policy 补录宽限=10:30",
    ),
)
def set_(
    ctx: typer.Context,
    which: ProjectArgument = "",
    name: Annotated[str, typer.Option("--name", metavar="名称", help="改项目名称")] = "",
    company: Annotated[str, typer.Option("--company", metavar="公司", help="改公司名称")] = "",
    grid_head: Annotated[
        str, typer.Option("--grid-head", metavar="岗位", help="网格负责人岗位：客服管家、物业助理或网格管理员")
    ] = "",
    week_end: Annotated[str, typer.Option("--week-end", metavar="星期", help="周汇总截止日，如 周五")] = "",
    limit_days: Annotated[str, typer.Option("--limit-days", metavar="天数", help="公区维修整改期限，如 15")] = "",
    warn_days: Annotated[str, typer.Option("--warn-days", metavar="天数", help="第几天提醒，如 10,13")] = "",
    prefix: Annotated[str, typer.Option("--prefix", metavar="字母", help="维修单号前缀，如 GW")] = "",
    band: Annotated[str, typer.Option("--band", metavar="户数", help="户数标准，如 350-400")] = "",
    policy: Annotated[
        list[str] | None, typer.Option("--policy", metavar="名称=值", help="其他规定，名称见 project show")
    ] = None,
    since: Since = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """改项目名称，或从某天起改规定；已经过去的日子仍按原来的规定。"""
    from gridctl.services.policies import set_policies
    from gridctl.services.projects import rename_project

    _name(ctx, which)
    wanted = _wanted(ctx.params)
    with writing(ctx, dry_run=dry_run) as desk:
        line = rename_project(desk, name=name, company=company) if name or company else None
        changes = set_policies(desk, wanted, day_said(desk, since)) if wanted else []
    _show_changes(ctx, changes, format, line)


def _show_changes(
    ctx: typer.Context,
    changes: list[PolicyChange],
    format: Format,
    line: ProjectLine | None,
) -> None:
    if line:
        say(f"项目名称和公司现在是：{line.name} {line.company}")
    if changes or format is not Format.TABLE:
        show(changes, CHANGES, format, ctx.obj)
    elif not line:
        say("规定本来就是这样，没有变动")


def _name(ctx: typer.Context, which: str) -> None:
    if which:
        ctx.obj = replace(ctx.obj, project=which)


def _wanted(said: dict[str, object]) -> dict[str, str]:
    """The policies that the line sets, each with the text of its value."""
    wanted = {name: str(said[option]) for option, name in POLICY_OPTIONS.items() if said[option]}
    if said["band"]:
        wanted |= _band(str(said["band"]))
    policies: Any = said["policy"] or ()
    for text in policies:
        name, equals, value = text.replace("＝", "=").partition("=")
        if not (equals and value.strip()):
            raise UsageError(f"--policy 写成 名称=值，“{text}”不是", "例如 --policy 补录宽限=10:30")
        wanted[name.strip()] = value
    if not (wanted or said["name"] or said["company"]):
        raise UsageError("没有说要改什么", "例如 gridctl project set --week-end 周五；查看现状：gridctl project show")
    return wanted


def _band(text: str) -> dict[str, str]:
    """350-400 as the two policies it is."""
    import re

    from gridctl.domain.text import fold

    found = re.fullmatch(r"(\d+) ?[-—–~至到] ?(\d+)户?", fold(text), re.ASCII)
    if not found:
        raise UsageError(f"户数标准“{text}”看不懂", "写成 350-400")
    return {"grid_band_min": found[1], "grid_band_max": found[2]}
