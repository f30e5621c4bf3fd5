"""Requests on the screen of the day: not answered in time, due, late, or warned of (T8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.services.requests.lists import find_requests
from gridctl.services.tickets.lists import Asked
from gridctl.services.tickets.warning import nearness

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.services.requests.lists import RequestLine


@dataclass(frozen=True, slots=True)
class Pressing:
    """Open requests to look after, the nearest limit first, and all open ones in one line."""

    headline: str
    requests: tuple[RequestLine, ...]


def pressing(desk: Desk) -> Pressing:
    """What of requests matters on the day that is looked at."""
    lines = find_requests(desk, Asked())
    unanswered = [line for line in lines if line.answer_late and not line.answered]
    marks = {line.number: nearness(desk, line) for line in lines}
    overdue = [line for line in lines if marks[line.number] == "overdue"]
    near = [line for line in lines if marks[line.number] in ("today", "soon")]
    found = dict.fromkeys([*unanswered, *overdue, *near])
    return Pressing(
        headline=f"诉求 未办结 {len(lines)}  未按时答复 {len(unanswered)}  预警 {len(near)}  超期 {len(overdue)}",
        requests=tuple(sorted(found, key=lambda line: (line.due, line.number))),
    )
