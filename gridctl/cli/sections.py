"""A record with lists in it, shown whole: JSON as one object, else the record and then each list under its title."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from gridctl.cli.options import Format
from gridctl.cli.output import Listing, show, show_one
from gridctl.settings import Settings


class Section(NamedTuple):
    """A field of the record that holds rows, the title over them, and how they are listed."""

    key: str
    title: str
    listing: Listing


def show_whole(
    record: object,
    listing: Listing,
    sections: Sequence[Section],
    format: Format,
    settings: Settings,
) -> None:
    """Print a record with its sections; a CSV has the record alone, and a section without rows is left out."""
    show_one(record, listing, format, settings)
    if format is not Format.TABLE:
        return
    for section in sections:
        if rows := getattr(record, section.key):
            sys.stdout.write(f"\n{section.title}\n")
            show(rows, section.listing, format, settings)
