"""The list at the end: what was entered, slip by slip, to be ticked against the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gridctl.cli.width import wrapped

if TYPE_CHECKING:
    from gridctl.services.tickets.entering import Entered
    from gridctl.services.tickets.lists import TicketLine

_INDENT = 4


def tick_list(entered: Sequence[Entered], columns: int) -> Iterator[str]:
    """Lines of at most `columns`: a box and the number of each slip, then what it says."""
    for i, each in enumerate(entered, 1):
        yield from _hanging(f"[ ] {i}. {_head(each.line)}", columns)
        yield from _hanging(" " * _INDENT + _body(each.line), columns)


def _head(line: TicketLine) -> str:
    paper = f"  纸质 {line.paper}" if line.paper else ""
    return f"{line.number}{paper}  {line.place}"


def _body(line: TicketLine) -> str:
    said = [line.problem, line.category_name, line.executor, f"报修 {line.opened[5:]}"]
    said += [f"完成 {line.finished[5:]}"] if line.finished else []
    said += [f"验收 {line.verifier}"] if line.verifier else []
    return "，".join(part for part in said if part)


def _hanging(text: str, columns: int) -> Iterator[str]:
    """A text over several lines, all but the first indented."""
    first, *rest = wrapped(text.lstrip(), columns - _INDENT)
    yield (" " * _INDENT if text.startswith(" ") else "") + first
    yield from (" " * _INDENT + line for line in rest)
