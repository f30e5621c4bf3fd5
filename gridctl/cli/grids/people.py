"""`gridctl grid`: who answers for the grids: people put on their ground, and the notice card."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from gridctl.cli.days import day_after, day_meant, day_said
from gridctl.cli.desks import reading, writing
from gridctl.cli.grids.commands import PEOPLE, Replace, app
from gridctl.cli.options import LARGEST, DryRun, Format, FormatOption, On, Since, Until
from gridctl.cli.output import Column, Listing, say, show, show_one, words as words_to_type
from gridctl.cli.tree import example
from gridctl.errors import UsageError


def contact_words(contacts: Iterable[Any]) -> str:
    """People to ring, each with the number."""
    return "、".join(f"{one.name} {one.phone}".strip() for one in contacts)


SUGGESTED = Listing(
    "建议",
    (
        Column("code", "编号"),
        Column("name", "网格"),
        Column("households", "户数", align="right"),
        Column("staff_number", "工号"),
        Column("staff", "建议人选"),
        Column("reason", "理由"),
    ),
)
NOTICE = Listing(
    "公示牌",
    (
        Column("code", "编号"),
        Column("name", "网格"),
        Column("ground", "范围"),
        Column("households", "户数", align="right"),
        Column("stewards", "负责人", words=contact_words),
        Column("numbers", "工号"),
        Column("duty", "职责"),
        Column("engineering", "工程联系人", words=contact_words),
        Column("order", "秩序联系人", words=contact_words),
        Column("environment", "环境联系人", words=contact_words),
        Column("repair_phone", "24小时报修"),
        Column("supervision_phone", "监督电话"),
        Column("on", "公示日期"),
    ),
)


@app.command(
    "assign",
    epilog=example(
        "gridctl grid assign 01 林晓彤 --from 2026-04-01 --replace",
        "gridctl grid assign 01 林晓彤 --to 2026-03-31",
        "gridctl grid assign 刘洋 --post 安全员 --buildings 1-3栋",
        "gridctl grid assign 曹玉兰 --post 环境管理员",
        "gridctl grid assign --suggest",
    ),
)
def assign_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="网格 人员", help="网格的编号或名称，人员的工号或姓名；不按网格安排的只写人员"),
    ] = None,
    post: Annotated[str, typer.Option("--post", metavar="岗位", help="岗位；不写时是网格负责人岗位")] = "",
    buildings: Annotated[str, typer.Option("--buildings", metavar="楼栋", help="按楼栋安排的岗位管哪几栋")] = "",
    place: Annotated[str, typer.Option("--place", metavar="部位", help="按部位安排的岗位管哪里，如 会所")] = "",
    since: Since = None,
    until: Until = None,
    replace: Replace = False,
    suggest: Annotated[bool, typer.Option("--suggest", help="只建议谁来负责没有负责人的网格，不改台账")] = False,
    plan: Annotated[
        int | None, typer.Option("--plan", metavar="号", min=1, max=LARGEST, help="为这个划分方案的各网格建议")
    ] = None,
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """指定谁从哪天起负责一个网格、几栋楼、一个部位或全项目。"""
    from gridctl.services.grids.posting import Posting, put_on

    if suggest or plan is not None:
        _suggest(ctx, words or [], since, plan, format)
        return
    grid, person = _grid_and_person(words or [])
    with writing(ctx, dry_run=dry_run) as desk:
        start, end = day_said(desk, since), day_after(desk, until)
        lines = put_on(desk, Posting(person, grid, post, buildings, place, start, end, replace))
    show(lines, PEOPLE, format, ctx.obj)


_NOT_SUGGESTED = {"post": "post", "buildings": "buildings", "place": "place", "to": "until", "replace": "replace"}


def _suggest(ctx: typer.Context, words: list[str], since: str | None, plan: int | None, format: Format) -> None:
    """Show who might head what, and below it the lines to type."""
    from gridctl.services.grids.suggesting import suggest_for_plan, suggest_heads

    idle = [f"--{name}" for name, word in _NOT_SUGGESTED.items() if ctx.params[word]]
    if words or idle:
        raise UsageError(f"--suggest 是请程序建议，不用写“{'、'.join([*words, *idle])}”", "要指定某人，去掉 --suggest")
    with reading(ctx) as desk:
        day = day_said(desk, since)
        lines = suggest_heads(desk, day or desk.today) if plan is None else suggest_for_plan(desk, plan, day)
    if not lines and format is Format.TABLE:
        say("每个网格都有负责人")
        return
    show(lines, SUGGESTED, format, ctx.obj)
    commands = [line.command for line in lines if line.command]
    if commands and format is Format.TABLE:
        say("以上只是建议，台账没有改动；同意哪一行就照着输入：")
        words_to_type(*(f"  {command}" for command in commands))


def _grid_and_person(words: list[str]) -> tuple[str, str]:
    if not words:
        raise UsageError("没有说安排谁", "写成 gridctl grid assign 网格 人员；请程序建议用 --suggest")
    if len(words) > 2:  # noqa: PLR2004 - a grid and a person
        raise UsageError(f"多写了“{'、'.join(words[2:])}”", "写成 gridctl grid assign 网格 人员；一次一个人")
    return ("", words[0]) if len(words) == 1 else (words[0], words[1])


@app.command("notice", epilog=example("gridctl grid notice 01", "gridctl grid notice --on 2026-04-01 --format json"))
def notice(
    ctx: typer.Context,
    grid: Annotated[str, typer.Argument(metavar="网格", help="编号或名称；不写是全部网格")] = "",
    on: On = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """网格公示牌上的内容：范围、户数、负责人、职责、联系人和电话。"""
    from gridctl.services.grids.notices import notice_cards

    with reading(ctx) as desk:
        cards = notice_cards(desk, day_meant(desk, on), grid)
    if format is not Format.TABLE or not cards:
        show(cards, NOTICE, format, ctx.obj)
        return
    for n, card in enumerate(cards):
        sys.stdout.write("\n" if n else "")
        show_one(card, NOTICE, format, ctx.obj)
