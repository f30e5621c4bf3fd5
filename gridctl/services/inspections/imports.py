"""Filled check-sheets: new inspections with what was abnormal in them, each known one left as it is (I1 to I6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Answer, Mark, answers_text, read_answers
from gridctl.domain.moments import Moment
from gridctl.domain.tickets import OPEN_STATES
from gridctl.errors import BadDataError, GridctlError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.checklists.finding import ADOPT, all_versions
from gridctl.services.estates.houses import Houses
from gridctl.services.imports import Draft, Write, import_sheet
from gridctl.services.inspections.findings import Round, category_of, known_fault, open_finding
from gridctl.services.inspections.grounds import Ground, GroundSaid
from gridctl.services.inspections.placing import place_of, placed
from gridctl.services.inspections.sheet_rows import POINT, SheetRows
from gridctl.store.estates import PLACE
from gridctl.store.inspections import INSPECTION, INSPECTION_TICKET
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gridctl.domain.imports import ImportResult, Parsed
    from gridctl.domain.inspections import Inspection
    from gridctl.domain.sheets import InspectionRow
    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.inspections.findings import Link
    from gridctl.services.inspections.sheet_rows import Taken

NO_GROUND = GroundSaid()
Key = tuple[str, Ground, str]


@dataclass(frozen=True, slots=True)
class _Finding:
    """Something abnormal that opens a ticket: the row's place in the list of new ones, its point, where, and what."""

    nth: int
    round: Round
    point: str
    place: int
    words: str


@dataclass(slots=True)
class _Plan:
    rows: list[tuple[Taken, str, int]] = field(default_factory=list)
    findings: list[_Finding] = field(default_factory=list)


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
    known, plan = _known(desk, draft), _Plan()
    seen: dict[Key, tuple[int, Taken]] = {}
    for item in draft.rows:
        taken = rows.take(item)
        if taken is None:
            continue
        first = seen.setdefault((taken.version.row.code, taken.ground, taken.started), (taken.line, taken))
        if first[1] is taken:
            _plan(desk, draft, plan, taken, known)
            _warn_of_people(rows, taken)
        else:
            _again(draft, taken, *first)
    _warn_of_tickets(desk, draft, plan)
    return lambda desk: _write(desk, plan)


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


def _known(desk: Desk, draft: Draft[InspectionRow]) -> dict[tuple[str, Ground, date], list[Inspection]]:
    """The inspections of the days that the sheet speaks of, by list, ground and day."""
    days = [item.row.day.day for item in draft.rows if item.row.day is not None]
    found: dict[tuple[str, Ground, date], list[Inspection]] = defaultdict(list)
    if days:
        codes = {one.row.id: one.row.code for one in all_versions(desk)}
        between = INSPECTION.c["day"].between(min(days), max(days))
        for row in desk.reader.find(INSPECTION, desk.pid, between):
            found[codes[row.checklist], Ground(row.grid, row.building, row.place), row.day].append(row)
    return found


def _plan(
    desk: Desk,
    draft: Draft[InspectionRow],
    plan: _Plan,
    taken: Taken,
    known: dict[tuple[str, Ground, date], list[Inspection]],
) -> None:
    """Plan one row: new with its findings, known and the same, or known and other (wrong)."""
    wrong_before = len(draft.problems)
    answers, findings = _answers(desk, draft, taken, len(plan.rows))
    if len(draft.problems) > wrong_before:
        return
    same_day = known.get((taken.version.row.code, taken.ground, taken.day), ())
    there = [row for row in same_day if _same_time(row.started, taken.started)]
    if any(not _differences(taken, answers, row) for row in there):
        draft.unchanged += 1
    elif there:
        what = "、".join(_differences(taken, answers, there[0]))
        draft.wrong(
            taken.line,
            "day",
            taken.started,
            f"台账里这次检查（编号 {there[0].id}）的{what}不同；要按表上的，先作废：gridctl inspect void {there[0].id}",
        )
    else:
        draft.new += 1
        abnormal = sum(one.mark is Mark.ABNORMAL for one in taken.heard.said.values())
        plan.rows.append((taken, answers, abnormal))
        plan.findings += findings


def _same_time(there: str, here: str) -> bool:
    """Whether two moments of a day can be the same; one without its minute can."""
    return there == here or len(there) != len(here)


def _differences(taken: Taken, answers: str, row: Inspection) -> list[str]:
    """What a known inspection says otherwise; photographs are on no sheet."""
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


def _again(draft: Draft[InspectionRow], taken: Taken, line: int, first: Taken) -> None:
    """A second row of the same list, ground and moment: the same once more, or a contradiction."""
    if (taken.heard.said, taken.inspector, taken.partner, taken.note) == (
        first.heard.said,
        first.inspector,
        first.partner,
        first.note,
    ):
        draft.unchanged += 1
        draft.warn(taken.line, "", "", f"与第 {line} 行相同，只记一次")
    else:
        draft.conflict(
            taken.line, "day", taken.started, f"第 {line} 行是同一处同一时间的检查；一天查几次的，写检查时间"
        )


def _answers(desk: Desk, draft: Draft[InspectionRow], taken: Taken, nth: int) -> tuple[str, list[_Finding]]:
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
            place, words = placed(desk, one.words)
            if point.opens:
                place = place_of(desk, taken.ground, point, place, taken.day)
        except GridctlError as error:
            draft.wrong(taken.line, POINT + point.name, one.words, f"{error.message}；{error.hint}")
            continue
        answers[code] = Answer(one.mark, words, place, one.count)
        if point.opens and place is not None:
            round_ = Round(taken.version, taken.ground, Moment.parse_stored(taken.started), taken.inspector)
            findings.append(_Finding(nth, round_, code, place, words))
    return answers_text(answers), findings


def _warn_of_people(rows: SheetRows, taken: Taken) -> None:
    """Tell what is doubtful about who inspected."""
    definition = taken.version.definition
    pairs = ((taken.inspector, definition.posts), (taken.partner, definition.partner_posts or definition.posts))
    for person, posts in pairs:
        if person is not None and not rows.crew.fits(posts, taken.ground, person, taken.day):
            for doubt in rows.crew.doubts(taken.version, posts, taken.ground, person, taken.day):
                rows.draft.warn(taken.line, "inspector", person.name, doubt)


def _in_time(plan: _Plan) -> list[_Finding]:
    """The findings as they were made, so that the first of a fault opens its ticket."""
    return sorted(plan.findings, key=lambda one: str(one.round.at))


def _warn_of_tickets(desk: Desk, draft: Draft[InspectionRow], plan: _Plan) -> None:
    """Tell which tickets are opened, and which are there already."""
    houses, opened = Houses.of(desk), set()
    for one in _in_time(plan):
        point = one.round.version.points[one.point]
        category = category_of(point, one.words)
        fault = (point.opens, one.place, category)
        known = known_fault(desk, point, one.place, category, one.round)
        row = desk.reader.get(PLACE, desk.pid, one.place)
        what = f"{houses.place_name(row) if row else ''} {one.words}"
        if known is not None:
            told = f"已经有单 {known.code}{'' if known.state in OPEN_STATES else '（后来已办完）'}，不另开：{what}"
        elif fault in opened:
            told = f"同一处的同类问题，本表前面的行已开单：{what}"
        else:
            told = f"开{ticket_kind(point.opens).name}单：{what}"
        opened.add(fault)
        draft.warn(plan.rows[one.nth][0].line, POINT + point.name, "", told)


def _write(desk: WritingDesk, plan: _Plan) -> None:
    first = desk.tx.next_id(desk.pid, INSPECTION, len(plan.rows)) if plan.rows else 0
    desk.tx.insert_values(INSPECTION, _values(desk, plan, first))
    links = [
        (first + one.nth, open_finding(desk, one.round, one.point, one.place, one.words)) for one in _in_time(plan)
    ]
    _keep_links(desk, links)


def _values(desk: WritingDesk, plan: _Plan, first: int) -> Iterator[tuple[object, ...]]:
    """The rows in the order of the table's columns."""
    recorded = utc_text(desk.tx.now)
    for key, (taken, answers, abnormal) in enumerate(plan.rows, first):
        yield (
            desk.pid,
            key,
            taken.version.row.id,
            taken.day.isoformat(),
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


def _keep_links(desk: WritingDesk, links: Sequence[tuple[int, Link]]) -> None:
    first = desk.tx.next_id(desk.pid, INSPECTION_TICKET, len(links)) if links else 0
    rows = [
        (desk.pid, first + i, inspection, link.point, link.ticket, link.outcome.value)
        for i, (inspection, link) in enumerate(links)
    ]
    desk.tx.insert_values(INSPECTION_TICKET, rows)
