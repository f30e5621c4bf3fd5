"""`gridctl renovation`: a home's renovation from application to acceptance, with its patrols and violations."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import writing
from gridctl.cli.disclosing import looking
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, Full, GridOption, HappenedOn, Reason
from gridctl.cli.output import show
from gridctl.cli.renovations.screens import EVENTS, RENOVATION, RENOVATIONS
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.tree import example

app = typer.Typer()

File = Annotated[str, typer.Argument(metavar="档案", help="编号或房号：3、3栋2单元101")]
Patroller = Annotated[str, typer.Option("--by", metavar="谁", help="谁巡查的：工号或姓名；不写是录入人自己")]


@app.command(
    "apply",
    epilog=example(
        "gridctl renovation apply 3栋2单元101 --works 厨卫改造 --applicant 张建国 --phone 13800000001 --company 美居装饰"
    ),
)
def apply_(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="房屋", help="哪一户：3栋2单元101")],
    works: Annotated[str, typer.Option("--works", metavar="文字", help="装修内容")] = "",
    applicant: Annotated[str, typer.Option("--applicant", metavar="姓名", help="申请人")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="电话", help="申请人的电话")] = "",
    company: Annotated[str, typer.Option("--company", metavar="单位", help="装修单位")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="备注")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记装修申请，建立档案。"""
    from gridctl.services.renovations.lists import renovation_lines
    from gridctl.services.renovations.register import Applied, apply

    with writing(ctx, dry_run=dry_run) as desk:
        said = Applied(place, works, applicant, phone, company, note)
        lines = renovation_lines(desk, [apply(desk, said, day_meant(desk, on))])
    show(lines, RENOVATIONS, format, ctx.obj)


@app.command(
    "permit",
    epilog=example(
        "gridctl renovation permit 3 --from 3-16 --until 5-31 --number ZX-2026-018",
        "gridctl renovation permit 3栋2单元101 --until 6-30",
    ),
)
def permit(
    ctx: typer.Context,
    file: File,
    first: Annotated[
        str | None, typer.Option("--from", metavar="日期", help="许可从哪天起；不写是今天，延期的照旧")
    ] = None,
    last: Annotated[str | None, typer.Option("--until", metavar="日期", help="许可到哪天（含）")] = None,
    number: Annotated[str, typer.Option("--number", metavar="证号", help="许可证号")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记施工许可的日期；延期、更正再写一次。"""
    from gridctl.services.renovations.lists import renovation_lines
    from gridctl.services.renovations.register import permit

    with writing(ctx, dry_run=dry_run) as desk:
        row = permit(desk, file, day_said(desk, first), day_said(desk, last), number)
        lines = renovation_lines(desk, [row])
    show(lines, RENOVATIONS, format, ctx.obj)


@app.command(
    "patrol", epilog=example("gridctl renovation patrol 3栋2单元101 --by 王大勇", "gridctl renovation patrol --all")
)
def patrol(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="档案", help="一户或几户：编号或房号；全部的写 --all")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="当天装修中的每一户")] = False,
    by: Patroller = "",
    what: Annotated[str, typer.Option("--what", metavar="文字", help="看到了什么；没有问题不用写")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记装修巡查；没有问题的几户一次登记。"""
    from gridctl.services.renovations.events import named, patrol
    from gridctl.services.renovations.lists import event_lines

    with writing(ctx, dry_run=dry_run) as desk:
        wanted = named(files or [], everything=everything)
        lines = event_lines(desk, patrol(desk, wanted, by, what, day_meant(desk, on)))
    show(lines, EVENTS, format, ctx.obj)


@app.command(
    "violation",
    epilog=example(
        "gridctl renovation violation 3 建筑垃圾堆在楼道 --due 明天 --by 王大勇",
        "gridctl renovation violation 3栋2单元101 拆改承重墙 --ticket 隐患",
    ),
)
def violation(
    ctx: typer.Context,
    file: File,
    what: Annotated[str, typer.Argument(metavar="违规", help="违反了什么")],
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="整改期限")] = None,
    ticket: Annotated[
        str, typer.Option("--ticket", metavar="种类或单号", help="同时开单：隐患、诉求、保洁问题…；已有单的写单号")
    ] = "",
    by: Patroller = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记装修违规；同样的违规还没有整改的，显示原来那一条。"""
    from gridctl.services.renovations.events import Found, violation
    from gridctl.services.renovations.lists import event_lines

    with writing(ctx, dry_run=dry_run) as desk:
        found = Found(what, by, day_said(desk, due), ticket)
        lines = event_lines(desk, [violation(desk, file, found, day_meant(desk, on))])
    show(lines, EVENTS, format, ctx.obj)


@app.command("mend", epilog=example("gridctl renovation mend 5 --note 已清走，物业助理复看"))
def mend(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="违规号", min=1, max=LARGEST, help="renovation show 里的号")],
    note: Annotated[str, typer.Option("--note", metavar="文字", help="怎么整改的")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记违规已经整改。"""
    from gridctl.services.renovations.events import mend
    from gridctl.services.renovations.lists import event_lines

    with writing(ctx, dry_run=dry_run) as desk:
        lines = event_lines(desk, [mend(desk, number, note, day_meant(desk, on))])
    show(lines, EVENTS, format, ctx.obj)


@app.command("finish", epilog=example("gridctl renovation finish 3栋2单元101 --on 昨天"))
def finish(
    ctx: typer.Context, file: File, on: HappenedOn = None, dry_run: DryRun = False, format: FormatOption = Format.TABLE
) -> None:
    """登记完工，等待验收。"""
    from gridctl.services.renovations.lists import renovation_lines
    from gridctl.services.renovations.register import finish

    with writing(ctx, dry_run=dry_run) as desk:
        lines = renovation_lines(desk, [finish(desk, file, day_meant(desk, on))])
    show(lines, RENOVATIONS, format, ctx.obj)


@app.command(
    "accept",
    epilog=example(
        "gridctl renovation accept 3 --by 孙志强",
        "gridctl renovation accept 3 --by 孙志强 --failed --note 卫生间未做闭水试验",
    ),
)
def accept(
    ctx: typer.Context,
    file: File,
    by: Annotated[str, typer.Option("--by", metavar="谁", help="谁验收的：工号或姓名；不写是录入人自己")] = "",
    failed: Annotated[bool, typer.Option("--failed", help="不合格，重新施工；不写是合格")] = False,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="哪里不合格；合格的可以不写")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记装修验收；还有违规没有整改的，不能合格。"""
    from gridctl.services.renovations.lists import renovation_lines
    from gridctl.services.renovations.register import Acceptance, accept

    with writing(ctx, dry_run=dry_run) as desk:
        said = Acceptance(by, not failed, note)
        lines = renovation_lines(desk, [accept(desk, file, said, day_meant(desk, on))])
    show(lines, RENOVATIONS, format, ctx.obj)


@app.command("cancel", epilog=example("gridctl renovation cancel 3 --reason 业主改期"))
def cancel(
    ctx: typer.Context,
    file: File,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="为什么取消")] = "",
    on: HappenedOn = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """取消装修：不装修了，或档案建错了。"""
    from gridctl.services.renovations.lists import renovation_lines
    from gridctl.services.renovations.register import cancel

    with writing(ctx, dry_run=dry_run) as desk:
        lines = renovation_lines(desk, [cancel(desk, file, reason, day_meant(desk, on))])
    show(lines, RENOVATIONS, format, ctx.obj)


@app.command("room", epilog=example("gridctl renovation room 3 装修中", "gridctl renovation room 3栋2单元101 已入住"))
def room(
    ctx: typer.Context,
    file: File,
    state: Annotated[str, typer.Argument(metavar="状态", help="装修中、已入住、空置、已出租…")],
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """把这一户在房屋台账里的状态改过来；别的命令都不改它，只提醒。"""
    from gridctl.services.renovations.lists import renovation_lines
    from gridctl.services.renovations.register import mark_room

    with writing(ctx, dry_run=dry_run) as desk:
        lines = renovation_lines(desk, [mark_room(desk, file, state)])
    show(lines, RENOVATIONS, format, ctx.obj)


@app.command("list", epilog=example("gridctl renovation list", "gridctl renovation list --unpatrolled --grid 01"))
def list_(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="连验收合格和取消的也列出")] = False,
    expired: Annotated[bool, typer.Option("--expired", help="只看许可过期还在施工的")] = False,
    unpatrolled: Annotated[bool, typer.Option("--unpatrolled", help="只看今天还没有巡查的")] = False,
    state: Annotated[
        str, typer.Option("--state", metavar="状态", help="待许可、待开工、施工中、许可过期、待验收…")
    ] = "",
    grid: GridOption = None,
    place: Annotated[str, typer.Option("--place", metavar="房屋", help="只看这一户")] = "",
    full: Full = False,
    reason: Reason = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出装修档案：许可过期的在前，今天没有巡查的其次。"""
    from gridctl.services.renovations.lists import Asked, find_renovations, standing_out

    with looking(ctx, full, reason) as desk:
        lines = find_renovations(desk, Asked(place, grid or "", state, expired, unpatrolled, everything), full=full)
        desk.notices.extend(standing_out(lines))
    show(lines, RENOVATIONS, format, ctx.obj)


@app.command("show", epilog=example("gridctl renovation show 3栋2单元101"))
def show_(
    ctx: typer.Context, file: File, full: Full = False, reason: Reason = None, format: FormatOption = Format.TABLE
) -> None:
    """看一份装修档案、它的巡查和违规；姓名和电话默认隐去一部分。"""
    from gridctl.services.renovations.finding import find_renovation
    from gridctl.services.renovations.lists import renovation_card

    with looking(ctx, full, reason) as desk:
        card = renovation_card(desk, find_renovation(desk, file), full=full)
    show_whole(card, RENOVATION, [Section("events", "巡查和违规", EVENTS)], format, ctx.obj)
