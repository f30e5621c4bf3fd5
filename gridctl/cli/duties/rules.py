"""`gridctl duty`: what duties there are, and how they are changed from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.clauses import clause_words, tell_sources
from gridctl.cli.days import day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.duties.commands import Name, app
from gridctl.cli.options import DryRun, Format, FormatOption, On, Since
from gridctl.cli.output import Column, Listing, say, show, show_one, words as words_to_type
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.services.duties.rule_lists import DutyLine
    from gridctl.services.duties.rules import Changed

STATES = {"on": "执行", "off": "停用", "blank": "待填"}


def _lines(items: Any) -> str:
    return "；".join(items)


DUTIES = Listing(
    "例行工作",
    (
        Column("name", "例行工作", whole=True),
        Column("who", "谁"),
        Column("often", "多久"),
        Column("until", "几点前"),
        Column("book", "凭什么"),
        Column("valid_from", "起", whole=True),
        Column("clause", "依据", words=clause_words),
    ),
)
ON_SCREEN = Listing(DUTIES.noun, (*DUTIES.columns[:-1], Column("clause", "依据")))
DUTY = Listing(
    "例行工作",
    (
        Column("name", "例行工作"),
        Column("code", "代码"),
        *DUTIES.columns[1:5],
        Column("state", "状态", words=STATES),
        Column("asks", "待填", words=_lines),
        Column("to_type", "填写"),
        Column("entered_by", "怎么登记"),
        Column("valid_from", "起"),
        Column("valid_to", "止（不含）"),
        Column("clause", "依据", words=clause_words),
    ),
)
HISTORY = Listing(
    "例行工作",
    (
        Column("name", "例行工作"),
        Column("valid_from", "起", whole=True),
        Column("valid_to", "止（不含）", whole=True),
        Column("who", "谁"),
        Column("often", "多久"),
        Column("until", "几点前"),
    ),
)
CHANGES = Listing(
    "变更",
    (
        Column("name", "例行工作"),
        Column("before", "原来"),
        Column("after", "改为"),
        Column("valid_from", "起", whole=True),
        Column("valid_to", "止（不含）", whole=True),
    ),
)
Names = Annotated[list[str], typer.Argument(metavar="例行工作", help="名称或代码，见 duty list；可以写几项")]


@app.command("list", epilog=example("gridctl duty list", "gridctl duty list --on 2026-04-01 --format csv"))
def list_(
    ctx: typer.Context,
    on: On = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """规程的例行工作：谁、多久一次、几点前、凭什么记录、依据；规程留空、还没有填的写“待填”。"""
    from gridctl.services.duties.rule_lists import list_duties

    with reading(ctx) as desk:
        lines = list_duties(desk, day_meant(desk, on))
    show(lines, ON_SCREEN if format is Format.TABLE else DUTIES, format, ctx.obj)
    if lines and format is Format.TABLE:
        tell_sources(line.clause for line in lines)
        _tell_blanks([line for line in lines if line.asks])


def _tell_blanks(lines: Sequence[DutyLine]) -> None:
    if not lines:
        return
    say("待填的，定下以后照着输入（--every 可以写 每天、每周、每半月、每月、每月2天、每季度、每半年、每10天）：")
    for line in lines:
        words_to_type(f"  {line.to_type}    {_lines(line.asks)}")


@app.command("show", epilog=example("gridctl duty show 入户走访", "gridctl duty show fire_daily --on 2026-04-01"))
def show_(ctx: typer.Context, name: Name, on: On = None, format: FormatOption = Format.TABLE) -> None:
    """查看一项例行工作：谁、多久一次、怎么登记、依据哪一条。"""
    from gridctl.domain.duties.duties import duty_on
    from gridctl.services.duties.finding import find_duty
    from gridctl.services.duties.rule_lists import duty_line

    with reading(ctx) as desk:
        rows = find_duty(desk, name)
        line = duty_line(duty_on(rows, day_meant(desk, on)) or rows[0])
    show_one(line, DUTY, format, ctx.obj)


@app.command("history", epilog=example("gridctl duty history 入户走访"))
def history(ctx: typer.Context, name: Name, format: FormatOption = Format.TABLE) -> None:
    """查看一项例行工作历次的规定，已经定下以后要改的也在内。"""
    from gridctl.services.duties.finding import find_duty
    from gridctl.services.duties.rule_lists import duty_lines

    with reading(ctx) as desk:
        lines = duty_lines(find_duty(desk, name))
    show(lines, HISTORY, format, ctx.obj)


@app.command(
    "set",
    epilog=example(
        "gridctl duty set 安全宣传教育 --every 每季度",
        "gridctl duty set 周例会 --times 1",
        "gridctl duty set 年度工作会议 --times 1 --months 6,12",
        "gridctl duty set 每日情况上报 --until 18:00 --from 2026-04-01",
    ),
)
def set_(
    ctx: typer.Context,
    name: Name,
    every: Annotated[
        str, typer.Option("--every", metavar="多久", help="每天、每个工作日、每周、每半月、每月、每季度等，或 RRULE")
    ] = "",
    times: Annotated[str, typer.Option("--times", metavar="次数", help="一个期间里要在几天做过")] = "",
    months: Annotated[str, typer.Option("--months", metavar="月份", help="年度工作会议在哪两个月底，如 6,12")] = "",
    until: Annotated[str, typer.Option("--until", metavar="时刻", help="最后一天几点前做完算按时，如 18:00")] = "",
    posts: Annotated[str, typer.Option("--posts", metavar="岗位", help="由哪些岗位做，用逗号隔开")] = "",
    since: Since = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """从某天起改一项例行工作，或填上规程留空的数（不写 --from 是今天）；已经过去的日子不变。"""
    from gridctl.domain.duties.duties import Blank
    from gridctl.services.duties.rules import Change, set_duty

    figures = {Blank.EVERY: every, Blank.TIMES: times, Blank.MONTHS: months}
    with writing(ctx, dry_run=dry_run) as desk:
        changed = set_duty(desk, name, Change(figures, until, posts), day_said(desk, since))
    _show_changes(ctx, changed, format)


@app.command("on", epilog=example("gridctl duty on 每日分析会"))
def on_(
    ctx: typer.Context, names: Names, since: Since = None, dry_run: DryRun = False, format: FormatOption = Format.TABLE
) -> None:
    """从某天起执行这些例行工作（不写 --from 是今天）。"""
    from gridctl.services.duties.rules import switch_duties

    with writing(ctx, dry_run=dry_run) as desk:
        changed = switch_duties(desk, names, day_said(desk, since), on=True)
    _show_changes(ctx, changed, format)


@app.command("off", epilog=example("gridctl duty off 每日分析会 周例会 年度工作会议 --from 2026-04-01"))
def off_(
    ctx: typer.Context, names: Names, since: Since = None, dry_run: DryRun = False, format: FormatOption = Format.TABLE
) -> None:
    """从某天起停用这些例行工作（不写 --from 是今天）；以前的日子照样算。"""
    from gridctl.services.duties.rules import switch_duties

    with writing(ctx, dry_run=dry_run) as desk:
        changed = switch_duties(desk, names, day_said(desk, since), on=False)
    _show_changes(ctx, changed, format)


@app.command("adopt", epilog=example("gridctl duty adopt", "gridctl duty adopt --from 2026-04-01 --dry-run"))
def adopt(
    ctx: typer.Context, since: Since = None, dry_run: DryRun = False, format: FormatOption = Format.TABLE
) -> None:
    """把程序有、本项目没有的例行工作抄进来，从某天起执行；已有的照旧。旧版本建的台账库升级后运行一次。"""
    from gridctl.services.duties.rules import adopt_duties

    with writing(ctx, dry_run=dry_run) as desk:
        changed = adopt_duties(desk, day_said(desk, since))
    _show_changes(ctx, changed, format, "没有要采用的，本项目的例行工作是齐的")


def _show_changes(
    ctx: typer.Context, changed: list[Changed], format: Format, nothing: str = "本来就是这样，没有变动"
) -> None:
    from gridctl.services.duties.rule_lists import change_lines

    if changed or format is not Format.TABLE:
        show(change_lines(changed), CHANGES, format, ctx.obj)
    else:
        say(nothing)
