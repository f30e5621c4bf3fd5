"""What every screen asks: which major hazards are open without measures or without a report (D2 三.4(3))."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader

# As plain SQL to the driver: with nothing found, which is nearly always, it costs a tenth of a compiled statement.
_PRESSING = """
SELECT ticket.code, ticket.problem,
    EXISTS (SELECT 1 FROM detail WHERE detail.project = ticket.project AND detail.ticket = ticket.id AND name = 'measures'),
    2 = (SELECT count(*) FROM detail WHERE detail.project = ticket.project AND detail.ticket = ticket.id
        AND name IN ('reported_to', 'reported_at'))
FROM ticket WHERE ticket.project = ? AND ticket.kind = 'hazard' AND ticket.urgency = 'major'
    AND ticket.state IN ('to_dispatch', 'to_accept', 'accepted', 'in_progress', 'to_verify')
ORDER BY ticket.id"""


class Pressing(NamedTuple):
    """A major hazard, and which of the two it has."""

    number: str
    problem: str
    measured: bool
    reported: bool


def pressing(reader: Reader, project: int) -> list[Pressing]:
    """The open major hazards without measures on the spot, or without a report and its time."""
    rows = raw(reader.connection, _PRESSING, (project,))
    found = (Pressing(code, problem, bool(measured), bool(reported)) for code, problem, measured, reported in rows)
    return [one for one in found if not (one.measured and one.reported)]
