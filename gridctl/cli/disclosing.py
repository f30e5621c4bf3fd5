"""Looking at personal data: masked as a rule; in full with a reason, which the journal keeps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from gridctl.cli.desks import command_name, reading, writing

if TYPE_CHECKING:
    from gridctl.services.desk import Desk


@contextmanager
def looking(ctx: typer.Context, full: bool, reason: str | None) -> Iterator[Desk]:
    """Read the ledger; in full, journal who looked at what and why, before anything is shown."""
    if not full:
        with reading(ctx) as desk:
            yield desk
        return
    from gridctl.services.residents.lists import note_disclosure, require_reason

    require_reason(reason or "")
    with writing(ctx, f"{command_name(ctx)} full", undo="never") as desk:
        note_disclosure(desk)
        yield desk
