"""The regulations' check-lists copied into a project, as its own from then on (I1 to I6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.checklists import Checklist
from gridctl.regulation.checklists import checklists
from gridctl.store.checklists import CHECKLIST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.regulation.checklists import ChecklistSeed
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.store.transactions import Transaction


def copy_checklists(tx: Transaction, project: int, day: date) -> None:
    """Give a new project every check-list, true from a day on."""
    _copy(tx, project, checklists(), day)


def lacking(desk: Desk) -> list[ChecklistSeed]:
    """The check-lists of which the project has no version at all: a ledger of an older version has none."""
    known = {row.code for row in desk.reader.find(CHECKLIST, desk.pid)}
    return [seed for seed in checklists() if seed.code not in known]


def adopt_checklists(desk: WritingDesk, day: date) -> list[Checklist]:
    """Copy what the project lacks, true from a day on; what it has stays as it is."""
    return _copy(desk.tx, desk.pid, lacking(desk), day)


def _copy(tx: Transaction, project: int, seeds: Sequence[ChecklistSeed], day: date) -> list[Checklist]:
    first = tx.next_id(project, CHECKLIST, len(seeds)) if seeds else 0
    rows = [
        Checklist(project, first + i, seed.code, seed.name, day, None, seed.definition.text, seed.clause)
        for i, seed in enumerate(seeds)
    ]
    tx.insert(CHECKLIST, rows)
    return rows
