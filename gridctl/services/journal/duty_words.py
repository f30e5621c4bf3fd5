"""Duties in the journal's words: what a duty is, in one phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.duties.duties import Definition
from gridctl.services.duties.rule_lists import content_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def duty_wordings() -> Mapping[tuple[str, str], Callable[[str], str]]:
    """How the columns of duties are read."""
    return {("duty", "definition"): lambda text: content_words(Definition.parse_stored(text))}
