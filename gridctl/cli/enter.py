"""`gridctl enter`: paper slips typed one after another at a terminal (录单)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli.desks import acting, reading, writing
from gridctl.cli.output import say
from gridctl.cli.tree import example
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.cli.entering.console import Console
    from gridctl.cli.entering.session import Session
    from gridctl.services.tickets.entering import Entered
    from gridctl.services.tickets.entry import Words

app = typer.Typer(add_completion=False)

INTERRUPTED = 130
WithPaper = Annotated[bool, typer.Option("--with-paper", help="连纸质单号一起录；第一张写了，以后回车就是下一号")]


@app.command("enter", epilog=example("gridctl enter", "gridctl enter --with-paper"))
def enter(ctx: typer.Context, with_paper: WithPaper = False) -> None:
    """录单：纸质维修单一张接一张地录，每录完一张就存好。

    回车取方括号里的，= 同上一张，< 退回一格，- 空着，? 列出可选的。
    部位和人可以写拼音首字母（dmg、lxt）、名称里的字或工号。部位直接回车结束，列出录了哪些。
    """
    if not ctx.obj.interactive:
        raise UsageError(
            "录单要在终端上一问一答", "成批的单用 gridctl ticket import 导入，或一张一行用 gridctl ticket record"
        )
    from gridctl.cli.entering.console import Console

    console = Console(ctx.obj)
    ctx.obj = acting(ctx.obj)
    session = _session(ctx, console, with_paper=with_paper)
    try:
        finished = session.run()
    finally:
        _show(session.entered)
    if not finished:
        raise typer.Exit(INTERRUPTED)


def _session(ctx: typer.Context, console: Console, *, with_paper: bool) -> Session:
    from gridctl.cli.entering.fields import Pile
    from gridctl.cli.entering.session import Session
    from gridctl.services.journal.undo import undo_last
    from gridctl.services.shifts import shift_at
    from gridctl.services.tickets.entering import sit_down
    from gridctl.settings import seat

    with reading(ctx) as desk:
        sitting = sit_down(desk, ctx.obj.actor)
        shift = shift_at(desk, seat(), ctx.obj.clock())
    console.say(
        f"录单  {sitting.project}  录入人 {sitting.actor}",
        *([shift.words] if shift else []),
        "回车取方括号里的，= 同上一张，< 退回一格，- 空着，? 列出可选的",
        "部位直接回车结束；Ctrl-C 丢掉正在录的这张",
    )
    pile = Pile(sitting, sitting.today, with_paper)
    return Session(console, pile, lambda: reading(ctx), _keeper(ctx), lambda entry: undo_last(ctx.obj, entry))


def _keeper(ctx: typer.Context) -> Any:
    from dataclasses import asdict

    from gridctl.services.tickets.entering import enter_slip

    def keep(words: Words) -> Entered:
        with writing(ctx, words={name: text for name, text in asdict(words).items() if text}) as desk:
            return enter_slip(desk, words)

    return keep


def _show(entered: Sequence[Entered]) -> None:
    """The list on stdout, and what to do with it."""
    from gridctl.cli.entering.ticking import tick_list
    from gridctl.cli.width import screen_width
    from gridctl.domain.text import shown

    if not entered:
        say("没有录入")
        return
    say(f"录了 {len(entered)} 张，请对着纸质单逐张打勾：")
    sys.stdout.write("".join(f"{shown(line)}\n" for line in tick_list(entered, screen_width() - 2)))
