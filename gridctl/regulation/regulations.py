"""The ten regulations by their codes, and a clause as a clerk reads it: `D7 四.5` is 《物业客服管家区域网格化管理》四.5."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gridctl.regulation.reading import read

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry


@cache
def regulation_titles() -> dict[str, str]:
    """The title of each regulation by its code, D1 to D10."""
    return dict(read("regulations.toml").each("regulation", _regulation))


def clause_words(clause: str) -> str:
    """A clause with its regulation's title instead of the code; one that begins with no known code stays as it is."""
    code, _, rest = clause.partition(" ")
    title = regulation_titles().get(code)
    return f"《{title}》{rest}" if title else clause


def _regulation(entry: Entry) -> tuple[str, str]:
    return entry.regulation(), entry.text("title")
