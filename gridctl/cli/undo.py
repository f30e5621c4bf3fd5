"""`gridctl undo`: one's own last command, shown and taken back."""

from __future__ import annotations

import typer

from gridctl.cli.asking import confirm
from gridctl.cli.desks import acting
from gridctl.cli.options import Format, FormatOption, Yes
from gridctl.cli.output import Column, Listing, say, show_one
from gridctl.cli.tree import example

app = typer.Typer(add_completion=False)

LAST = Listing(
    "操作",
    (
        Column("number", "操作记录"),
        Column("recorded", "时间"),
        Column("command", "命令"),
        Column("rows", "写入", words=lambda rows: "；".join(map(str, rows))),
    ),
)


@app.command("undo", epilog=example("gridctl undo", "gridctl undo --yes --as 1001"))
def undo(ctx: typer.Context, yes: Yes = False, format: FormatOption = Format.TABLE) -> None:
    """撤销我（--as）上一条命令：先给看，确认后撤销。

    再运行一次撤销更前面的一条。只查看、没有改动的跳过。别人后来改过的、已定稿的撤销不了；用过的单号不再用。
    """
    from gridctl.services.journal.undo import last_command, undo_last

    settings = acting(ctx.obj)
    last = last_command(settings)
    show_one(last, LAST, format, settings)
    if not confirm("撤销这条操作", settings, yes=yes):
        say("没有撤销")
        return
    undo_last(settings, last.number)
    say(f"已撤销第 {last.number} 号操作（{last.command}）")
