"""`gridctl meeting`: meetings planned and held, their minutes and their agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.days import day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.disclosing import looking
from gridctl.cli.meetings import options as say
from gridctl.cli.options import DryRun, Format, FormatOption, Full, Reason, Since, Until
from gridctl.cli.output import show, show_one
from gridctl.cli.tree import example
from gridctl.cli.workbooks import save_workbook, workbook_asked
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

app = typer.Typer()


@app.command("kinds", epilog=example("gridctl meeting kinds", "gridctl meeting kinds 工作例会"))
def kinds(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="种类", help="只看这一种")] = "",
    format: FormatOption = Format.TABLE,
) -> None:
    """规程里的会议：多久一次、谁召集、谁参加、议程、向谁请假；____ 是规程留空的。"""
    from gridctl.services.meetings.kinds import kind_lines

    lines = kind_lines(kind)
    if format is not Format.TABLE:
        show(lines, say.KINDS, format, ctx.obj)
        return
    for line in lines:
        if line is not lines[0]:
            typer.echo()
        show_one(line, say.KINDS, format, ctx.obj)


@app.command(
    "plan",
    epilog=example(
        "gridctl meeting plan 工作例会 --at '3-20 14:00' --also 民情分析会 --convener 陆明远 --venue 物业会议室",
        "gridctl meeting plan 民情通报会 --at '3-27 9:30' --invite 张建国:居民代表,李秀英:党小组长",
    ),
)
def plan(
    ctx: typer.Context,
    kind: say.Kind,
    at: say.At,
    convener: say.Convener = "",
    deputy: say.Deputy = "",
    also: say.Also = None,
    invite: say.Invite = None,
    as_last: say.AsLast = False,
    venue: say.Venue = "",
    topic: say.Topic = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """计划一次会议；规程规定应到的本项目人员自动列入。"""
    from gridctl.services.meetings.lists import meeting_lines
    from gridctl.services.meetings.register import Invited, Said, plan_meeting

    with writing(ctx, dry_run=dry_run) as desk:
        said = Said(at, "", convener, deputy, also or (), venue, topic)
        lines = meeting_lines(desk, [plan_meeting(desk, kind, said, Invited(invite or (), as_last))])
    show(lines, say.MEETINGS, format, ctx.obj)


@app.command(
    "hold",
    epilog=example(
        "gridctl meeting hold 3 --ended 15:30 --all --late 邓小军 --minutes-file 纪要.txt",
        "gridctl meeting hold 每日分析会 --at 16:30 --convener 陆明远:中心主任 --all --minutes 夜间无异常",
        "gridctl meeting hold 工作例会 --at 昨天14:00 --convener 陆明远 --deputy 沈佳宁 --present 林晓彤,邓小军",
    ),
)
def hold(
    ctx: typer.Context,
    which: say.Which,
    at: say.HeldAt = "",
    ended: say.Ended = "",
    convener: say.Convener = "",
    deputy: say.Deputy = "",
    also: say.Also = None,
    invite: say.Invite = None,
    as_last: say.AsLast = False,
    present: say.Present = None,
    late: say.Late = None,
    absent: say.Absent = None,
    everyone: say.Everyone = False,
    venue: say.Venue = "",
    topic: say.Topic = "",
    minutes: say.Minutes = "",
    minutes_file: say.MinutesFile = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记会开过了：照计划的写号，没有计划过的写种类；出席和纪要可以一起写，也可以以后补。"""
    from gridctl.services.meetings.attending import Attended
    from gridctl.services.meetings.lists import meeting_lines
    from gridctl.services.meetings.register import Invited, Said, hold_meeting

    text = _minutes(minutes, minutes_file)
    with writing(ctx, dry_run=dry_run) as desk:
        said = Said(at, ended, convener, deputy, also or (), venue, topic, text)
        attended = Attended(present or (), late or (), absent or (), everyone)
        lines = meeting_lines(desk, [hold_meeting(desk, which, said, Invited(invite or (), as_last), attended)])
    show(lines, say.MEETINGS, format, ctx.obj)


@app.command(
    "edit",
    epilog=example("gridctl meeting edit 3 --at '3-21 14:00'", "gridctl meeting edit 3 --minutes-file 纪要.txt"),
)
def edit(
    ctx: typer.Context,
    number: say.Number,
    at: Annotated[str, typer.Option("--at", metavar="时间", help="改到什么时候；开过的是实际什么时候开的")] = "",
    ended: say.Ended = "",
    convener: say.Convener = "",
    deputy: say.Deputy = "",
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="其实是哪一种会议")] = "",
    also: say.Also = None,
    venue: say.Venue = "",
    topic: say.Topic = "",
    minutes: say.Minutes = "",
    minutes_file: say.MinutesFile = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """改期，或更正会议的时间、召集人、地点、纪要；兼作、地点、议题、纪要写 <清空> 就是去掉。"""
    from gridctl.services.meetings.lists import meeting_lines
    from gridctl.services.meetings.register import Said, edit_meeting

    text = _minutes(minutes, minutes_file)
    with writing(ctx, dry_run=dry_run) as desk:
        said = Said(at, ended, convener, deputy, also or (), venue, topic, text)
        lines = meeting_lines(desk, [edit_meeting(desk, number, said, kind)])
    show(lines, say.MEETINGS, format, ctx.obj)


@app.command("cancel", epilog=example("gridctl meeting cancel 3 --reason 台风停工，改到下周"))
def cancel(
    ctx: typer.Context,
    number: say.Number,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="为什么取消")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """取消一次还没有开的会议。"""
    from gridctl.services.meetings.lists import meeting_lines
    from gridctl.services.meetings.register import cancel_meeting

    with writing(ctx, dry_run=dry_run) as desk:
        lines = meeting_lines(desk, [cancel_meeting(desk, number, reason)])
    show(lines, say.MEETINGS, format, ctx.obj)


@app.command("list", epilog=example("gridctl meeting list", "gridctl meeting list --kind 工作例会 --from 1-1"))
def list_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="只看这一种，兼作的也算")] = "",
    since: Since = None,
    until: Until = None,
    planned: Annotated[bool, typer.Option("--planned", help="只看还没有开的")] = False,
    everything: Annotated[bool, typer.Option("--all", help="连取消的也列出")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出会议：什么时候、谁召集、到了几个、几项没有办完。"""
    from gridctl.services.meetings.lists import Asked, find_meetings

    with reading(ctx) as desk:
        asked = Asked(kind, day_said(desk, since), day_said(desk, until), planned, everything)
        lines = find_meetings(desk, asked)
    show(lines, say.MEETINGS, format, ctx.obj)


@app.command(
    "agenda",
    epilog=example(
        "gridctl meeting agenda 3", "gridctl meeting agenda 每日分析会", "gridctl meeting agenda 3 > 议程.txt"
    ),
)
def agenda(ctx: typer.Context, which: say.Which, format: FormatOption = Format.TABLE) -> None:
    """出议程，内容从台账里来：夜间值班、单子、超期、需求、漏做的例行工作、以前没有办完的事项。

    写种类的，是下一次计划的会；没有计划的，就按现在的情况。统计从上一次同种会议以后算起。
    """
    from gridctl.services.meetings.agenda import agenda_lines, agenda_of, agenda_text

    with reading(ctx) as desk:
        found = agenda_of(desk, which)
    if format is Format.TABLE:
        _print(agenda_text(found))
    elif format is Format.CSV:
        show(agenda_lines(found), say.AGENDA, format, ctx.obj)
    else:
        show_one(found, say.AGENDA, format, ctx.obj)


@app.command(
    "show",
    epilog=example(
        "gridctl meeting show 3",
        "gridctl meeting show 3 > 纪要.txt",
        "gridctl meeting show 3 -o 会议纪要.xlsx --full --reason 打印签字",
    ),
)
def show_(
    ctx: typer.Context,
    number: say.Number,
    output: say.Sheet = None,
    full: Full = False,
    reason: Reason = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """看一次会议的全部：出席、议程、纪要、议定事项；可以直接打印。居民的姓名默认隐去一部分。

    没有开的会，-o 做成的是空白签到表。
    """
    from gridctl.services.meetings.cards import meeting_card
    from gridctl.services.meetings.finding import find_meeting
    from gridctl.services.meetings.sheets import meeting_sheet, minutes_text

    workbook_asked(output, "会议纪要")
    with looking(ctx, full, reason) as desk:
        card = meeting_card(desk, find_meeting(desk, number), full=full)
        sheet = meeting_sheet(desk, card)
    if output is not None:
        from gridctl.forms.meetings import meeting_workbook

        save_workbook(meeting_workbook(sheet), output)
    elif format is Format.TABLE:
        _print(minutes_text(card))
    else:
        show_one(card, say.MEETING, format, ctx.obj)


def _print(page: str) -> None:
    from gridctl.domain.text import shown

    typer.echo("\n".join(map(shown, page.splitlines())))


def _minutes(text: str, file: Path | None) -> str:
    """The minutes that were typed or handed in as a text file."""
    if file is None:
        return text
    if text:
        raise UsageError("纪要写了两份", "--minutes 和 --minutes-file 只写一个")
    from gridctl.intake.files import Kind as FileKind, take
    from gridctl.intake.texts import decoded

    handed = take(file)
    if handed.kind is not FileKind.TEXT:
        raise UsageError(f"{file} 不是文本文件", "在 Word 或 WPS 里另存为 .txt，或把纪要复制到文本文件里")
    return decoded(handed)
