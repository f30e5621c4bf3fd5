"""The ledger as a whole: making it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from gridctl import __version__
from gridctl.services.desk import OWNER
from gridctl.services.projects import add_project
from gridctl.store.ledgers import creating
from gridctl.store.projects import LEDGER, LedgerRow
from gridctl.store.transactions import WHOLE_LEDGER, Act, utc_text

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from gridctl.domain.projects import Project


def init_ledger(
    path: Path, now: datetime, *, code: str, name: str, company: str, zone: str, live_from: date
) -> Project:
    """Make a new ledger with its first project; whoever makes it is the owner."""
    words = {"code": code, "name": name}
    with creating(path, Act(OWNER, "ledger init", "never", words), now) as tx:
        row = LedgerRow(WHOLE_LEDGER, 1, str(uuid.uuid4()), utc_text(now), f"gridctl {__version__}")
        tx.insert(LEDGER, [row])
        return add_project(tx, code=code, name=name, company=company, zone=zone, live_from=live_from)
