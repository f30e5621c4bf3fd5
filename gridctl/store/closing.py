"""Up to which day the book of open rounds is closed: what an issued report has counted stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader

_LAST_DAY = "SELECT max(last_day) FROM issued_report WHERE project = :project AND form = :form"


def first_open_day(reader: Reader, project: int, form: str) -> date:
    """The first day that no issued report of a form covers; the first of all days where none was issued."""
    ((last,),) = raw(reader.connection, _LAST_DAY, {"project": project, "form": form})
    return date.fromisoformat(last) + timedelta(days=1) if last else date.min
