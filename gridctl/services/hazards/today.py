"""Hazards and incidents on the screen of the day: what is late, due, or still lacks something (D2 三.5, D10 3.3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.services.hazards.lists import HAZARD, find_hazards
from gridctl.services.incidents.lists import INCIDENT, find_incidents
from gridctl.services.tickets.lists import Asked, find_tickets
from gridctl.services.tickets.warning import nearness

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.services.hazards.lists import HazardLine
    from gridctl.services.incidents.lists import IncidentLine


@dataclass(frozen=True, slots=True)
class Dangers:
    """Open hazards to look after, major ones first, every open incident, and both in one line."""

    headline: str
    hazards: tuple[HazardLine, ...]
    incidents: tuple[IncidentLine, ...]


def dangers(desk: Desk) -> Dangers:
    """What of hazards and incidents matters on the day that is looked at."""
    hazards = find_hazards(desk, Asked(kind=HAZARD))
    incidents = find_incidents(desk, Asked(kind=INCIDENT))
    near = _near(desk)
    waiting = [line for line in hazards if line.missing or line.number in near]
    major = sum(line.level == "major" for line in hazards)
    overdue = sum(bool(line.overdue_days) for line in hazards)
    warned = sum(line.number in near and not line.overdue_days for line in hazards)
    return Dangers(
        headline=f"隐患 未销号 {len(hazards)}  重大 {major}  预警 {warned}  超期 {overdue}"
        f"  突发事件 未了结 {len(incidents)}",
        hazards=tuple(sorted(waiting, key=lambda line: (line.level != "major", line.due, line.number))),
        incidents=tuple(incidents),
    )


def _near(desk: Desk) -> set[str]:
    """The numbers of the hazards that are not mended and whose limit is over, ends today, or was warned of."""
    lines = find_tickets(desk, Asked(kind=HAZARD))
    return {line.number for line in lines if not line.finished and nearness(desk, line)}
