"""保洁工作检查记录表: a week's inspections of what is cleaned and of who cleans, with what they found (D10 3.3.1, 3.3.2)."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.cleaning import (
    CLAUSE,
    FORM_NAME,
    Cell,
    CleaningRecord,
    DayOfRecord,
    NoteOfDay,
    PointRow,
    totals,
    worst,
)
from gridctl.domain.inspections import Mark, Outcome, read_answers
from gridctl.domain.moments import WEEKDAYS
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.weeks import last_whole_week, week_from_text
from gridctl.errors import RuleError
from gridctl.regulation.checklists import mark_signs
from gridctl.services.checklists.finding import ADOPT, all_versions
from gridctl.services.cleaning.findings import findings_of
from gridctl.services.inspections.grounds import Ground, every_ground, ground_names, ground_of
from gridctl.services.inspections.lists import links_of
from gridctl.services.tickets.chains import parts
from gridctl.store.inspections import INSPECTION
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from gridctl.domain.checklists import Point
    from gridctl.domain.cleaning import Finding
    from gridctl.domain.inspections import Answer, Inspection, InspectionTicket
    from gridctl.domain.weeks import Week
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk

DAILY = ("environment_daily", "cleaners_roll")
JOINT = "joint_half_month"  # on the sheet in the weeks in which it was held


def cleaning_record(desk: Desk, week: str = "") -> CleaningRecord:
    """The record of the week that is named, else of the last whole one; RuleError for one that has not begun.

    It is counted from the ledger as it stands now: a finding shows what has become of it since.
    """
    meant = _week(desk, week)
    book = _Book(desk, meant)
    findings = findings_of(desk, meant, book.links)
    rows = tuple(book.rows())
    record = CleaningRecord(
        form_name=FORM_NAME,
        clause=CLAUSE,
        company=desk.project.company,
        project=desk.project.name,
        week=meant.label,
        words=meant.words,
        first_day=meant.first,
        last_day=meant.last,
        over=meant.last < desk.today,
        days=tuple(book.days_of_record()),
        rows=rows,
        findings=tuple(findings),
        notes=tuple(book.notes({one.number: one for one in findings})),
        total=totals(rows, findings, meant.first),
    )
    if record.empty:
        lacking = "" if rows else f"；本项目还没有这些检查表，{ADOPT}"
        desk.notices.append(f"{meant.words}没有检查记录，也没有发现保洁问题{lacking}")
    return record


def _week(desk: Desk, text: str) -> Week:
    cuts = desk.policies.week_cuts()
    week = week_from_text(text, desk.today, cuts) if text else last_whole_week(desk.today, cuts)
    if week.first > desk.today:
        raise RuleError(f"{week.words}还没有开始", "核对 --week，例如 --week 本周")
    return week


class _Book:
    """The inspections of a week, with what they answered and the tickets that came of them."""

    def __init__(self, desk: Desk, week: Week) -> None:
        self.desk, self.week = desk, week
        self.days = [week.first + timedelta(days=n) for n in range((week.last - week.first).days + 1)]
        self.versions = {one.row.id: one for one in all_versions(desk) if one.row.code in (*DAILY, JOINT)}
        self.inspections = self._held()
        self.answers = {row.id: read_answers(row.answers) for row in self.inspections}
        self.links = self._links()
        places = [Ground(place=one.place) for said in self.answers.values() for one in said.values() if one.place]
        self.grounds = ground_names(desk, [*map(ground_of, self.inspections), *places])

    def _held(self) -> list[Inspection]:
        """Those of the week, oldest first."""
        day = INSPECTION.c["day"]
        wanted = (day >= self.week.first, day <= self.week.last, INSPECTION.c["checklist"].in_(list(self.versions)))
        return self.desk.reader.find(INSPECTION, self.desk.pid, *wanted, order="started")

    def _links(self) -> list[tuple[Inspection, InspectionTicket]]:
        by_key = {row.id: row for row in self.inspections}
        return [(by_key[link.inspection], link) for part in parts(list(by_key)) for link in links_of(self.desk, part)]

    def days_of_record(self) -> Iterator[DayOfRecord]:
        """The days of the week with those who inspected on them, in the order in which they began."""
        staff = {person.id: person.name for person in self.desk.reader.find(STAFF, self.desk.pid)}
        for day in self.days:
            held = [row for row in self.inspections if row.day == day]
            people = dict.fromkeys(key for row in held for key in (row.inspector, row.partner) if key is not None)
            yield DayOfRecord(day, f"周{WEEKDAYS[day.weekday()]}", tuple(staff[key] for key in people))

    def rows(self) -> Iterator[PointRow]:
        """The points of each list as its last version of the week has them, and those that were answered besides."""
        for code in (*DAILY, JOINT):
            held = [row for row in self.inspections if self._list(row) == code]
            versions = self._true(code)
            if not held and (code == JOINT or not versions):
                continue
            known = {row.checklist for row in held} | {one.row.id for one in versions}
            used = [one for key, one in self.versions.items() if key in known]  # oldest first
            for point in self._points(used, held).values():
                yield self._row(used[-1], point, held)

    def _list(self, row: Inspection) -> str:
        return self.versions[row.checklist].row.code

    def _true(self, code: str) -> list[Version]:
        """The versions of a list that are true on any day of the week; of a list that begins later, the first."""
        versions = [one for one in self.versions.values() if one.row.code == code]
        begun = [one for one in versions if one.row.valid_from <= self.week.last] or versions[:1]
        return [one for one in begun if one.row.valid_to is None or one.row.valid_to > self.week.first]

    def _points(self, used: Sequence[Version], held: Sequence[Inspection]) -> dict[str, Point]:
        answered = {code for row in held for code in self.answers[row.id]}
        earlier = {code: point for one in used for code, point in one.points.items() if code in answered}
        return used[-1].points | {code: point for code, point in earlier.items() if code not in used[-1].points}

    def _row(self, version: Version, point: Point, held: Sequence[Inspection]) -> PointRow:
        looked = [row for row in held if point.code in self.answers[row.id]]
        grounds = [self.grounds[ground_of(row)] for row in looked] or self._due(version)
        by_day: dict[date, list[Answer]] = defaultdict(list)
        for row in looked:
            by_day[row.day].append(self.answers[row.id][point.code])
        return PointRow(
            list=version.row.code,
            list_name=version.name,
            grounds=tuple(dict.fromkeys(grounds)),
            point=point.code,
            point_name=point.name,
            items=point.items,
            cells=tuple(_cell(day, by_day[day]) for day in self.days),
        )

    def _due(self, version: Version) -> list[str]:
        """Where a list is to be gone through that nobody went through."""
        grounds = every_ground(self.desk, version.definition, self.week.last)
        return list(ground_names(self.desk, grounds).values())

    def notes(self, findings: Mapping[str, Finding]) -> Iterator[NoteOfDay]:
        """What was said of points and of inspections, but for what a finding of the sheet says in the same words."""
        told = {one.problem for one in findings.values()}
        for row in self.inspections:
            name = self.versions[row.checklist].name
            for ground, words in (*self._said(row, told), (ground_of(row), row.note)):
                if words:
                    yield NoteOfDay(row.day, name, self.grounds[ground], mask_free_text(words))

    def _said(self, row: Inspection, told: set[str]) -> Iterator[tuple[Ground, str]]:
        opened = {link.point for of, link in self.links if of.id == row.id and link.outcome == Outcome.OPENED}
        points = self.versions[row.checklist].points
        for code, answer in self.answers[row.id].items():
            if answer.note and not (code in opened and mask_free_text(answer.note) in told):
                ground = Ground(place=answer.place) if answer.place else ground_of(row)
                yield ground, f"{points[code].name}：{answer.note}"


def _cell(day: date, answers: Sequence[Answer]) -> Cell:
    mark, counts = worst(answer.mark for answer in answers), [one.count for one in answers if one.count is not None]
    return Cell(
        day=day,
        mark=mark,
        sign=mark_signs()[mark] if mark else "",
        count=min(counts, default=None),
        looked=len(answers),
        abnormal=sum(answer.mark is Mark.ABNORMAL for answer in answers),
    )
