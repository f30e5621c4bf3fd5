"""Clauses of the regulations on a screen: with the regulation's title or, in a narrow table, by code with a key below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN = "本项目自定"


def clause_words(clause: str) -> str:
    """A clause with its regulation's title."""
    from gridctl.regulation.regulations import clause_words

    return clause_words(clause)


def clause_or_own(clause: str) -> str:
    """A clause with its regulation's title, 本项目自定 where the regulations have none."""
    return clause_words(clause) or OWN


def code_or_own(clause: str) -> str:
    """A clause by its code, 本项目自定 where the regulations have none."""
    return clause or OWN


def tell_sources(clauses: Iterable[str]) -> None:
    """Which regulation each code is."""
    from gridctl.regulation.regulations import regulation_titles

    used = {clause.partition(" ")[0] for clause in clauses}
    titles = [f"{code}《{title}》" for code, title in regulation_titles().items() if code in used]
    if titles:
        say(f"依据：{'、'.join(titles)}")
