"""Residents from a roster: a person is known by household and name (H1)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.places import building_key, phase_key, room_key, unit_key
from gridctl.domain.privacy import mask_free_text, mask_id, mask_name, mask_phone
from gridctl.domain.residents import Occupancy, Person
from gridctl.domain.sheets import CLEAR, Clear, ResidentRow
from gridctl.errors import GridctlError
from gridctl.regulation.estates import resident_role_from_text, resident_roles
from gridctl.services.estates.houses import shown_phase
from gridctl.services.imports import Draft, Write, import_sheet, kept_text, settled
from gridctl.services.places.finding import PlaceBook
from gridctl.store.resident_reads import Occupant, occupants
from gridctl.store.residents import OCCUPANCY, PERSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gridctl.domain.imports import ImportResult, Numbered, Parsed, Problem
    from gridctl.domain.sheets import Day, Words
    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.imports import Difference

_NAMED_BY = ("phase", "building", "unit", "room", "address", "name")

Resident = tuple[int, str]
"""The id of a household and the name of a person: who somebody is."""

_MASKS: dict[str, Callable[[str], str]] = {"name": mask_name, "phone": mask_phone, "id_number": mask_id}


def import_residents(
    caller: Caller, parsed: Parsed[ResidentRow], *, apply: bool, skip_wrong: bool = False
) -> ImportResult:
    """Import a roster; what it says of persons is masked in the result (H6)."""
    result = import_sheet(caller, "resident", parsed, plan_residents, apply=apply, skip_wrong=skip_wrong)
    fields = {parsed.header[column]: name for name, column in parsed.columns.items()}

    def masked(problem: Problem) -> Problem:
        mask = _MASKS.get(fields.get(problem.column, ""), mask_free_text)
        return problem._replace(value=mask(problem.value), reason=mask_free_text(problem.reason))

    return replace(result, problems=tuple(map(masked, result.problems)), warnings=tuple(map(masked, result.warnings)))


@dataclass(slots=True)
class _Plan:
    """What a roster would write; `roles` are the words of the sheet with their codes, None for an unknown word."""

    book: PlaceBook
    roles: dict[Words, str | None] = field(default_factory=lambda: {None: "", CLEAR: ""})
    fresh: list[tuple[int, ResidentRow, str]] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    occupancies: list[Occupancy] = field(default_factory=list)


def plan_residents(desk: Desk, draft: Draft[ResidentRow]) -> Write:
    """Say what becomes of each person of a roster."""
    known = {(one.place, _name_key(one.name)): one for one in occupants(desk.reader, desk.pid)}
    plan = _Plan(PlaceBook(desk))
    roles, fresh = plan.roles, plan.fresh
    for key, item in settled(draft, _at_home(plan.book, draft), same="同一个人", named_by=_NAMED_BY).items():
        word = item.row.role
        role = roles[word] if word in roles else _learn_role(roles, word)
        if role is None:
            names = "、".join(each.name for each in resident_roles())
            draft.wrong(item.line, "role", str(word), f"不认识，可以写 {names}")
        elif key in known:
            _compare(desk, draft, plan, item, known[key], known[key].role if word is None else role)
        else:
            fresh.append((key[0], item.row, role))
    draft.new += len(fresh)
    return lambda desk: _write(desk, plan)


def _at_home(book: PlaceBook, draft: Draft[ResidentRow]) -> Iterator[tuple[Resident, Numbered[ResidentRow]]]:
    """Give each row with its household and name: most of them by two look-ups, the others by asking the join."""
    units: dict[tuple[str | None, ...], int] = {}
    for item in draft.rows:
        row = item.row
        place = None
        if row.room is not None:
            ground = row[:3]
            if ground not in units:
                units[ground] = book.only_unit(*_ground_keys(row)) or 0
            place = book.at(units[ground], room_key(row.room))
        if place is None and (place := _asked(book, draft, item)) is None:
            continue
        yield (place, _name_key(row.name or "")), item


def _asked(book: PlaceBook, draft: Draft[ResidentRow], item: Numbered[ResidentRow]) -> int | None:
    """Ask the join; what it says against the row makes the row wrong."""
    row = item.row
    try:
        if row.room is None:
            return book.find(shown_phase(phase_key(row.phase or "")) + (row.address or ""), public=False)
        return book.room(*_ground_keys(row), room_key(row.room))
    except GridctlError as error:
        told = [error.message, error.hint, *getattr(error, "choices", ())]
        name = "address" if row.room is None else "room"
        draft.wrong(item.line, name, row.address or row.room or "", "；".join(filter(None, told)))
    return None


def _ground_keys(row: ResidentRow) -> tuple[str, str, str]:
    return phase_key(row.phase or ""), building_key(row.building or ""), unit_key(row.unit or "")


def _name_key(name: str) -> str:
    return name.replace(" ", "")


def _learn_role(roles: dict[Words, str | None], word: Words) -> str | None:
    found = resident_role_from_text(str(word))
    roles[word] = found.code if found else None
    return roles[word]


def _compare(
    desk: Desk, draft: Draft[ResidentRow], plan: _Plan, item: Numbered[ResidentRow], known: Occupant, role: str
) -> None:
    """Say, masked, how the roster differs from what is known of a person."""
    row = item.row
    since = _day(row.moved_in, known.valid_from)
    person = (
        kept_text(row.phone, known.phone),
        kept_text(row.id_number, known.id_number),
        kept_text(row.sex, known.sex),
        kept_text(row.remark, known.remark),
    )
    before = known[3:7]
    if person == before and (role, since) == known[8:10]:
        draft.unchanged += 1
        return
    draft.changes(
        item.line, f"{plan.book.name(known.place)} {mask_name(known.name)}", _told(known, person, role, since)
    )
    if person != before:
        plan.persons.append(Person(desk.pid, known.person, known.name, *person))
    if (role, since) != known[8:10]:
        start = date.fromisoformat(since) if since else None
        plan.occupancies.append(Occupancy(desk.pid, known.occupancy, known.place, known.person, role, start, None))


def _told(known: Occupant, person: tuple[str, ...], role: str, since: str | None) -> list[Difference]:
    """The differences in Chinese, with nothing in them that a listing would hide."""
    roles = {word.code: word.name for word in resident_roles()}
    phone, id_number, sex, remark = person
    told = (
        ("身份", roles.get(known.role, known.role), roles.get(role, role), known.role != role),
        ("电话", mask_phone(known.phone), mask_phone(phone), known.phone != phone),
        ("证件号", mask_id(known.id_number), mask_id(id_number), known.id_number != id_number),
        ("性别", known.sex, sex, known.sex != sex),
        ("入住日期", known.valid_from or "", since or "", known.valid_from != since),
        ("备注", mask_free_text(known.remark), mask_free_text(remark), known.remark != remark),
    )
    return [(label, before, after) for label, before, after, differs in told if differs]


def _day(cell: Day, there: str | None) -> str | None:
    if cell is None:
        return there
    return None if isinstance(cell, Clear) else cell.isoformat()


def _write(desk: WritingDesk, plan: _Plan) -> None:
    tx, project = desk.tx, desk.pid
    if plan.fresh:
        first, occupancy = (tx.next_id(project, table, len(plan.fresh)) for table in (PERSON, OCCUPANCY))
        persons = enumerate((row for _, row, _ in plan.fresh), first)
        tx.insert_values(PERSON, ((project, key, row.name or "", *_texts(row)) for key, row in persons))
        homes = ((i, place, role, _start(row.moved_in)) for i, (place, row, role) in enumerate(plan.fresh))
        tx.insert_values(
            OCCUPANCY, ((project, occupancy + i, place, first + i, role, day, None) for i, place, role, day in homes)
        )
    tx.update(PERSON, plan.persons)
    tx.update(OCCUPANCY, plan.occupancies)


def _texts(row: ResidentRow) -> list[str]:
    """The person's columns after the name, in the table's order."""
    cells = (row.phone, row.id_number, row.sex, row.remark)
    return ["" if cell is None or isinstance(cell, Clear) else cell for cell in cells]


def _start(cell: Day) -> str | None:
    return None if cell is None or isinstance(cell, Clear) else cell.isoformat()
