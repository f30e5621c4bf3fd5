"""`gridctl staff pin`: the PIN by which a person signs."""

from __future__ import annotations

from typing import Annotated

import typer

from gridctl.cli.desks import acting, command_name, writing
from gridctl.cli.options import Format, FormatOption
from gridctl.cli.output import Column, Listing, say, show_one
from gridctl.cli.signing import typed_new_pin, typed_old_pin
from gridctl.cli.staff.commands import Person, app
from gridctl.cli.tree import example

PIN = Listing("签批密码", (Column("number", "工号"), Column("name", "姓名"), Column("set_at", "设定时间")))


@app.command("pin", epilog=example("gridctl staff pin 何立 --as 何立", "gridctl staff pin 何立 --reset --as owner"))
def pin(
    ctx: typer.Context,
    person: Person,
    reset: Annotated[bool, typer.Option("--reset", help="忘记了密码：由台账负责人重设，不问原密码")] = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """设定或更改一个人的签批密码：在终端上输两遍，屏幕上不显示。

    脚本里用环境变量 GRIDCTL_PIN_FILE 指定存密码的文件（改密码时第一行原密码，第二行新密码）。
    连续输错五次锁一段时间。密码忘了谁也查不出来，只能重设。
    """
    from gridctl.services.signatures.pins import has_pin, new_digest, prove, set_pin

    ctx.obj = settings = acting(ctx.obj)
    proof = None
    if has_pin(settings, person) and not reset:
        proof = prove(settings, command_name(ctx), person, typed_old_pin(person, settings))
    made = new_digest(typed_new_pin(settings))
    with writing(ctx, undo="never") as desk:
        line = set_pin(desk, person, made, proof)
    show_one(line, PIN, format, ctx.obj)
    say("签批密码已设好")
