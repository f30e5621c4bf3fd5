"""`gridctl enter`: paper slips typed one after another at a terminal (录单)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.desks import acting, reading, writing
from gridctl.cli.output import say
from gridctl.cli.tickets import options as slip
from gridctl.cli.tree import example
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridctl.cli.entering.console import Console
    from gridctl.cli.entering.fields import Form, Said
    from gridctl.cli.entering.session import Kept, Session
    from gridctl.services.tickets.entering import Entered

app = typer.Typer(add_completion=False)

INTERRUPTED = 130
WithPaper = Annotated[bool, typer.Option("--with-paper", help="连纸质单号一起录；第一张写了，以后回车就是下一号")]


@app.command("enter", epilog=example("gridctl enter", "gridctl enter --with-paper", "gridctl enter --kind 隐患"))
def enter(ctx: typer.Context, kind: slip.Kind = "", with_paper: WithPaper = False) -> None:
    """录单：纸质维修单（或用 --kind 录别种单）一张接一张地录，每录完一张就存好。

    回车取方括号里的，= 同上一张，< 退回一格，- 空着，? 列出可选的。
    部位和人可以写拼音首字母（dmg、lxt）、名称里的字或工号。部位直接回车结束，列出录了哪些。
    """
    if not ctx.obj.interactive:
        raise UsageError(
            "录单要在终端上一问一答", "成批的单用 gridctl ticket import 导入，或一张一行用 gridctl ticket record"
        )
    from gridctl.cli.entering.console import Console
    from gridctl.cli.entering.forms import form_of

    form, console = form_of(kind), Console(ctx.obj)
    ctx.obj = acting(ctx.obj)
    session = _session(ctx, console, form, with_paper=with_paper)
    try:
        finished = session.run()
    finally:
        _show(session.entered, form)
    if not finished:
        raise typer.Exit(INTERRUPTED)


def _session(ctx: typer.Context, console: Console, form: Form, *, with_paper: bool) -> Session:
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
        f"录单{'' if form.kind == 'repair' else f' {form.paper}'}  {sitting.project}  录入人 {sitting.actor}",
        *([shift.words] if shift else []),
        "回车取方括号里的，= 同上一张，< 退回一格，- 空着，? 列出可选的",
        "部位直接回车结束；Ctrl-C 丢掉正在录的这张",
    )
    pile = Pile(form, sitting, sitting.today, with_paper)
    keep = _keeper(ctx, form, console)
    return Session(console, pile, lambda: reading(ctx), keep, lambda entry: undo_last(ctx.obj, entry))


def _keeper(ctx: typer.Context, form: Form, console: Console) -> Callable[[Said], Entered]:
    def keep(said: Said) -> Entered:
        with writing(ctx, words={name: text for name, text in said.items() if text}) as desk:
            kept = form.keep(desk, said)
            notices, desk.notices[:] = list(desk.notices), []
        console.say(*(f"注意: {notice}" for notice in notices))
        return kept

    return keep


def _show(entered: Sequence[Kept], form: Form) -> None:
    """The list on stdout, and what to do with it."""
    from gridctl.cli.entering.ticking import tick_list
    from gridctl.cli.width import screen_width
    from gridctl.domain.text import shown

    if not entered:
        say("没有录入")
        return
    say(f"录了 {len(entered)} 张，请对着纸质单逐张打勾：")
    sys.stdout.write("".join(f"{shown(line)}\n" for line in tick_list(entered, form, screen_width() - 2)))
