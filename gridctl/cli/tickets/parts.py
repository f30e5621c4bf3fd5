"""The parts of a ticket below it on the screen: what its kind says, limits, steps, extensions, attachments, special plan."""

from __future__ import annotations

import sys
from typing import Any

from gridctl.cli.options import Format
from gridctl.cli.output import show, show_one
from gridctl.cli.tickets.listings import ATTACHMENTS, DETAILS, EXTENSIONS, NODES, PLANS, STEPS, TERMS
from gridctl.settings import Settings


def show_parts(card: Any, settings: Settings) -> None:
    """Print the parts of a ticket that there are; those that few have stand under a title."""
    said = [line for line in card.details if line.value or line.missing]
    for lines, listing in ((said, DETAILS), (card.terms, TERMS), (card.steps, STEPS)):
        if lines:
            show(lines, listing, Format.TABLE, settings)
    for title, rows, listing in (("延期", card.extensions, EXTENSIONS), ("附件", card.attachments, ATTACHMENTS)):
        if rows:
            sys.stdout.write(f"\n{title}\n")
            show(rows, listing, Format.TABLE, settings)
    if card.plan:
        sys.stdout.write("\n专项整改计划\n")
        show_one(card.plan, PLANS, Format.TABLE, settings)
        if card.plan.nodes:
            show(card.plan.nodes, NODES, Format.TABLE, settings)
