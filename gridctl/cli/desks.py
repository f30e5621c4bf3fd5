"""Sitting down to work: every command reads or writes through here, so that each is told and asked the same way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from gridctl.cli.asking import ask
from gridctl.cli.output import alarm, plain, say, warn
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.services.desk import Desk, WritingDesk

QUESTION = "谁在录入？（工号、姓名，或 owner）"
_TOLD = "gridctl.pressing"  # that the line at the top stands there already
_ABOUT_THE_SCREEN = {"dry_run", "format", "yes"}  # options that say nothing of what was entered


@contextmanager
def reading(ctx: typer.Context) -> Iterator[Desk]:
    """Read the ledger for a command; what it should be told besides the result is said on stderr at the end."""
    from gridctl.services import desk

    with desk.reading(ctx.obj) as opened:
        _alarm(ctx, opened)
        yield opened
    _tell(opened)


@contextmanager
def writing(
    ctx: typer.Context,
    command: str = "",
    *,
    undo: str = "always",
    dry_run: bool = False,
    words: dict[str, Any] | None = None,
) -> Iterator[WritingDesk]:
    """Write to the ledger for a command, as one transaction under `command` (as it was typed) and its `words` (those of the line).

    Who enters is asked of a person, before anything is locked; a script that does not say is a UsageError.
    """
    from gridctl.services import desk

    caller = ctx.obj if dry_run else acting(ctx.obj)
    said = command_words(ctx) if words is None else words
    with desk.writing(caller, command or command_name(ctx), words=said, undo=undo, dry_run=dry_run) as opened:
        yield opened
        _alarm(ctx, opened)
    _tell(opened)
    if dry_run:
        say("以上只是照做一遍，什么都没有保存")


def acting(settings: Settings) -> Settings:
    """Give the settings with who enters in them.

    Where nobody was named, whose shift runs at this seat; where there is none, a person at a terminal is asked.
    """
    if settings.actor:
        return settings
    from gridctl.services.shifts import on_shift
    from gridctl.settings import seat

    actor = on_shift(settings, seat())
    if not actor and settings.interactive:
        actor = ask(QUESTION, settings, option="--as")
    return replace(settings, actor=actor or None)


def command_name(ctx: typer.Context) -> str:
    """The command as the journal names it: `staff add`."""
    return ctx.command_path.partition(" ")[2]


def command_words(ctx: typer.Context) -> dict[str, Any]:
    """What was said on the line, by parameter, as the journal keeps it."""
    said = ((name, value) for name, value in ctx.params.items() if name not in _ABOUT_THE_SCREEN)
    return {name: plain(value) for name, value in said if value not in (None, False, (), [])}


def _alarm(ctx: typer.Context, opened: Desk) -> None:
    """What stands at the top of every screen, once a command; JSON and CSV are no screens (D2 三.4(3))."""
    if _TOLD in ctx.meta or (ctx.params.get("format") or "table") != "table":
        return
    from gridctl.services.hazards.pressing import pressing_line

    if line := pressing_line(opened):
        ctx.meta[_TOLD] = True
        alarm(line)


def _tell(opened: Desk) -> None:
    for notice in opened.notices:
        warn(notice)
