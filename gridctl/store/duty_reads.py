"""What proves that duties were done, between two days: every book read by its own statement, in the driver's own rows (I8).

No table of another noun is loaded for it, and a statement walks an index of days, never the history before them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gridctl.domain.duties.duties import ProofKind
from gridctl.domain.movements import FORM_CODE
from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gridctl.store.snapshots import Reader


class ProofRow(NamedTuple):
    """A record as its book has it: `code` is which kind of record, `day` may be a month, `at` a local moment.

    `answers` is JSON by point, `part` what else it tells: the check-list's row, the contractor, the other kinds that a
    meeting serves as JSON.
    """

    code: str
    day: str
    at: str
    recorded_at: str
    grid: int | None
    building: int | None
    place: int | None
    staff: int | None
    partner: int | None
    answers: str
    part: int | str | None


class RecordRow(NamedTuple):
    """A row of the duties' own book: done by somebody, or excused."""

    code: str
    day: str
    at: str
    recorded_at: str
    grid: int | None
    building: int | None
    place: int | None
    staff: int | None
    excused: int
    note: str


class ListPoints(NamedTuple):
    """A version of a check-list and its definition as JSON."""

    id: int
    code: str
    valid_from: str
    valid_to: str | None
    definition: str


class Cleaning(NamedTuple):
    """A contractor who cleans, from a day to a day."""

    id: int
    name: str
    valid_from: str
    valid_to: str | None


class PlaceAt(NamedTuple):
    """A place, and what its full name is made of."""

    id: int
    kind: str
    building: int | None
    unit: int | None
    written: str


_BOOKS = {
    ProofKind.INSPECTION: """SELECT '', day, finished, recorded_at, grid, building, place, inspector, partner, answers,
            checklist
        FROM inspection WHERE project = :project AND day BETWEEN :first AND :last AND finished <> ''""",
    ProofKind.VISIT: """SELECT mode, day, at, recorded_at, grid, NULL, place, staff, NULL, '', NULL
        FROM visit WHERE project = :project AND day BETWEEN :first AND :last""",
    ProofKind.MEETING: """SELECT kind, day, at, recorded_at, NULL, NULL, NULL, convener, NULL, '', also
        FROM meeting WHERE project = :project AND day BETWEEN :first AND :last AND state = 'held'""",
    ProofKind.ACTIVITY: """SELECT kind, day, '', recorded_at, grid, NULL, NULL, staff, NULL, '', NULL
        FROM activity WHERE project = :project AND day BETWEEN :first AND :last""",
    ProofKind.TRAINING: """SELECT '', held_on, '', recorded_at, NULL, NULL, NULL, NULL, NULL, '', NULL
        FROM training WHERE project = :project AND held_on BETWEEN :first AND :last""",
    ProofKind.UPKEEP: """SELECT service, done_on, '', recorded_at, grid, NULL, place, staff, NULL, '', NULL
        FROM upkeep WHERE project = :project AND done_on BETWEEN :first AND :last""",
    ProofKind.RENOVATION_PATROL: """SELECT '', event.day, '', event.recorded_at, NULL, NULL, renovation.place,
            event.staff, NULL, '', NULL
        FROM renovation_event AS event
        JOIN renovation ON renovation.project = event.project AND renovation.id = event.renovation
        WHERE event.project = :project AND event.day BETWEEN :first AND :last""",
    ProofKind.WEEKLY: """SELECT '', last_day, '', min(recorded_at), NULL, NULL, NULL, NULL, NULL, '', NULL
        FROM issued_report WHERE project = :project AND form = :form AND last_day BETWEEN :first AND :last
        GROUP BY last_day""",
    ProofKind.EVALUATION: """SELECT '', month, '', '', NULL, NULL, NULL, scored_by, NULL, '', contractor
        FROM evaluation WHERE project = :project AND month BETWEEN substr(:first, 1, 7) AND substr(:last, 1, 7)""",
    ProofKind.SUPERVISION: """SELECT '', found_on, '', '', grid, NULL, place, found_by, NULL, '', NULL
        FROM supervision WHERE project = :project AND found_on BETWEEN :first AND :last""",
}
_RECORDS = """SELECT code, day, at, recorded_at, grid, building, place, staff, excused, note
    FROM duty_record WHERE project = :project AND day BETWEEN :first AND :last"""
_LISTS = "SELECT id, code, valid_from, valid_to, definition FROM checklist WHERE project = :project"
_CLEANING = "SELECT id, name, valid_from, valid_to FROM contractor WHERE project = :project AND service = 'cleaning'"

_ANYTHING = """SELECT EXISTS (SELECT 1 FROM inspection WHERE project = :project)
    OR EXISTS (SELECT 1 FROM visit WHERE project = :project)
    OR EXISTS (SELECT 1 FROM meeting WHERE project = :project)
    OR EXISTS (SELECT 1 FROM activity WHERE project = :project)
    OR EXISTS (SELECT 1 FROM training WHERE project = :project)
    OR EXISTS (SELECT 1 FROM upkeep WHERE project = :project)
    OR EXISTS (SELECT 1 FROM renovation_event WHERE project = :project)
    OR EXISTS (SELECT 1 FROM duty_record WHERE project = :project)"""


def proof_rows(reader: Reader, project: int, book: ProofKind, first: date, last: date) -> Iterator[ProofRow]:
    """The records of a book that are of a day from `first` to `last`; RECORD is read by `record_rows`."""
    values = {"project": project, "first": first.isoformat(), "last": last.isoformat(), "form": FORM_CODE}
    return map(ProofRow._make, raw(reader.connection, _BOOKS[book], values))


def record_rows(reader: Reader, project: int, first: date, last: date) -> list[RecordRow]:
    """The rows of the duties' own book that are of a day from `first` to `last`."""
    values = {"project": project, "first": first.isoformat(), "last": last.isoformat()}
    return [RecordRow(*row) for row in raw(reader.connection, _RECORDS, values)]


def checklist_points(reader: Reader, project: int) -> list[ListPoints]:
    """Every version of every check-list."""
    return [ListPoints(*row) for row in raw(reader.connection, _LISTS, {"project": project})]


def cleaning_contractors(reader: Reader, project: int) -> list[Cleaning]:
    """The contractors who clean, whenever."""
    return [Cleaning(*row) for row in raw(reader.connection, _CLEANING, {"project": project})]


def places_at(reader: Reader, project: int, places: Collection[int]) -> dict[int, PlaceAt]:
    """Some places by their ids."""
    marks = ", ".join("?" * len(places))
    sql = f"SELECT id, kind, building, unit, written FROM place WHERE project = ? AND id IN ({marks})"  # noqa: S608 - marks
    return {row[0]: PlaceAt(*row) for row in raw(reader.connection, sql, (project, *places))}


def anything_done(reader: Reader, project: int) -> bool:
    """Whether any book holds a record that can prove a duty."""
    ((found,),) = raw(reader.connection, _ANYTHING, {"project": project})
    return bool(found)
