"""Extensions: the project leader's signature gives a round until a later day (D10 3.3.1 需要项目负责人签字).

A signature counts from when it was entered, whatever day stands on the paper: what is not in the ledger when a limit
ends was not asked of anybody. There is no grace for it, as there is for work that was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, not_before

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Signature:
    """A valid signature of the project leader: the last day it gives, and when it was entered (local time)."""

    until: date
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Extended:
    """A limit with its signatures: when it is due now, and how many signatures gave it time or came too late."""

    due: Moment
    counted: int
    too_late: int


def extended(
    due: Moment, signatures: Iterable[Signature], *, after_expiry: bool, confirmed: datetime | None = None
) -> Extended:
    """Give a limit the time that signatures add.

    One entered before the limit (as extended until then) has passed counts. A later one counts where the policy
    `extension_after_expiry` says so, until the fine of the round was `confirmed`. None ever makes a limit shorter.
    """
    counted = too_late = 0
    for signature in sorted(signatures, key=attrgetter("recorded", "until")):
        in_time = not_before(due, Moment.of(signature.recorded))
        if in_time or (after_expiry and (confirmed is None or signature.recorded < confirmed)):
            counted += 1
            due = later(due, Moment(signature.until))
        else:
            too_late += 1
    return Extended(due, counted, too_late)


def later(one: Moment, other: Moment) -> Moment:
    """Whichever limit ends later; a day alone ends after its every minute."""
    return max(one, other, key=_end)


def _end(moment: Moment) -> tuple[date, int]:
    return moment.day, 24 * 60 if moment.minute is None else moment.minute
