"""Filled check-sheets: new inspections with what was abnormal in them, each known one left as it is (I1 to I6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gridctl.domain.inspections import Answer, Mark, answers_text
from gridctl.domain.moments import Moment
from gridctl.domain.tickets import OPEN_STATES
from gridctl.errors import BadDataError, GridctlError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.checklists.finding import ADOPT, all_versions
from gridctl.services.imports import Draft, Write, import_sheet
from gridctl.services.inspections.findings import Round, category_of, known_fault, open_finding
from gridctl.services.inspections.grounds import Ground, GroundSaid
from gridctl.services.inspections.homes import Ended, keep_patrols
from gridctl.services.inspections.known import Known, differences
from gridctl.services.inspections.placing import named, place_of, placed
from gridctl.services.inspections.sheet_rows import POINT, SheetRows
from gridctl.store.inspections import INSPECTION, INSPECTION_TICKET
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.domain.imports import ImportResult, Parsed
    from gridctl.domain.inspections import Inspection
    from gridctl.domain.sheets import InspectionRow
    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.inspections.sheet_rows import Taken

NO_GROUND = GroundSaid()


@dataclass(frozen=True, slots=True)
class _Finding:
    """Something abnormal that opens a ticket: the row's place in the list of new ones, its point, where, and what."""

    nth: int
    round: Round
    point: str
    place: int
    words: str


class _New(NamedTuple):
    """An inspection to be: its row, its answers as the ledger keeps them, and how many of them are abnormal."""

    taken: Taken
    answers: str
    abnormal: int


def point_names(desk: Desk) -> list[str]:
    """What columns of points can be called: every name of a point in any list."""
    return list(dict.fromkeys(point.name for one in all_versions(desk) for point in one.definition.points))


def import_inspections(
    caller: Caller,
    parsed: Parsed[InspectionRow],
    *,
    apply: bool,
    skip_wrong: bool = False,
    given_list: str = "",
    given: GroundSaid = NO_GROUND,
) -> ImportResult:
    """Import inspections; the list and the ground are as given where the sheet says nothing of them."""
    plan = partial(plan_inspections, given_list=given_list, given=given)
    return import_sheet(caller, "inspect", parsed, plan, apply=apply, skip_wrong=skip_wrong)


def plan_inspections(
    desk: WritingDesk, draft: Draft[InspectionRow], given_list: str = "", given: GroundSaid = NO_GROUND
) -> Write:
    """Look at every row: which list, ground and people, what was found, and whether the ledger has it already."""
    rows = SheetRows(desk, draft, given_list, given)
    _refuse_unnamed(desk, draft, rows, given_list)
    plan = _Plan(desk, draft, Known(desk, draft.rows))
    seen: dict[tuple[str, Ground, str], Taken] = {}
    for item in draft.rows:
        taken = rows.take(item)
        if taken is None:
            continue
        first = seen.setdefault((taken.version.row.code, taken.ground, taken.started), taken)
        if first is taken:
            plan.add(taken)
        else:
            _again(draft, taken, first)
    plan.leave_out_conflicts()
    draft.new = len(plan.new)
    plan.warn_of_tickets()
    return plan.write


def _refuse_unnamed(desk: Desk, draft: Draft[InspectionRow], rows: SheetRows, given_list: str) -> None:
    """Refuse a sheet of which it is not known what list it is, or in which no point stands."""
    if not draft.rows:
        return
    if not all_versions(desk):
        raise UsageError("还没有检查表", ADOPT)
    if not given_list and all(item.row.list is None for item in draft.rows):
        raise UsageError(
            "表里没有写是哪份检查表", "加上 --list 代码，例如 --list fire-daily；查看：gridctl checklist list"
        )
    if not rows.columns:
        header = "、".join(filter(None, draft.parsed.header))
        raise BadDataError(
            f"表里没有检查点的列；有：{header}", "列名写检查点的名称，查看：gridctl checklist show 检查表"
        )


def _again(draft: Draft[InspectionRow], taken: Taken, first: Taken) -> None:
    """A second row of the same list, ground and moment: the same once more, or a contradiction."""
    if (taken.heard.said, taken.inspector, taken.partner, taken.note) == (
        first.heard.said,
        first.inspector,
        first.partner,
        first.note,
    ):
        draft.unchanged += 1
        draft.warn(taken.line, "", "", f"与第 {first.line} 行相同，只记一次")
    else:
        for one, other in ((taken, first), (first, taken)):
            reason = f"第 {other.line} 行是同一处同一时间的检查，却不一样；一天查几次的，写检查时间"
            draft.conflict(one.line, "day", one.started, reason)


class _Plan:
    """What becomes of the rows: new inspections with what was found in them, and what would write them."""

    def __init__(self, desk: Desk, draft: Draft[InspectionRow], known: Known) -> None:
        self.desk, self.draft, self.known = desk, draft, known
        self.new: list[_New] = []
        self.findings: list[_Finding] = []

    def add(self, taken: Taken) -> None:
        """Plan one row: new with its findings, known and the same, or known and other (wrong)."""
        if taken.heard.text and not self.known:  # nearly all of a year's rows
            self.new.append(_New(taken, taken.heard.text, 0))
            return
        answers, findings = self._answers(taken)
        there = self.known.like(taken)
        if taken.line in self.draft.lines_wrong:
            return
        if any(not differences(taken, answers, row) for row in there):
            self.draft.unchanged += 1
        elif there:
            self._other(taken, there[0], differences(taken, answers, there[0]))
        else:
            abnormal = sum(one.mark is Mark.ABNORMAL for one in taken.heard.said.values())
            self.new.append(_New(taken, answers, abnormal))
            self.findings += findings

    def leave_out_conflicts(self) -> None:
        """Leave out the rows that another contradicts."""
        conflicting = self.draft.lines_conflicting
        if not conflicting:
            return
        kept = [nth for nth, one in enumerate(self.new) if one.taken.line not in conflicting]
        moved = {before: after for after, before in enumerate(kept)}
        self.new = [self.new[nth] for nth in kept]
        self.findings = [replace(one, nth=moved[one.nth]) for one in self.findings if one.nth in moved]

    def _other(self, taken: Taken, row: Inspection, names: list[str]) -> None:
        what = "、".join(names)
        advice = f"要按表上的，先作废：gridctl inspect void {row.id}"
        reason = f"台账里这次检查（编号 {row.id}）的{what}不同；{advice}"
        self.draft.wrong(taken.line, "day", taken.started, reason)

    def _answers(self, taken: Taken) -> tuple[str, list[_Finding]]:
        """The answers as the ledger keeps them, and what of them opens a ticket; a place that cannot be is told of."""
        if taken.heard.text:
            return taken.heard.text, []
        answers: dict[str, Answer] = {}
        findings: list[_Finding] = []
        for code, one in taken.heard.said.items():
            if one.mark is not Mark.ABNORMAL:
                answers[code] = Answer(one.mark, one.words, None, one.count)
                continue
            point = taken.version.points[code]
            try:
                place, words = placed(self.desk, one.words, taken.ground)
                if point.opens:
                    place = place_of(self.desk, taken.ground, point, place, taken.day)
            except GridctlError as error:
                self.draft.wrong(taken.line, POINT + point.name, one.words, f"{error.message}；{error.hint}")
                continue
            answers[code] = Answer(one.mark, words, place, one.count)
            if point.opens and place is not None:
                round_ = Round(taken.version, taken.ground, Moment.parse_stored(taken.started), taken.inspector)
                findings.append(_Finding(len(self.new), round_, code, place, words))
        return answers_text(answers), findings

    def in_time(self) -> list[_Finding]:
        """The findings as they were made, so that the first of a fault opens its ticket."""
        return sorted(self.findings, key=lambda one: str(one.round.at))

    def warn_of_tickets(self) -> None:
        """Tell which tickets are opened, and which are there already."""
        opened: set[tuple[str, int, str]] = set()
        for one in self.in_time():
            point = one.round.version.points[one.point]
            category = category_of(point, one.words)
            known = known_fault(self.desk, point, one.place, category, one.round)
            what = f"{named(self.desk, one.place)} {one.words}"
            if known is not None:
                later = "" if known.state in OPEN_STATES else "（后来已办完）"
                told = f"已经有单 {known.code}{later}，不另开：{what}"
            elif (point.opens, one.place, category) in opened:
                told = f"同一处的同类问题，本表前面的行已开单：{what}"
            else:
                told = f"开{ticket_kind(point.opens).name}单：{what}"
                opened.add((point.opens, one.place, category))
            self.draft.warn(self.new[one.nth].taken.line, POINT + point.name, "", told)

    def write(self, desk: WritingDesk) -> None:
        """Write the inspections, open the tickets, and tie them together."""
        first = desk.tx.next_id(desk.pid, INSPECTION, len(self.new)) if self.new else 0
        desk.tx.insert_values(INSPECTION, self._values(desk, first))
        found = [
            (first + one.nth, open_finding(desk, one.round, one.point, one.place, one.words)) for one in self.in_time()
        ]
        key = desk.tx.next_id(desk.pid, INSPECTION_TICKET, len(found)) if found else 0
        links = [
            (desk.pid, key + i, inspection, link.point, link.ticket, link.outcome.value)
            for i, (inspection, link) in enumerate(found)
        ]
        desk.tx.insert_values(INSPECTION_TICKET, links)
        self._patrol(desk, first)

    def _patrol(self, desk: WritingDesk, first: int) -> None:
        """Keep the patrols of homes that the rounds made, and tell how many."""
        rounds = (
            Ended(key, taken.version, taken.ground, taken.day, taken.started, taken.inspector.id, answers)
            for key, (taken, answers, _) in enumerate(self.new, first)
        )
        if patrolled := keep_patrols(desk, rounds):
            self.draft.warn(0, "", "", f"随检查记装修巡查 {patrolled} 户次，不用另记")

    def _values(self, desk: WritingDesk, first: int) -> Iterator[tuple[object, ...]]:
        """The rows in the order of the table's columns."""
        pid, recorded = desk.pid, utc_text(desk.tx.now)
        for key, (taken, answers, abnormal) in enumerate(self.new, first):
            yield (
                pid,
                key,
                taken.version.row.id,
                taken.started[:10],
                taken.started,
                taken.finished,
                taken.ground.grid,
                taken.ground.building,
                taken.ground.place,
                taken.inspector.id,
                taken.partner.id if taken.partner else None,
                answers,
                abnormal,
                taken.note,
                recorded,
            )
