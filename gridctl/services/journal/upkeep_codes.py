"""The words of codes of environment services; and which of their columns are instants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridctl.regulation.upkeep import upkeep_services

if TYPE_CHECKING:
    from collections.abc import Mapping


def upkeep_codes() -> Mapping[tuple[str, str], Mapping[Any, str]]:
    """The words of each column of codes."""
    return {
        ("upkeep", "service"): {one.code: one.name for one in upkeep_services()},
        ("upkeep", "passed"): {0: "否", 1: "是"},
    }


UPKEEP_INSTANTS = (("upkeep", "recorded_at"),)
