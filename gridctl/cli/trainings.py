"""`gridctl training`: planned, held, who came and who passed."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, Since, StaffOption, Until
from gridctl.cli.output import Column, Listing, show
from gridctl.cli.sections import Section, show_whole
from gridctl.cli.staff.listings import post_words
from gridctl.cli.tree import example

app = typer.Typer()

STATES = {"planned": "已计划", "overdue": "过期未办", "held": "已办", "cancelled": "已取消"}
PRESENCE = {"expected": "应到", "present": "到", "late": "迟到", "absent": "缺席", "leave": "请假"}
RESULTS = {"passed": "合格", "failed": "不合格"}


def training_words(code: str) -> str:
    """The Chinese name of a kind of training."""
    from gridctl.regulation.staffing import training_kinds

    return next((kind.name for kind in training_kinds() if kind.code == code), code)


TRAININGS = Listing(
    "培训",
    (
        Column("number", "编号", align="right"),
        Column("kind", "种类", words=training_words),
        Column("topic", "内容"),
        Column("post", "岗位", words=post_words),
        Column("planned_on", "计划", whole=True),
        Column("held_on", "办的日期", whole=True),
        Column("state", "状态", words=STATES, whole=True),
        Column("expected", "应到", align="right"),
        Column("came", "实到", align="right"),
        Column("passed", "合格", align="right"),
        Column("failed", "不合格", align="right"),
    ),
)
TRAINING = Listing("培训", (*TRAININGS.columns, Column("trainer", "讲师"), Column("note", "备注")))
PEOPLE = Listing(
    "参加的人",
    (
        Column("number", "工号"),
        Column("name", "姓名"),
        Column("state", "签到", words=PRESENCE),
        Column("result", "考核", words=RESULTS),
        Column("score", "成绩", align="right"),
        Column("granted_by", "准假人"),
        Column("reason", "请假原因"),
    ),
)
Number = Annotated[int, typer.Argument(metavar="编号", min=1, max=LARGEST, help="training list 里的编号")]
Kind = Annotated[str, typer.Option("--kind", metavar="种类", help="岗前培训、网格管理培训、维修培训、应急演练…")]
Late = Annotated[list[str] | None, typer.Option("--late", metavar="人员", help="迟到的")]
Absent = Annotated[list[str] | None, typer.Option("--absent", metavar="人员", help="缺席的")]
OnLeave = Annotated[list[str] | None, typer.Option("--leave", metavar="人员", help="请假没有来的")]
Trainer = Annotated[str, typer.Option("--trainer", metavar="姓名", help="谁讲")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="备注")]
Passed = Annotated[list[str] | None, typer.Option("--passed", metavar="人员", help="考核合格的；几个人用 、 隔开")]
Failed = Annotated[list[str] | None, typer.Option("--failed", metavar="人员", help="考核不合格的")]
AllPassed = Annotated[bool, typer.Option("--all-passed", help="到的人都合格，--failed 写的除外")]
Scores = Annotated[list[str] | None, typer.Option("--score", metavar="姓名=分数", help="成绩，如 林晓彤=92")]
ValidUntil = Annotated[str | None, typer.Option("--until", metavar="日期", help="发的证有效期至；不写是长期")]


@app.command(
    "plan",
    epilog=example(
        "gridctl training plan 网格管理员职责和巡查 --kind 网格管理培训 --post 客服管家 --on 3-20 --trainer 沈佳宁",
        "gridctl training plan 配电房操作 --kind 维修培训 --on 3-25 --who 邓小军、郭海涛",
    ),
)
def plan(
    ctx: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="内容", help="培训什么")],
    kind: Kind,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="计划哪天；不写是今天")] = None,
    post: Annotated[str, typer.Option("--post", metavar="岗位", help="哪个岗位的人参加；不写是全体")] = "",
    who: Annotated[list[str] | None, typer.Option("--who", metavar="人员", help="指定谁参加；几个人用 、 隔开")] = None,
    trainer: Trainer = "",
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """计划一次培训，列出应到的人：写明的人，或那天在岗位上的人。"""
    from gridctl.services.trainings.lists import training_lines
    from gridctl.services.trainings.register import Planned, plan_training

    with writing(ctx, dry_run=dry_run) as desk:
        said = Planned(topic, kind, post, trainer, note, who or ())
        lines = training_lines(desk, [plan_training(desk, said, day_meant(desk, on))])
    show(lines, TRAININGS, format, ctx.obj)


@app.command(
    "hold",
    epilog=example(
        "gridctl training hold 1 --all-passed --score 林晓彤=92",
        "gridctl training hold 1 --on 昨天 --absent 高梦洁 --passed 林晓彤、周雅琴 --until 2027-03-15",
    ),
)
def hold(
    ctx: typer.Context,
    number: Number,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪天办的；不写是今天")] = None,
    present: Annotated[
        list[str] | None, typer.Option("--present", metavar="人员", help="到的人；写了它，没有写到的算缺席")
    ] = None,
    late: Late = None,
    absent: Absent = None,
    leave: OnLeave = None,
    passed: Passed = None,
    failed: Failed = None,
    all_passed: AllPassed = False,
    score: Scores = None,
    until: ValidUntil = None,
    trainer: Trainer = "",
    note: Note = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记培训办过了：签到、考核；合格的按种类发证。

    不写 --present 时，没有另外写明的都算到了；那天登记了请假的算请假。
    """
    from gridctl.services.trainings.lists import training_card
    from gridctl.services.trainings.register import Came, Held, hold_training
    from gridctl.services.trainings.results import Marks

    with writing(ctx, dry_run=dry_run) as desk:
        marks = Marks(passed or (), failed or (), all_passed, score or (), day_said(desk, until))
        said = Held(trainer, note, Came(present or (), late or (), absent or (), leave or ()), marks)
        card = training_card(desk, hold_training(desk, number, said, day_meant(desk, on)))
    _show(card, ctx, format)


@app.command(
    "attend", epilog=example("gridctl training attend 1 高梦洁", "gridctl training attend 1 --absent 林晓彤、周雅琴")
)
def attend(
    ctx: typer.Context,
    number: Number,
    people: Annotated[list[str] | None, typer.Argument(metavar="人员", help="到了的：工号或姓名")] = None,
    late: Late = None,
    absent: Absent = None,
    leave: OnLeave = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """补登或更正签到；改为没有来的，考核结果和发的证一并收回。"""
    from gridctl.services.trainings.lists import training_card
    from gridctl.services.trainings.register import Came, attend_training

    with writing(ctx, dry_run=dry_run) as desk:
        came = Came(people or (), late or (), absent or (), leave or ())
        card = training_card(desk, attend_training(desk, number, came))
    _show(card, ctx, format)


@app.command("result", epilog=example("gridctl training result 1 --passed 高梦洁 --score 高梦洁=85 --until 2027-03-31"))
def result(
    ctx: typer.Context,
    number: Number,
    passed: Passed = None,
    failed: Failed = None,
    all_passed: AllPassed = False,
    score: Scores = None,
    until: ValidUntil = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """补登或更正考核结果：合格的发证，改为不合格的收回。"""
    from gridctl.services.trainings.lists import training_card
    from gridctl.services.trainings.register import find_training
    from gridctl.services.trainings.results import Marks, mark_training

    with writing(ctx, dry_run=dry_run) as desk:
        training = find_training(desk, number)
        mark_training(desk, training, Marks(passed or (), failed or (), all_passed, score or (), day_said(desk, until)))
        card = training_card(desk, training)
    _show(card, ctx, format)


@app.command("cancel", epilog=example("gridctl training cancel 2"))
def cancel(ctx: typer.Context, number: Number, dry_run: DryRun = False, format: FormatOption = Format.TABLE) -> None:
    """取消一次还没有办的培训。"""
    from gridctl.services.trainings.lists import cancelled_lines
    from gridctl.services.trainings.register import cancel_training

    with writing(ctx, dry_run=dry_run) as desk:
        lines = cancelled_lines(desk, [cancel_training(desk, number)])
    show(lines, TRAININGS, format, ctx.obj)


@app.command("list", epilog=example("gridctl training list", "gridctl training list --planned --staff 林晓彤"))
def list_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="只看这种培训")] = "",
    staff: StaffOption = None,
    planned: Annotated[bool, typer.Option("--planned", help="只看还没有办的")] = False,
    since: Since = None,
    until: Until = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出培训：应到、实到、合格。"""
    from gridctl.services.trainings.lists import Wanted, find_trainings

    with reading(ctx) as desk:
        wanted = Wanted(kind, staff or "", day_said(desk, since), day_said(desk, until), planned)
        lines = find_trainings(desk, wanted)
    show(lines, TRAININGS, format, ctx.obj)


@app.command("show", epilog=example("gridctl training show 1"))
def show_(ctx: typer.Context, number: Number, format: FormatOption = Format.TABLE) -> None:
    """看一次培训：谁到了，考核怎么样。"""
    from gridctl.services.trainings.lists import training_card
    from gridctl.services.trainings.register import find_training

    with reading(ctx) as desk:
        card = training_card(desk, find_training(desk, number))
    _show(card, ctx, format)


def _show(card: object, ctx: typer.Context, format: Format) -> None:
    show_whole(card, TRAINING, [Section("people", "参加的人", PEOPLE)], format, ctx.obj)
