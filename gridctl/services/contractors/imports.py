"""The sheet of contracts: clauses and ground of contractors that are registered already."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridctl.domain.contractors import Clause, Contractor, ServiceArea
from gridctl.domain.money import fen_from_text, yuan
from gridctl.domain.text import fold
from gridctl.errors import GridctlError
from gridctl.services.contractors.areas import Said, areas_meant, areas_of, keep_areas
from gridctl.services.contractors.register import clauses_of, find_contractor, is_used
from gridctl.services.estates.houses import Houses
from gridctl.services.imports import Draft, Write, import_sheet, kept_text
from gridctl.store.contractors import CLAUSE

if TYPE_CHECKING:
    from gridctl.domain.imports import ImportResult, Numbered, Parsed
    from gridctl.domain.sheets import ContractorRow
    from gridctl.services.desk import Caller, Desk, WritingDesk

Ground = tuple[int, int | None, int | None, int | None]


@dataclass(slots=True)
class _Plan:
    desk: Desk
    houses: Houses
    clauses: dict[tuple[int, str], Clause] = field(default_factory=dict)
    grounds: set[Ground] = field(default_factory=set)
    read: set[int] = field(default_factory=set)
    told: dict[tuple[int, str], int] = field(default_factory=dict)
    new_clauses: list[Clause] = field(default_factory=list)
    altered: list[Clause] = field(default_factory=list)
    new_areas: list[ServiceArea] = field(default_factory=list)


def import_contractors(
    caller: Caller, parsed: Parsed[ContractorRow], *, apply: bool, skip_wrong: bool = False
) -> ImportResult:
    """Import clauses and ground."""
    return import_sheet(caller, "contractor", parsed, plan_contracts, apply=apply, skip_wrong=skip_wrong)


def plan_contracts(desk: Desk, draft: Draft[ContractorRow]) -> Write:
    """Say what becomes of each clause and of the ground of a sheet."""
    plan = _Plan(desk, Houses.of(desk))
    for item in draft.rows:
        _plan_row(plan, draft, item)
    return lambda desk: _write(desk, plan)


def _plan_row(plan: _Plan, draft: Draft[ContractorRow], item: Numbered[ContractorRow]) -> None:
    row, before = item.row, len(draft.problems)
    contractor = _contractor(plan, draft, item)
    if contractor is None:
        return
    clause = _clause(plan, draft, item, contractor) if row.code else None
    areas = _areas(plan, draft, item, contractor)
    if len(draft.problems) > before:
        return
    known = plan.clauses.get((contractor.id, _key(row.code or "")))
    if clause and known and clause != known:
        draft.changes(item.line, f"{contractor.name} {known.code}", _differences(known, clause))
        plan.altered.append(clause)
    elif areas or (clause and not known):
        draft.new += 1
    else:
        draft.unchanged += 1
    if clause and not known:
        plan.new_clauses.append(clause)
    plan.new_areas += areas
    plan.grounds |= {_ground(area) for area in areas}


def _contractor(plan: _Plan, draft: Draft[ContractorRow], item: Numbered[ContractorRow]) -> Contractor | None:
    try:
        one = find_contractor(plan.desk, item.row.contractor)
    except GridctlError as error:
        draft.wrong(item.line, "contractor", item.row.contractor, f"{error.message}；{error.hint}")
        return None
    if one.id not in plan.read:
        plan.read.add(one.id)
        plan.clauses |= {(one.id, _key(each.code)): each for each in clauses_of(plan.desk, one)}
        plan.grounds |= {_ground(each) for each in areas_of(plan.desk, one)}
    return one


def _clause(
    plan: _Plan, draft: Draft[ContractorRow], item: Numbered[ContractorRow], contractor: Contractor
) -> Clause | None:
    """The clause as the row says it; tells what of it cannot be taken."""
    row, code = item.row, item.row.code or ""
    known = plan.clauses.get((contractor.id, _key(code)))
    first = plan.told.setdefault((contractor.id, _key(code)), item.line)
    clause = known or Clause(plan.desk.pid, 0, contractor.id, code, "", 0)
    words, amount = kept_text(row.words, clause.words), kept_text(row.deduction, yuan(clause.deduction_fen)) or "0"
    if first != item.line:
        draft.conflict(item.line, "code", code, f"第 {first} 行已经写过这个条款")
    if not words:
        draft.wrong(item.line, "words", "", "没有写条款内容")
    try:
        clause = replace(clause, words=words, deduction_fen=fen_from_text(amount))
    except GridctlError as error:
        draft.wrong(item.line, "deduction", amount, f"{error.message}；{error.hint}")
    if known and clause != known and is_used(plan.desk, known):
        draft.wrong(item.line, "code", code, "已经按这个条款扣过款，不能再改；合同改了的，另立一个条款号")
    return clause


def _areas(
    plan: _Plan, draft: Draft[ContractorRow], item: Numbered[ContractorRow], contractor: Contractor
) -> list[ServiceArea]:
    """The ground of the row that is new to the contractor."""
    found: list[ServiceArea] = []
    for name in ("buildings", "places", "grids"):
        if text := getattr(item.row, name):
            try:
                found += areas_meant(plan.desk, contractor, Said(**{name: text}), plan.houses)
            except GridctlError as error:
                draft.wrong(item.line, name, text, f"{error.message}；{error.hint}")
    return [area for area in found if _ground(area) not in plan.grounds]


def _differences(before: Clause, after: Clause) -> list[tuple[str, str, str]]:
    told = (("内容", before.words, after.words), ("扣款", yuan(before.deduction_fen), yuan(after.deduction_fen)))
    return [each for each in told if each[1] != each[2]]


def _key(code: str) -> str:
    return fold(code).casefold()


def _ground(row: ServiceArea) -> Ground:
    return row.contractor, row.building, row.place, row.grid


def _write(desk: WritingDesk, plan: _Plan) -> None:
    first = desk.tx.next_id(desk.pid, CLAUSE, len(plan.new_clauses)) if plan.new_clauses else 0
    desk.tx.insert(CLAUSE, [replace(row, id=first + i) for i, row in enumerate(plan.new_clauses)])
    desk.tx.update(CLAUSE, plan.altered)
    keep_areas(desk, plan.new_areas)
