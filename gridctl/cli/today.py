"""`gridctl today`: one screen of what matters now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from gridctl.cli.desks import reading
from gridctl.cli.options import Format, FormatOption
from gridctl.cli.output import Column, Listing, say, show
from gridctl.cli.tickets.listings import TICKETS
from gridctl.cli.tree import example
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.services.cleaning.today import Uncleaned
    from gridctl.services.hazards.today import Dangers
    from gridctl.services.requests.today import Pressing
    from gridctl.services.today import Board

app = typer.Typer(add_completion=False)

GRIDS = Listing(
    "网格",
    (
        Column("grid", "网格"),
        Column("head", "负责人"),
        Column("open", "未完", align="right"),
        Column("to_verify", "待验收", align="right"),
        Column("due_soon", "预警", align="right"),
        Column("due_today", "今天到期", align="right"),
        Column("overdue", "超期", align="right"),
    ),
)


@app.command("today", epilog=example("gridctl today", "gridctl today --format json"))
def today(ctx: typer.Context, format: FormatOption = Format.TABLE) -> None:
    """今天要紧的：未完、预警、到期、超期，按网格；最近一次备份。"""
    from gridctl.services.shifts import shift_at
    from gridctl.services.today import today_board
    from gridctl.settings import seat

    with reading(ctx) as desk:
        board = today_board(desk)
        shift = shift_at(desk, seat(), ctx.obj.clock())
    if format is Format.TABLE:
        if shift:
            say(shift.words)
        _show_screen(board, ctx.obj)
    else:
        show([board] if format is Format.JSON else board.grids, GRIDS, format, ctx.obj)


def _show_screen(board: Board, settings: Settings) -> None:
    """The figures by grid, then the tickets to look after, then the last backup."""
    say(board.headline)
    if board.grids:
        show(board.grids, GRIDS, Format.TABLE, settings)
    else:
        say("没有未完的维修单")
    if board.urgent:
        say("\n要紧的单：")
        show(board.urgent, TICKETS, Format.TABLE, settings)
    if board.dangers:
        _show_dangers(board.dangers, settings)
    if board.requests:
        _show_requests(board.requests, settings)
    if board.cleaning:
        _show_cleaning(board.cleaning, settings)
    say(board.backup)


def _show_dangers(found: Dangers, settings: Settings) -> None:
    from gridctl.cli.hazards.options import HAZARDS
    from gridctl.cli.incidents.options import INCIDENTS

    say(f"\n{found.headline}")
    for rows, listing in ((found.hazards, HAZARDS), (found.incidents, INCIDENTS)):
        if rows:
            show(rows, listing, Format.TABLE, settings)


def _show_requests(found: Pressing, settings: Settings) -> None:
    from gridctl.cli.requests import REQUESTS

    say(f"\n{found.headline}")
    if found.requests:
        show(found.requests, REQUESTS, Format.TABLE, settings)


def _show_cleaning(found: Uncleaned, settings: Settings) -> None:
    from gridctl.cli.cleaning import FAULTS

    say(f"\n{found.headline}")
    if found.faults:
        show(found.faults, FAULTS, Format.TABLE, settings)
