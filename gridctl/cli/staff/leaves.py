"""`gridctl staff leave`: leave with dates and deputy."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, Since, StaffOption, Until
from gridctl.cli.output import show
from gridctl.cli.staff.commands import Person, app
from gridctl.cli.staff.listings import LEAVES
from gridctl.cli.tree import example

Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="staff leaves 里的编号")]
FirstDay = Annotated[str | None, typer.Option("--from", metavar="日期", help="从这天起（含）；登记时不写是今天")]
LastDay = Annotated[str | None, typer.Option("--to", metavar="日期", help="到这天止（含）；登记时不写是只请一天")]
Deputy = Annotated[
    str | None, typer.Option("--deputy", metavar="人员", help="代理人：这些天他的例行工作和单子由谁负责")
]
Kind = Annotated[str | None, typer.Option("--kind", metavar="种类", help="事假、病假、年休假、调休…；登记时不写是事假")]
GrantedBy = Annotated[str | None, typer.Option("--by", metavar="人员", help="准假人；不能是本人")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="文字", help="事由")]


@app.command(
    "leave",
    epilog=example(
        "gridctl staff leave 林晓彤 --from 3-18 --to 3-20 --deputy 谢婉婷 --by 沈佳宁",
        "gridctl staff leave 林晓彤 --from 明天 --kind 病假",
    ),
)
def leave(
    ctx: typer.Context,
    person: Person,
    since: FirstDay = None,
    until: LastDay = None,
    deputy: Deputy = None,
    kind: Kind = None,
    by: GrantedBy = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记请假和代理人；没有代理人时说明哪里没有人代理。离岗用 staff depart。"""
    from gridctl.services.leaves.lists import leave_lines
    from gridctl.services.leaves.register import Asked, enter_leave

    with writing(ctx, dry_run=dry_run) as desk:
        asked = Asked(day_said(desk, since), day_said(desk, until), kind, deputy, by, reason)
        lines = leave_lines(desk, [enter_leave(desk, person, asked)])
    show(lines, LEAVES, format, ctx.obj)


@app.command(
    "leave-edit",
    epilog=example("gridctl staff leave-edit 1 --to 3-19", "gridctl staff leave-edit 1 --deputy 周雅琴"),
)
def leave_edit(
    ctx: typer.Context,
    number: Number,
    since: FirstDay = None,
    until: LastDay = None,
    deputy: Deputy = None,
    kind: Kind = None,
    by: GrantedBy = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """改一条请假：延长、提前回来、换代理人。

    不写的照旧；代理人、准假人、事由写成 "<清空>" 就是去掉。
    """
    from gridctl.services.leaves.lists import leave_lines
    from gridctl.services.leaves.register import Asked, change_leave

    with writing(ctx, dry_run=dry_run) as desk:
        asked = Asked(day_said(desk, since), day_said(desk, until), kind, deputy, by, reason)
        lines = leave_lines(desk, [change_leave(desk, number, asked)])
    show(lines, LEAVES, format, ctx.obj)


@app.command("leave-cancel", epilog=example("gridctl staff leave-cancel 1"))
def leave_cancel(
    ctx: typer.Context, number: Number, dry_run: DryRun = False, format: FormatOption = Format.TABLE
) -> None:
    """取消一条请假：没有休。提前回来的用 leave-edit --to。"""
    from gridctl.services.leaves.lists import cancelled_lines
    from gridctl.services.leaves.register import cancel_leave

    with writing(ctx, dry_run=dry_run) as desk:
        lines = cancelled_lines(desk, [cancel_leave(desk, number)])
    show(lines, LEAVES, format, ctx.obj)


@app.command("leaves", epilog=example("gridctl staff leaves", "gridctl staff leaves --from 3-1 --to 3-31"))
def leaves(
    ctx: typer.Context,
    staff: StaffOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="只看这天请假的")] = None,
    since: Since = None,
    until: Until = None,
    everything: Annotated[bool, typer.Option("--all", help="连已经过去的也列出")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出请假；不写日期和 --all 时列出还没有过去的。--staff 连由他代理的也列出。"""
    from gridctl.services.leaves.lists import Wanted, find_leaves

    with reading(ctx) as desk:
        days = day_said(desk, on), day_said(desk, since), day_said(desk, until)
        lines = find_leaves(desk, Wanted(staff or "", *days, everything))
    show(lines, LEAVES, format, ctx.obj)
