"""Days on the command line, read by the project's own calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gridctl.services.desk import Desk


def day_said(desk: Desk, text: str | None) -> date | None:
    """The day that was typed, behind or ahead; None where none was."""
    if not text:
        return None
    from gridctl.domain.days import any_day

    return any_day(text, desk.now)


def day_meant(desk: Desk, text: str | None) -> date:
    """The day that was typed, else the project's today."""
    return day_said(desk, text) or desk.today


def day_after(desk: Desk, text: str | None) -> date | None:
    """The first day no longer: the one after a last day that was typed; None where none was."""
    last = day_said(desk, text)
    return last + timedelta(days=1) if last else None


def month_said(desk: Desk, text: str | None) -> date | None:
    """The month that was typed, as its first day; None where none was."""
    return month_meant(desk, text) if text else None


def month_meant(desk: Desk, text: str) -> date:
    """The month that was typed, as its first day."""
    from gridctl.domain.months import month_meant as meant

    return meant(text, desk.today)
