"""What the ledger has already of the inspections on a sheet, and whether it says the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Answer, answers_text, read_answers
from gridctl.services.checklists.finding import all_versions
from gridctl.services.inspections.grounds import ground_of
from gridctl.store.inspections import INSPECTION

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.imports import Numbered
    from gridctl.domain.inspections import Inspection
    from gridctl.domain.sheets import InspectionRow
    from gridctl.services.desk import Desk
    from gridctl.services.inspections.grounds import Ground
    from gridctl.services.inspections.sheet_rows import Taken


class Known:
    """The inspections of the days that a sheet speaks of, by list, ground and day."""

    def __init__(self, desk: Desk, rows: list[Numbered[InspectionRow]]) -> None:
        self._found: dict[tuple[str, Ground, date], list[Inspection]] = defaultdict(list)
        days = {item.row.day.day for item in rows if item.row.day is not None}
        if days:
            codes = {one.row.id: one.row.code for one in all_versions(desk)}
            between = INSPECTION.c["day"].between(min(days), max(days))
            for row in desk.reader.find(INSPECTION, desk.pid, between):
                self._found[codes[row.checklist], ground_of(row), row.day].append(row)

    def __bool__(self) -> bool:
        return bool(self._found)

    def like(self, taken: Taken) -> list[Inspection]:
        """Those that can be the row's: a moment without its minute can be any of its day."""
        same_day = self._found.get((taken.version.row.code, taken.ground, taken.day), ())
        return [row for row in same_day if row.started == taken.started or len(row.started) != len(taken.started)]


def differences(taken: Taken, answers: str, row: Inspection) -> list[str]:
    """What a known inspection says otherwise, by name; photographs are on no sheet."""
    told = (
        ("检查表的版本", row.checklist == taken.version.row.id),
        ("检查人", row.inspector == taken.inspector.id),
        ("同检人", row.partner == (taken.partner.id if taken.partner else None)),
        ("结果", answers in (row.answers, _without_photos(row.answers))),
        ("备注", row.note == taken.note),
    )
    return [name for name, same in told if not same]


def _without_photos(text: str) -> str:
    if "photos" not in text:
        return text
    kept = read_answers(text).items()
    return answers_text({code: Answer(one.mark, one.note, one.place, one.count) for code, one in kept})
