"""Policies: what a manager may change from a day on, as dated rows; past days keep what was in force."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Policy:
    """The value (JSON text) of one policy in [valid_from, valid_to), and the clause it stands on."""

    project: int
    id: int
    name: str
    valid_from: date
    valid_to: date | None
    value: str
    clause: str

    def holds_on(self, day: date) -> bool:
        """Whether this row is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def content(self) -> Any:
        """The value itself."""
        return json.loads(self.value)


@dataclass(frozen=True, slots=True)
class Policies:
    """All the dated policies of a project."""

    rows: tuple[Policy, ...]

    def row(self, name: str, day: date) -> Policy:
        """Give the row of a policy in force on a day; before its first day, the first."""
        dated = self.history(name)
        return next((row for row in dated if row.holds_on(day)), dated[0])

    def value(self, name: str, day: date) -> Any:
        """Give a policy's value on a day."""
        return self.row(name, day).content

    def history(self, name: str) -> list[Policy]:
        """Give the rows of one policy, oldest first."""
        return sorted((row for row in self.rows if row.name == name), key=_start)

    def week_cuts(self) -> tuple[tuple[date, int], ...]:
        """Give the last weekday of the project's week from each day on (0 is Monday), as weeks.py takes it."""
        return tuple((row.valid_from, row.content) for row in self.history("week_last_day"))


def set_from(history: list[Policy], start: date, value: str) -> tuple[Policy, ...]:
    """Give the rows that change so that one policy has a value (JSON text) from `start` on; a new row has no id yet.

    What is planned for a later day stays planned; a second change for the same day replaces the first. `history` is
    that policy's rows, oldest first, and begins on or before `start`.
    """
    holder = next(row for row in history if row.holds_on(start))
    if holder.value == value:
        return ()
    if holder.valid_from == start:
        return (replace(holder, value=value),)
    return replace(holder, valid_to=start), replace(holder, id=0, valid_from=start, value=value)


def _start(row: Policy) -> date:
    return row.valid_from


def policies(rows: Iterable[Policy]) -> Policies:
    """Gather a project's policy rows."""
    return Policies(tuple(rows))
