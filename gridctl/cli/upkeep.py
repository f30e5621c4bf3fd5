"""`gridctl upkeep`: environment services planned, done, accepted, listed."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said, month_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, GridOption, Reason, Since, Until
from gridctl.cli.output import Column, Listing, show, show_one, words
from gridctl.cli.tree import example

app = typer.Typer()

UPKEEPS = Listing(
    "环境作业",
    (
        Column("number", "编号", align="right"),
        Column("service_name", "作业", whole=True),
        Column("planned_on", "计划日期", whole=True),
        Column("where", "地点"),
        Column("by", "谁做"),
        Column("state_name", "状态", whole=True),
        Column("overdue_days", "逾期天", align="right"),
        Column("done_on", "完成日期", whole=True),
        Column("quantity", "数量", whole=True),
        Column("accepted_by", "验收人"),
    ),
)
UPKEEP = Listing(
    "环境作业",
    (*UPKEEPS.columns, Column("accepted_on", "验收日期"), Column("note", "备注"), Column("clause", "依据")),
)
Service = Annotated[str, typer.Argument(metavar="作业", help="垃圾清运、消杀、开荒、草坪修剪")]
Numbers = Annotated[list[int], typer.Argument(metavar="编号", min=1, max=LARGEST, help="upkeep list 里的编号")]
Wanted = Annotated[
    list[str], typer.Argument(metavar="编号…或作业", help="upkeep list 里的编号；没有排过的写作业：垃圾清运、消杀…")
]
OnGrid = Annotated[str, typer.Option("--grid", metavar="网格", help="在哪个网格：编号或名称；都不写是全项目")]
OnPlace = Annotated[str, typer.Option("--place", metavar="部位", help="在哪里；写了就不用写网格")]
Who = Annotated[str, typer.Option("--by", metavar="谁", help="谁做：外委单位，或自己的人员（工号、姓名）")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="备注")]
Day = Annotated[str | None, typer.Option("--on", "--at", metavar="日期", help="哪天；不写是今天")]


@app.command(
    "plan",
    epilog=example(
        "gridctl upkeep plan 消杀 --on 明天 --place 地库B区 --by 洁净保洁",
        "gridctl upkeep plan 垃圾清运 --every 周一,周四 --to 12-31 --by 洁净保洁",
        'gridctl upkeep plan 草坪修剪 --rule "FREQ=MONTHLY;BYDAY=1SA" --from 4-1 --to 10-31 --grid 01',
    ),
)
def plan(
    ctx: typer.Context,
    service: Service,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="只做一次：哪天")] = None,
    every: Annotated[
        str, typer.Option("--every", metavar="多久", help="反复做：每天、周一,周四、1日,15日、月末、每3天")
    ] = "",
    rule: Annotated[str, typer.Option("--rule", metavar="规则", help="反复做，写成 RFC 5545 的 RRULE")] = "",
    since: Annotated[str | None, typer.Option("--from", metavar="日期", help="反复做：从这天起；不写是今天")] = None,
    until: Until = None,
    grid: OnGrid = "",
    place: OnPlace = "",
    by: Who = "",
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """安排环境作业：某一天，或每周、每月反复做。"""
    from gridctl.services.upkeep.lists import upkeep_lines
    from gridctl.services.upkeep.planning import Said, When, plan_upkeep

    with writing(ctx, dry_run=dry_run) as desk:
        when = When(day_said(desk, on), every, rule, day_said(desk, since), day_said(desk, until))
        lines = upkeep_lines(desk, plan_upkeep(desk, Said(service, grid, place, by, note), when))
    show(lines, UPKEEPS, format, ctx.obj)


@app.command(
    "done",
    epilog=example(
        "gridctl upkeep done 3 --quantity 2车",
        "gridctl upkeep done 垃圾清运 --grid 01 --by 洁净保洁 --quantity 2车 --on 昨天",
    ),
)
def done(
    ctx: typer.Context,
    wanted: Wanted,
    quantity: Annotated[str, typer.Option("--quantity", metavar="数量", help="做了多少：3车、120平方米、5")] = "",
    by: Who = "",
    on: Day = None,
    grid: OnGrid = "",
    place: OnPlace = "",
    note: Note = "",
    correct: Annotated[bool, typer.Option("--correct", help="更正已经登记、还没有验收的")] = False,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记已经做了：按编号登记排过的，没有排过的写作业，一行一次。"""
    from gridctl.services.upkeep.doing import Done, do_upkeep
    from gridctl.services.upkeep.lists import upkeep_lines
    from gridctl.services.upkeep.planning import Said

    with writing(ctx, dry_run=dry_run) as desk:
        work = Done(day_meant(desk, on), by, quantity, note, correct)
        lines = upkeep_lines(desk, do_upkeep(desk, wanted, Said("", grid, place), work))
    show(lines, UPKEEPS, format, ctx.obj)


@app.command(
    "accept",
    epilog=example(
        "gridctl upkeep accept 3 4 --by 曹玉兰", "gridctl upkeep accept 3 --by 曹玉兰 --failed --note 桶底没有冲洗"
    ),
)
def accept(
    ctx: typer.Context,
    numbers: Numbers,
    by: Annotated[str, typer.Option("--by", metavar="人员", help="谁验收的；不能是做的人")],
    failed: Annotated[bool, typer.Option("--failed", help="不合格，另排一次返工；不写是合格")] = False,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="哪里不合格，或备注")] = "",
    again: Annotated[str | None, typer.Option("--again", metavar="日期", help="哪天返工；不写是验收这天")] = None,
    on: Day = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记验收；由做的人以外的人验收，不合格的另排一次返工。"""
    from gridctl.services.upkeep.accepting import Look, accept_upkeep
    from gridctl.services.upkeep.lists import upkeep_lines

    with writing(ctx, dry_run=dry_run) as desk:
        look = Look(by, day_meant(desk, on), not failed, note, day_said(desk, again))
        lines = upkeep_lines(desk, accept_upkeep(desk, numbers, look))
    show(lines, UPKEEPS, format, ctx.obj)


@app.command("cancel", epilog=example("gridctl upkeep cancel 5 6 --reason 合同到期"))
def cancel(
    ctx: typer.Context,
    numbers: Numbers,
    reason: Reason = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """取消还没有做的安排；操作记录里留着。"""
    from gridctl.services.upkeep.lists import upkeep_lines
    from gridctl.services.upkeep.planning import cancel_upkeep

    with writing(ctx, dry_run=dry_run) as desk:
        lines = upkeep_lines(desk, cancel_upkeep(desk, numbers))
    show(lines, UPKEEPS, format, ctx.obj)


@app.command(
    "list",
    epilog=example(
        "gridctl upkeep list", "gridctl upkeep list --month 上月 --service 垃圾清运", "gridctl upkeep list --unaccepted"
    ),
)
def list_(
    ctx: typer.Context,
    month: Annotated[str | None, typer.Option("--month", metavar="月份", help="2026-03、3月、上月、本月")] = None,
    since: Since = None,
    until: Until = None,
    todo: Annotated[bool, typer.Option("--todo", help="只看还没有做的")] = False,
    unaccepted: Annotated[bool, typer.Option("--unaccepted", help="只看做了、还没有验收的")] = False,
    service: Annotated[str, typer.Option("--service", metavar="作业", help="只看这种作业")] = "",
    grid: GridOption = None,
    by: Annotated[str, typer.Option("--by", metavar="谁", help="只看这家单位或这个人做的")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """列出环境作业；不写日期时列出逾期未做、一周内要做和待验收的，逾期的在最前。"""
    from gridctl.services.upkeep.lists import Asked, find_upkeep_lines, month_asked, told

    with reading(ctx) as desk:
        asked = Asked(day_said(desk, since), day_said(desk, until), service, grid or "", by, todo, unaccepted)
        first = month_said(desk, month)
        lines = find_upkeep_lines(desk, month_asked(first, asked) if first else asked)
    show(lines, UPKEEPS, format, ctx.obj)
    if format is Format.TABLE and lines:
        words(*told(lines, sums=bool(month or since or until)))


@app.command("show", epilog=example("gridctl upkeep show 3"))
def show_(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="upkeep list 里的编号")],
    format: FormatOption = Format.TABLE,
) -> None:
    """看一次环境作业：计划、完成、验收。"""
    from gridctl.services.upkeep.lists import upkeep_lines
    from gridctl.services.upkeep.planning import find_upkeep

    with reading(ctx) as desk:
        [line] = upkeep_lines(desk, [find_upkeep(desk, number)])
    show_one(line, UPKEEP, format, ctx.obj)
