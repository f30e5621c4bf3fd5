"""The list at the end: what was entered, slip by slip, to be ticked against the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gridctl.cli.width import wrapped

if TYPE_CHECKING:
    from gridctl.cli.entering.fields import Form
    from gridctl.cli.entering.session import Kept
    from gridctl.services.tickets.lists import TicketLine

_INDENT = 4


def tick_list(entered: Sequence[Kept], form: Form, columns: int) -> Iterator[str]:
    """Lines of at most `columns`: a box and the number of each slip, then what it says."""
    for i, each in enumerate(entered, 1):
        yield from _hanging(f"[ ] {i}. {_head(each.slip.line)}", columns)
        yield from _hanging(" " * _INDENT + form.told(each.slip.line, each.said), columns)


def _head(line: TicketLine) -> str:
    paper = f"  纸质 {line.paper}" if line.paper else ""
    return f"{line.number}{paper}  {line.place}"


def _hanging(text: str, columns: int) -> Iterator[str]:
    """A text over several lines, all but the first indented."""
    first, *rest = wrapped(text.lstrip(), columns - _INDENT)
    yield (" " * _INDENT if text.startswith(" ") else "") + first
    yield from (" " * _INDENT + line for line in rest)
