"""A year of an estate of 2,000 households, written through the store in seconds, the same for the same seed.

Six grids (one from April on), thirty people in the posts of the regulations with their ground, leaves and deputies, some
15,000 inspections, 3,000 visits, 1,700 tickets, meetings, activities, training and environment services of 2025.
`NOW` is a Monday after it.
"""

from pathlib import Path

from gridctl.services.initials import keep_letters
from gridctl.services.ledger import init_ledger
from gridctl.store.transactions import Act, writing
from tests.year_office_contacts import meet, visit
from tests.year_office_estate import FIRST, LAST, NOW, Office, settle
from tests.year_office_patrols import link, patrol
from tests.year_office_staff import employ
from tests.year_office_tickets import raise_tickets, reported
from tests.year_office_upkeep import keep_up

__all__ = ("FIRST", "LAST", "NOW", "make_year")


def make_year(path: Path, seed: int = 1) -> None:
    """Make a ledger with the year in it."""
    init_ledger(path, NOW, code="YH", name="云海花园", company="云海物业", zone="Asia/Shanghai", live_from=FIRST)
    with writing(path, Act("owner", "estate import"), NOW) as tx:
        office = settle(tx, seed)
        employ(office)
        keep_letters(tx, 1)
    with writing(path, Act("owner", "inspect import"), NOW) as office.tx:
        _work(office)


def _work(office: Office) -> None:
    found = patrol(office)
    faults = [fault for fault, _, _ in found]
    tickets = raise_tickets(office, [*faults, *reported(office)])
    link(office, found, tickets[: len(found)])
    visit(office)
    meet(office)
    keep_up(office)
