"""The small estate with more homes, and with the regulations' duties: what visits and renovations need."""

from datetime import date, datetime
from pathlib import Path

from gridctl.domain.grids import Assignment
from gridctl.domain.leaves import Leave
from gridctl.services.duties.seeding import copy_duties
from gridctl.store.duties import DUTY
from gridctl.store.estates import PLACE
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.leaves import LEAVE
from gridctl.store.transactions import Act, writing
from tests.small_estate import LI, WANG, ZHAO, _place, furnish

HOMES = (("102", 1, "occupied"), ("201", 1, "vacant"), ("301", 2, "occupied"))  # room, building and unit, state


def furnish_homes(ledger: Path, now: datetime) -> None:
    """Put the estate, three more homes and the duties into a new ledger.

    赵磊 has building 2 from 10 March 2026 on; 王强 is on leave on 12 and 13 March, when 李梅 stands in.
    """
    furnish(ledger, now)
    with writing(ledger, Act("owner", "estate import"), now) as tx:
        first = tx.next_id(1, PLACE, len(HOMES))
        for i, (room, unit, state) in enumerate(HOMES):
            home = _place(first + i, "room", (unit, unit), room, room)
            tx.insert(PLACE, [type(home)(**{**{name: getattr(home, name) for name in PLACE.columns}, "state": state})])
        key = tx.next_id(1, ASSIGNMENT)
        tx.insert(
            ASSIGNMENT,
            [Assignment(1, key, ZHAO, "property_assistant", "buildings", None, 2, None, date(2026, 3, 10), None)],
        )
        leave = Leave(1, tx.next_id(1, LEAVE), WANG, "personal", date(2026, 3, 12), date(2026, 3, 14), LI, None, "")
        tx.insert(LEAVE, [leave])
        if not tx.alike(DUTY, 1):
            copy_duties(tx, 1, date(2026, 1, 1))
