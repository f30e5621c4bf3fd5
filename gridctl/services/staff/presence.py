"""Whether somebody was with the project on a day, before he is written down as having done something on it (P1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.errors import RuleError

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.staff import Staff


def refuse_absent(person: Staff, day: date, what: str) -> None:
    """Refuse (RuleError) that somebody who had not come yet or had left on a day does something then: `what` in words."""
    who = f"{person.name}（{person.number}）"
    if person.joined and day < person.joined:
        raise RuleError(f"{who}{person.joined} 才到岗，不能在 {day} {what}", "核对日期和人员")
    if person.departed and person.departed <= day:
        raise RuleError(f"{who}已于 {person.departed} 离岗，不能在 {day} {what}", "核对日期和人员")
