"""The regulations' duties copied into a project as its own, with what the project fills into their blanks (I8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gridctl.domain.duties.duties import Blank, Duty
from gridctl.domain.duties.figures import filled
from gridctl.regulation.duties import duties
from gridctl.store.duties import DUTY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.regulation.duties import DutySeed
    from gridctl.services.desk import Desk
    from gridctl.store.transactions import Transaction

Figures = Mapping[tuple[str, Blank], str]
"""By duty and blank, what was typed."""


def copy_duties(tx: Transaction, project: int, day: date, figures: Figures | None = None) -> None:
    """Give a new project every duty, in force from a day on, with the figures that were told; the others stay blank."""
    add_duties(tx, project, duties(), day, figures or {})


def lacking(desk: Desk) -> list[DutySeed]:
    """The duties that a project does not have: a ledger of an older version has none."""
    known = {row.code for row in desk.reader.alike(DUTY, desk.pid)}
    return [seed for seed in duties() if seed.code not in known]


def add_duties(
    tx: Transaction,
    project: int,
    seeds: Sequence[DutySeed],
    day: date,
    figures: Figures,
) -> list[Duty]:
    """Copy some duties into a project, in force from a day on."""
    first = tx.next_id(project, DUTY, len(seeds)) if seeds else 0
    rows = [_row(project, first + i, seed, day, figures) for i, seed in enumerate(seeds)]
    tx.insert(DUTY, rows)
    return rows


def _row(project: int, key: int, seed: DutySeed, day: date, figures: Figures) -> Duty:
    content = seed.definition
    for blank in content.blank:
        if text := figures.get((seed.code, blank)):
            content = filled(content, blank, text)
    return Duty(project, key, seed.code, seed.name, day, None, 1, content.stored, seed.clause)


def blanks() -> dict[tuple[str, Blank], str]:
    """What the regulations leave blank: by duty and figure, the words to ask for it."""
    return {(seed.code, one.field): one.ask for seed in duties() for one in seed.questions}


def refuse_wrong(code: str, blank: Blank, text: str) -> None:
    """UsageError for what cannot be filled into a blank."""
    seed = next(seed for seed in duties() if seed.code == code)
    filled(seed.definition, blank, text)
