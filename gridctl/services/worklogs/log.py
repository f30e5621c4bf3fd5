"""The work log of a person and a day: its parts filled from the ledger, as the regulation's data says from which records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.office import log_parts
from gridctl.services.grids.answering import head_of
from gridctl.services.grids.finding import grids_on
from gridctl.services.worklogs.notes import notes_of
from gridctl.services.worklogs.records import DayRecords

if TYPE_CHECKING:
    from gridctl.domain.staff import Staff
    from gridctl.regulation.office import LogPart
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of a part; what a kind of record does not say is "". Times are moments as stored, telephones are masked."""

    part: str
    part_name: str
    time: str = ""
    number: str = ""
    place: str = ""
    what: str = ""
    who: str = ""
    progress: str = ""
    finished: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class LogSection:
    """A part of the log with its lines, in order; number 0 is the head of the sheet."""

    part: str
    number: int
    name: str
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class WorkLog:
    """The work log of a person and a day; `grids` are those he answers for on it."""

    number: str
    name: str
    grids: tuple[str, ...]
    day: date
    sections: tuple[LogSection, ...]


def work_log(desk: Desk, person: Staff, day: date) -> WorkLog:
    """The log of a day: what happened on it, what was still open at its end, and what was noted."""
    records, notes = DayRecords.of(desk, person, day), notes_of(desk, person.id, day)
    sections = []
    for part in log_parts():
        lines = [replace(line, part=part.code, part_name=part.name) for line in _lines(records, part)]
        noted = [_note(part, note.text) for note in notes if note.part == part.code]
        sections.append(LogSection(part.code, part.number, part.name, (*lines, *noted)))
    grids = tuple(grid.name for grid in grids_on(desk, day) if head_of(desk, grid.id, day) == person.id)
    return WorkLog(person.number, person.name, grids, day, tuple(sections))


def _lines(records: DayRecords, part: LogPart) -> list[LogLine]:
    """What fills a part by itself; a record that two sources of a part give stands in it once."""
    found: dict[object, LogLine] = {}
    for source in part.records:
        for key, values in records.take(source):
            found.setdefault(key, LogLine(part.code, part.name, **values))
    return list(found.values())


def _note(part: LogPart, text: str) -> LogLine:
    return LogLine(part.code, part.name, what=mask_free_text(text))
