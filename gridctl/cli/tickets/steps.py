"""`gridctl ticket`: the steps of a ticket's life, each for one or many numbers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli.desks import writing
from gridctl.cli.options import DryRun, Format, FormatOption
from gridctl.cli.output import show
from gridctl.cli.tickets import options as slip
from gridctl.cli.tickets.commands import app
from gridctl.cli.tickets.listings import TICKETS
from gridctl.cli.tree import example

if TYPE_CHECKING:
    from gridctl.services.tickets.lists import TicketLine

To = Annotated[str, typer.Option("--to", metavar="谁", help="派给谁：工号或姓名")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="维修情况、处理进度或说明")]
PlainNote = Annotated[str, typer.Option("--note", metavar="文字", help="说明")]


def _take(ctx: typer.Context, action: str, note: str = "") -> list[TicketLine]:
    """Take a step as the command's parameters say it."""
    from gridctl.domain.tickets import Action
    from gridctl.services.tickets.entry import take_steps
    from gridctl.services.tickets.lists import ticket_lines

    said = {name: ctx.params[name] for name in ("at", "by", "to", "material") if ctx.params.get(name)}
    if ctx.params.get("details"):
        said["details"] = slip.details_said(ctx.params["details"])
    with writing(ctx, dry_run=ctx.params["dry_run"]) as desk:
        return ticket_lines(desk, take_steps(desk, ctx.params["numbers"], Action(action), note=note, **said))


def _tell(ctx: typer.Context, note: str) -> list[TicketLine]:
    """Tell a contractor as the command's parameters say it."""
    from gridctl.services.contractors.telling import tell
    from gridctl.services.tickets.lists import ticket_lines

    said = {name: ctx.params[name] for name in ("at", "by", "to", "contractor") if ctx.params.get(name)}
    with writing(ctx, dry_run=ctx.params["dry_run"]) as desk:
        return ticket_lines(desk, tell(desk, ctx.params["numbers"], note=note, **said))


@app.command(
    "dispatch",
    epilog=example("gridctl ticket dispatch 123 124 --to 王强", "gridctl ticket dispatch 125 --contractor 按部位"),
)
def dispatch(
    ctx: typer.Context,
    numbers: slip.Numbers,
    to: To = "",
    contractor: slip.Contractor = "",
    at: slip.When = "",
    by: slip.Who = "",
    note: PlainNote = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """派单给维修人员，或负责那里的外委单位。"""
    ours = to and not contractor
    show(_take(ctx, "dispatch", note) if ours else _tell(ctx, note), TICKETS, format, ctx.obj)


@app.command("accept", epilog=example("gridctl ticket accept 123", "gridctl ticket accept 123 --by 王强 --at 8:30"))
def accept(
    ctx: typer.Context,
    numbers: slip.Numbers,
    at: slip.When = "",
    by: slip.Worker = "",
    note: PlainNote = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """接单；不写 --by 时是被派的人接单。"""
    show(_take(ctx, "accept", note), TICKETS, format, ctx.obj)


@app.command("return", epilog=example("gridctl ticket return 123 --reason 不属于工程部"))
def return_(
    ctx: typer.Context,
    numbers: slip.Numbers,
    reason: slip.Why = "",
    at: slip.When = "",
    by: slip.Who = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """退单：派错了，退回重新派。"""
    show(_take(ctx, "return", reason), TICKETS, format, ctx.obj)


@app.command("progress", epilog=example("gridctl ticket progress 123 --note 已联系电梯维保单位，等配件"))
def progress(
    ctx: typer.Context,
    numbers: slip.Numbers,
    note: Note = "",
    at: slip.When = "",
    by: slip.Worker = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """登记处理进度。"""
    show(_take(ctx, "progress", note), TICKETS, format, ctx.obj)


@app.command("finish", epilog=example("gridctl ticket finish 123 124 130 --at 昨天"))
def finish(
    ctx: typer.Context,
    numbers: slip.Numbers,
    at: slip.When = "",
    by: slip.Worker = "",
    note: Note = "",
    material: slip.Material = "",
    details: slip.Details = [],  # noqa: B006 - typer copies it
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """完工，等待验收。"""
    show(_take(ctx, "finish", note), TICKETS, format, ctx.obj)


@app.command("verify", epilog=example("gridctl ticket verify 123 124 --by 李梅"))
def verify(
    ctx: typer.Context,
    numbers: slip.Numbers,
    by: slip.Who = "",
    at: slip.When = "",
    note: PlainNote = "",
    details: slip.Details = [],  # noqa: B006 - typer copies it
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """验收合格；验收人不能是接单人。"""
    show(_take(ctx, "verify", note), TICKETS, format, ctx.obj)


@app.command("reject", epilog=example("gridctl ticket reject 123 --by 李梅 --reason 仍有滴漏"))
def reject(
    ctx: typer.Context,
    numbers: slip.Numbers,
    reason: slip.Why = "",
    by: slip.Who = "",
    at: slip.When = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """验收不合格，返工。"""
    show(_take(ctx, "reject", reason), TICKETS, format, ctx.obj)


@app.command("reopen", epilog=example("gridctl ticket reopen 123 --reason 又不亮了"))
def reopen(
    ctx: typer.Context,
    numbers: slip.Numbers,
    reason: slip.Why = "",
    at: slip.When = "",
    by: slip.Who = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """重开已完成的单：新的一轮，期限重新起算。"""
    show(_take(ctx, "reopen", reason), TICKETS, format, ctx.obj)


@app.command("void", epilog=example("gridctl ticket void 123 --reason 重复报修"))
def void(
    ctx: typer.Context,
    numbers: slip.Numbers,
    reason: slip.Why = "",
    at: slip.When = "",
    by: slip.Who = "",
    dry_run: DryRun = False,
    format: FormatOption = Format.TABLE,
) -> None:
    """作废录错或不成立的单，单号不再使用。"""
    show(_take(ctx, "void", reason), TICKETS, format, ctx.obj)
