"""Inspections as they are entered: at once, or begun, gone through point by point and ended (I1 to I6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Inspection, InspectionTicket, abnormal_points, answers_text, read_answers
from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.text import clean
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.services.checklists.finding import Version, version_of, version_on
from gridctl.services.inspections.checking import (
    refuse_again,
    refuse_disorder,
    refuse_under_way,
    team,
    tell_beginning,
    tell_end,
)
from gridctl.services.inspections.crew import Crew
from gridctl.services.inspections.findings import Round, answered
from gridctl.services.inspections.grounds import Ground, GroundSaid, ground_name, ground_of, grounds_meant
from gridctl.services.inspections.homes import ended, keep_patrols, take_back_patrols
from gridctl.services.inspections.sharing import shared
from gridctl.services.inspections.speaking import Said, spoken
from gridctl.services.inspections.verdicts import NO_VERDICTS, Verdicts
from gridctl.services.tickets.opening import refuse_future
from gridctl.store.inspections import INSPECTION, INSPECTION_TICKET
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridctl.domain.inspections import Answer
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.inspections.findings import Link
    from gridctl.services.inspections.speaking import Spoken
    from gridctl.store.files import Kept

    Photos = Mapping[str, Sequence[Kept]]


@dataclass(frozen=True, slots=True)
class Begun:
    """What is said of an inspection as a whole, as typed: `at` when it began, `partner` who inspected too."""

    list: str
    ground: GroundSaid
    by: str = ""
    partner: str = ""
    at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was found on the way, as typed; `photos` are 点 and kept file, `anew`: a known fault gets its own ticket.

    `measures` and `reported_to` are of the hazards that it opens: what was done on the spot, and which department knows.
    """

    said: Said
    verdicts: Verdicts = NO_VERDICTS
    photos: tuple[tuple[str, Kept], ...] = ()
    anew: bool = False
    measures: str = ""
    reported_to: str = ""

    @property
    def at_once(self) -> tuple[tuple[str, str], ...]:
        """The fields of a hazard that it fills in."""
        said = (("measures", self.measures), ("reported_to", self.reported_to))
        return tuple((name, text) for name, text in said if text)

    @property
    def of_one(self) -> bool:
        """Whether it speaks of one piece of ground only."""
        return bool(self.photos or self.verdicts or self.said.counts or self.said.not_applicable)


def log(desk: WritingDesk, begun: Begun, gone: Gone, *, finished: str = "") -> list[Inspection]:
    """Keep inspections that are over, one for each piece of ground; what was abnormal opens its ticket with them."""
    at = parse_moment(begun.at, desk.now) if begun.at else Moment.of(desk.now)
    end = parse_moment(finished, desk.now) if finished else at
    refuse_future(desk, at)
    refuse_disorder(at, end)
    version = version_on(desk, begun.list, at.day)
    grounds = grounds_meant(desk, version, begun.ground, at.day)
    if len(grounds) > 1 and gone.of_one:
        raise UsageError("几处一起记时，只写 --all-normal、--normal 和写明部位的 --abnormal", "其余的一处一处记")
    crew = Crew(desk)
    kept = []
    for ground, said in shared(desk, version, grounds, gone.said, at.day):
        if not said:
            raise UsageError("没有写检查的结果", "都正常写 --all-normal；异常的写 --abnormal 点=部位：情况")
        refuse_again(desk, version, ground, at)
        row, round_ = _begun(desk, crew, version, ground, begun, at)
        links = _settled(desk, round_, gone.verdicts)
        desk.notices.extend(tell_beginning(desk, crew, round_, row))
        found, opened = answered(
            desk, replace(round_, anew=gone.anew, at_once=gone.at_once), said, _photos(desk, version, gone)
        )
        row = replace(_with(row, found), finished=str(end))
        desk.tx.insert(INSPECTION, [row])
        _keep_links(desk, row, [*opened, *links])
        _end(desk, round_, row)
        kept.append(row)
    return kept


def start(desk: WritingDesk, begun: Begun) -> Inspection:
    """Begin an inspection: its points are answered on the way, and then it is ended."""
    at = parse_moment(begun.at, desk.now) if begun.at else Moment.of(desk.now)
    refuse_future(desk, at)
    version = version_on(desk, begun.list, at.day)
    grounds = grounds_meant(desk, version, begun.ground, at.day)
    if len(grounds) > 1:
        raise UsageError("一次只能开始查一处", "几处都查完的，用 gridctl inspect log 一起记")
    crew = Crew(desk)
    refuse_under_way(desk, version, grounds[0])
    refuse_again(desk, version, grounds[0], at)
    row, round_ = _begun(desk, crew, version, grounds[0], begun, at)
    desk.tx.insert(INSPECTION, [row])
    desk.notices.extend(tell_beginning(desk, crew, round_, row))
    first = next(point.name for point in version.points.values())
    desk.notices.append(
        f"查到的登记：gridctl inspect record {row.id} --normal {first}；查完：gridctl inspect finish {row.id}"
    )
    return row


def record(desk: WritingDesk, number: int, gone: Gone, *, at: str = "") -> Inspection:
    """Answer points of an inspection under way, now or when it is said; RuleError for a point whose ticket is opened."""
    row = _under_way(desk, number)
    version, moment = version_of(desk, row.checklist), parse_moment(at, desk.now) if at else Moment.of(desk.now)
    refuse_future(desk, moment)
    refuse_disorder(Moment.parse_stored(row.started), moment)
    said = spoken(desk, version, gone.said)
    if not said and not gone.verdicts:
        raise UsageError("没有写检查的结果", "例如 --normal 电梯、--abnormal 楼道=3栋1单元楼道：堆放杂物")
    _refuse_opened(desk, row, version, said)
    round_ = Round(version, ground_of(row), moment, Crew(desk).people[row.inspector], gone.anew, gone.at_once)
    links = _settled(desk, round_, gone.verdicts)
    found, opened = answered(desk, round_, said, _photos(desk, version, gone))
    after = _with(row, {**read_answers(row.answers), **found}, version)
    desk.tx.update(INSPECTION, [after])
    _keep_links(desk, after, [*opened, *links])
    return after


def finish(desk: WritingDesk, number: int, *, at: str = "", rest_normal: bool = False, note: str = "") -> Inspection:
    """End an inspection; points that were not answered are told of, unless the rest was normal."""
    row = _under_way(desk, number)
    version, end = version_of(desk, row.checklist), parse_moment(at, desk.now) if at else Moment.of(desk.now)
    refuse_future(desk, end)
    refuse_disorder(Moment.parse_stored(row.started), end)
    answers = read_answers(row.answers)
    if rest_normal:
        said = spoken(desk, version, Said(all_normal=True))
        round_ = Round(version, ground_of(row), end, Crew(desk).people[row.inspector])
        rest, _ = answered(desk, round_, {code: one for code, one in said.items() if code not in answers}, {})
        answers |= rest
    if not answers:
        raise RuleError(
            f"检查 {number} 一个检查点也没有查",
            f"先登记：gridctl inspect record {number}；不查了：gridctl inspect void {number}",
        )
    notes = "；".join(filter(None, (row.note, clean(note))))
    after = replace(_with(row, answers, version), finished=str(end), note=notes)
    desk.tx.update(INSPECTION, [after])
    round_ = Round(version, ground_of(row), end, Crew(desk).people[row.inspector])
    _end(desk, round_, after)
    return after


def _end(desk: WritingDesk, round_: Round, row: Inspection) -> None:
    """Keep what an inspection that is over has done besides, and tell what there is to say of it."""
    desk.notices.extend(tell_end(desk, round_, row))
    if patrolled := keep_patrols(desk, [ended(round_.version, row)]):
        where = ground_name(desk, round_.ground)
        desk.notices.append(f"{where}随这次检查记了装修巡查 {patrolled} 户，不用另记")


def void(desk: WritingDesk, number: int, reason: str) -> Inspection:
    """Take out an inspection that was entered wrongly, with its patrols of homes; tickets that it opened stay."""
    row = find_inspection(desk, number)
    if not clean(reason):
        raise UsageError("没有写为什么作废", "加上 --reason 文字")
    links = desk.reader.alike(INSPECTION_TICKET, desk.pid, inspection=row.id)
    desk.tx.delete(INSPECTION_TICKET, links)
    desk.tx.delete(INSPECTION, [row])
    same_day = desk.reader.find(INSPECTION, desk.pid, INSPECTION.c["day"] == row.day, INSPECTION.c["finished"] != "")
    take_back_patrols(desk, row, (ended(version_of(desk, other.checklist), other) for other in same_day))
    return row


def find_inspection(desk: Desk, number: int) -> Inspection:
    """The inspection of a number."""
    row = desk.reader.get(INSPECTION, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 次检查", "查看编号：gridctl inspect list")
    return row


def _begun(
    desk: WritingDesk, crew: Crew, version: Version, ground: Ground, begun: Begun, at: Moment
) -> tuple[Inspection, Round]:
    inspector, partner = team(desk, crew, version, ground, (begun.by, begun.partner), at.day)
    row = _row(desk, version, ground, (inspector, partner), at, clean(begun.note))
    return row, Round(version, ground, at, inspector)


def _row(
    desk: WritingDesk, version: Version, ground: Ground, people: tuple[Staff, Staff | None], at: Moment, note: str
) -> Inspection:
    inspector, partner = people
    return Inspection(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, INSPECTION),
        checklist=version.row.id,
        day=at.day,
        started=str(at),
        finished="",
        grid=ground.grid,
        building=ground.building,
        place=ground.place,
        inspector=inspector.id,
        partner=partner.id if partner else None,
        answers=answers_text({}),
        abnormal=0,
        note=note,
        recorded_at=utc_text(desk.tx.now),
    )


def _with(row: Inspection, answers: Mapping[str, Answer], version: Version | None = None) -> Inspection:
    """The row with answers, in the order of its list."""
    order = list(version.points) if version else list(answers)
    ordered = {code: answers[code] for code in order if code in answers}
    return replace(row, answers=answers_text(ordered), abnormal=abnormal_points(ordered))


def _settled(desk: WritingDesk, round_: Round, verdicts: Verdicts) -> list[Link]:
    if not verdicts:
        return []
    from gridctl.services.inspections.settling import settle  # noqa: PLC0415 - few inspections settle anything

    return settle(desk, round_, verdicts)


def _keep_links(desk: WritingDesk, row: Inspection, links: Sequence[Link]) -> None:
    first = desk.tx.next_id(desk.pid, INSPECTION_TICKET, len(links)) if links else 0
    rows = [
        InspectionTicket(desk.pid, first + i, row.id, link.point, link.ticket, link.outcome)
        for i, link in enumerate(links)
    ]
    desk.tx.insert(INSPECTION_TICKET, rows)


def _photos(desk: Desk, version: Version, gone: Gone) -> Photos:
    """The photographs by point; UsageError for a point that is not answered in the same breath."""
    from gridctl.services.checklists.finding import find_point  # noqa: PLC0415 - few inspections have photographs

    said = spoken(desk, version, gone.said) if gone.photos else {}
    found: dict[str, list[Kept]] = {}
    for text, file in gone.photos:
        point = find_point(desk, version, text)
        if point.code not in said:
            raise UsageError(f"“{point.name}”有照片，没有写结果", f"加上 --abnormal {point.name}=部位：情况")
        found.setdefault(point.code, []).append(file)
    return found


def _under_way(desk: Desk, number: int) -> Inspection:
    row = find_inspection(desk, number)
    if row.finished:
        raise RuleError(
            f"检查 {number} 在 {row.finished} 已经结束",
            "漏记的另记一次：gridctl inspect log；录错的：gridctl inspect void",
        )
    return row


def _refuse_opened(desk: Desk, row: Inspection, version: Version, said: Mapping[str, Spoken]) -> None:
    for link in desk.reader.alike(INSPECTION_TICKET, desk.pid, inspection=row.id):
        if link.point in said:
            name = version.points[link.point].name
            raise RuleError(f"“{name}”已经记了异常、有了单", f"查看：gridctl inspect show {row.id}")
