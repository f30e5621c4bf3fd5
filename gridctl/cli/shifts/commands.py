"""`gridctl shift`: who enters here, said once a shift (上班, 下班)."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from gridctl.cli.desks import reading, writing
from gridctl.cli.options import Format, FormatOption
from gridctl.cli.output import Column, Listing, say, show, warn
from gridctl.cli.tree import example
from gridctl.settings import seat

app = typer.Typer()

SHIFTS = Listing(
    "上班登记",
    (
        Column("number", "工号"),
        Column("name", "姓名"),
        Column("seat", "在哪"),
        Column("started", "上班"),
        Column("over", "下班"),
    ),
)
Person = Annotated[str, typer.Argument(metavar="人员", help="谁上班：工号、姓名或拼音首字母")]


@app.command("start", epilog=example("gridctl shift start 林晓彤", "gridctl shift start lxt"))
def start(ctx: typer.Context, person: Person) -> None:
    """上班：以后在这台电脑上录入不用再写 --as，到点自动下班。

    原来在这里上班的人随之下班。写了 --as 或 GRIDCTL_ACTOR 的命令仍以所写的为准。
    """
    from gridctl.services.shifts import start_shift

    said = ctx.obj.actor
    ctx.obj = replace(ctx.obj, actor=said or person)
    with writing(ctx, words={"person": person}) as desk:
        line = start_shift(desk, person, seat())
    say(line.words)
    if said:
        warn(f"现在写明的录入人是 {said}（--as 或 GRIDCTL_ACTOR）；写明的时候以它为准，不看谁上班")


@app.command("end", epilog=example("gridctl shift end"))
def end(ctx: typer.Context) -> None:
    """下班。"""
    from gridctl.services.desk import OWNER
    from gridctl.services.shifts import end_shift, on_shift

    ctx.obj = replace(ctx.obj, actor=ctx.obj.actor or on_shift(ctx.obj, seat()) or OWNER)  # nobody: it is refused
    with writing(ctx) as desk:
        line = end_shift(desk, seat())
    say(f"下班：{line.name}（{line.number}）{line.over:%H:%M}")


@app.command("show", epilog=example("gridctl shift show"))
def show_(ctx: typer.Context, format: FormatOption = Format.TABLE) -> None:
    """看现在谁在上班，在哪台电脑。"""
    from gridctl.services.shifts import running_shifts

    with reading(ctx) as desk:
        lines = running_shifts(desk, ctx.obj.clock())
    show(lines, SHIFTS, format, ctx.obj)
