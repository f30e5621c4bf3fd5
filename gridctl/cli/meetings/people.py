"""`gridctl meeting`: who came, and who asked for leave beforehand."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.desks import writing
from gridctl.cli.meetings.commands import app
from gridctl.cli.meetings.options import Absent, Everyone, Late, Number
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.tree import example

PRESENCE = {"expected": "未登记", "present": "出席", "late": "迟到", "absent": "缺席", "leave": "请假"}
ATTENDEES = Listing(
    "参加人",
    (
        Column("number", "工号", whole=True),
        Column("name", "姓名"),
        Column("capacity", "身份"),
        Column("state", "出席", words=PRESENCE, whole=True),
        Column("asked_at", "请假时间", whole=True),
        Column("asked_late", "会后才请", words={True: "是", False: ""}),
        Column("granted_by", "准假人"),
        Column("reason", "原因"),
    ),
)


@app.command(
    "attend",
    epilog=example(
        "gridctl meeting attend 3 林晓彤 邓小军 张建国:居民代表 --late 何静怡 --absent YS014",
        "gridctl meeting attend 3 --all --absent 邓小军",
    ),
)
def attend(
    ctx: typer.Context,
    number: Number,
    people: Annotated[
        list[str] | None, typer.Argument(metavar="人员", help="来了的：工号、姓名、拼音首字母；外来人员写 姓名:身份")
    ] = None,
    late: Late = None,
    absent: Absent = None,
    everyone: Everyone = False,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记出席、迟到、缺席；再登记一次就是更正。"""
    from gridctl.services.meetings.attending import Attended, attend as keep
    from gridctl.services.meetings.cards import attendee_lines
    from gridctl.services.meetings.finding import find_meeting

    with writing(ctx, dry_run=dry_run) as desk:
        row = find_meeting(desk, number)
        keep(desk, row, Attended(people or (), late or (), absent or (), everyone))
        lines = attendee_lines(desk, row)
    show(lines, ATTENDEES, format, ctx.obj)


@app.command(
    "leave",
    epilog=example(
        "gridctl meeting leave 3 邓小军 --granted-by 陆明远 --reason 外出培训",
        "gridctl meeting leave 3 张建国:居民代表 --granted-by 陆明远 --reason 家中有事 --at 昨天18:00",
    ),
)
def leave(
    ctx: typer.Context,
    number: Number,
    people: Annotated[list[str], typer.Argument(metavar="人员", help="谁请假：工号、姓名，或 姓名:身份")],
    granted_by: Annotated[str, typer.Option("--granted-by", metavar="谁", help="谁准的，不能是本人")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="为什么")] = "",
    at: Annotated[str, typer.Option("--at", metavar="时间", help="什么时候请的；不写是现在")] = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记请假：要提前请，会开了才请的照记，另作标记。"""
    from gridctl.services.meetings.attending import Asked, ask_leave
    from gridctl.services.meetings.cards import attendee_lines
    from gridctl.services.meetings.finding import find_meeting

    with writing(ctx, dry_run=dry_run) as desk:
        row = find_meeting(desk, number)
        ask_leave(desk, row, people, Asked(granted_by, reason, at))
        lines = attendee_lines(desk, row)
    show(lines, ATTENDEES, format, ctx.obj)
