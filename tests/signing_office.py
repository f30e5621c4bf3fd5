"""The small estate with those who sign: a project leader, a head of engineering, the supervision department."""

from datetime import datetime
from pathlib import Path

from gridctl.domain.grids import Assignment
from gridctl.domain.staff import Staff
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.staff import STAFF
from gridctl.store.transactions import Act, writing
from tests.remembered import remembered
from tests.small_estate import FROM, furnish

PIN, OTHER_PIN = "739146", "280517"
OFFICE = (
    ("L01", "何立", "project_leader"),
    ("E01", "吴工", "engineering_head"),
    ("S01", "钱进", "supervision_department"),
)


@remembered
def furnish_office(ledger: Path, now: datetime) -> None:
    """Put the estate and its office into a new ledger."""
    furnish(ledger, now)
    with writing(ledger, Act("owner", "staff import"), now) as tx:
        first, row = tx.next_id(1, STAFF, len(OFFICE)), tx.next_id(1, ASSIGNMENT, len(OFFICE))
        people = [Staff(1, first + i, *each, "", None, None, "", "") for i, each in enumerate(OFFICE)]
        tx.insert(STAFF, people)
        posts = [
            Assignment(1, row + i, one.id, one.post, "project", None, None, None, FROM, None)
            for i, one in enumerate(people)
        ]
        tx.insert(ASSIGNMENT, posts)


def pin_file(folder: Path, *lines: str) -> Path:
    """A file with PINs that only its owner can read."""
    path = folder / "pin.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path
