"""The words of codes of visits, needs, activities and renovations; and which of their columns are instants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridctl.domain.renovations import EVENT_WORDS
from gridctl.regulation.visits import activity_kinds, need_kinds, visit_modes, visit_outcomes

if TYPE_CHECKING:
    from collections.abc import Mapping

_YES_NO = {0: "否", 1: "是"}

VISIT_CODES: Mapping[tuple[str, str], Mapping[Any, str]] = {
    ("visit", "mode"): {one.code: one.name for one in visit_modes()},
    ("visit", "outcome"): {one.code: one.name for one in visit_outcomes()},
    ("need", "kind"): {one.code: one.name for one in need_kinds()},
    ("need", "solved"): _YES_NO,
    ("activity", "kind"): {one.code: one.name for one in activity_kinds()},
    ("renovation", "passed"): _YES_NO,
    ("renovation_event", "kind"): {kind.value: words for kind, words in EVENT_WORDS.items()},
}
VISIT_INSTANTS = (("visit", "recorded_at"), ("activity", "recorded_at"), ("renovation_event", "recorded_at"))
