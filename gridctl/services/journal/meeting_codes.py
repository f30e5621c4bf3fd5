"""The words of codes that hang on meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridctl.domain.meetings import STATE_WORDS
from gridctl.regulation.meetings import meeting_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

MEETING_CODES: Mapping[tuple[str, str], Mapping[Any, str]] = {
    ("meeting", "kind"): {kind.code: kind.name for kind in meeting_kinds()},
    ("meeting", "state"): {state.value: words for state, words in STATE_WORDS.items()},
    ("meeting", "deputised"): {0: "否", 1: "是"},
}
