"""Days that warn before a limit runs out, by the kind's policy of the opening day: day 10 and 13 of half a month (T3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from gridctl.domain.calendar import WEEKDAYS
from gridctl.domain.limits import Unit, policy_limit, warning_days
from gridctl.regulation.tickets import ticket_kind

if TYPE_CHECKING:
    from gridctl.domain.limits import Hold
    from gridctl.services.desk import Desk


class Warned(Protocol):
    """A ticket as a list has it; `original_due` is None where nothing was signed."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - the protocol says it
    @property
    def number(self) -> str: ...  # noqa: D102
    @property
    def urgency(self) -> str: ...  # noqa: D102
    @property
    def category(self) -> str: ...  # noqa: D102
    @property
    def opened(self) -> str: ...  # noqa: D102
    @property
    def due(self) -> date: ...  # noqa: D102
    @property
    def original_due(self) -> date | None: ...  # noqa: D102


class Limited(Warned, Protocol):
    """A ticket that may be late or finished besides; `finished` is a moment as stored, "" for none."""

    @property
    def overdue_days(self) -> int | None: ...  # noqa: D102
    @property
    def finished(self) -> str: ...  # noqa: D102


def nearness(desk: Desk, line: Limited) -> str:
    """How near its limit a ticket is: overdue, today, soon (a day of warning has come) or nothing."""
    if line.overdue_days:
        return "overdue"
    if line.finished:
        return ""
    if line.due == desk.today:
        return "today"
    return "soon" if warning_come(desk, line) else ""


def warning_come(desk: Desk, line: Warned) -> int:
    """The last warning of a ticket that has come by today, as so many days after the opening; 0 where none has.

    Where time was signed for, it warns as long before the new limit as before the old one.
    """
    rule = ticket_kind(line.kind).limit(line.urgency, line.category)
    if rule.warning is None:
        return 0
    opened = date.fromisoformat(line.opened[:10])  # a moment begins with its day
    after, unit = desk.policy(rule.warning, opened), policy_limit(desk.policies.row(rule.due, opened)).unit
    calendar = desk.calendar() if unit is Unit.WORKING_DAYS else WEEKDAYS
    later = line.due - line.original_due if line.original_due else timedelta()
    days = warning_days(opened, after, unit, calendar, _holds(desk, line, opened))
    return max((count for count, day in zip(after, days, strict=False) if day + later <= desk.today), default=0)


def _holds(desk: Desk, line: Warned, opened: date) -> list[Hold]:
    """The holds for which the clock stopped."""
    if not desk.policy(ticket_kind(line.kind).hold_policy, opened):
        return []
    from gridctl.services.tickets.opening import find_ticket  # noqa: PLC0415 - few offices stop the clock
    from gridctl.services.tickets.terms import holds_of  # noqa: PLC0415 - likewise

    return holds_of(desk, find_ticket(desk, line.number))
