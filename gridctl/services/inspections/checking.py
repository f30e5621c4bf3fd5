"""What is asked of every inspection before it is kept, and what is told of it: who, when, what was left out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Mark, read_answers
from gridctl.domain.moments import not_before
from gridctl.errors import RuleError
from gridctl.services.checklists.finding import all_versions
from gridctl.services.checklists.lists import post_names
from gridctl.services.inspections.crew import called, inspector_meant, refuse_absent
from gridctl.services.inspections.grounds import ground_name, ground_of
from gridctl.services.inspections.homes import home_words, homes_on
from gridctl.store.inspections import INSPECTION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gridctl.domain.inspections import Answer, Inspection
    from gridctl.domain.moments import Moment
    from gridctl.domain.staff import Staff
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.inspections.crew import Crew
    from gridctl.services.inspections.findings import Round
    from gridctl.services.inspections.grounds import Ground

_LONGEST = timedelta(days=1)  # a night's patrol ends the next morning


def team(
    desk: WritingDesk, crew: Crew, version: Version, ground: Ground, typed: tuple[str, str], day: date
) -> tuple[Staff, Staff | None]:
    """Who inspects and who with him; RuleError where the list wants two of different posts and they are not."""
    by, with_ = typed
    inspector = inspector_meant(desk, crew, version, ground, day, by)
    partner = crew.named(with_) if with_ else None
    for person in filter(None, (inspector, partner)):
        refuse_absent(person, day)
    if partner is not None and partner.id == inspector.id:
        raise RuleError(f"两个人不能都是{called(inspector)}", "同检人写另一个人：--with 工号或姓名")
    return in_order(crew, version, inspector, partner, day)


def in_order(
    crew: Crew, version: Version, inspector: Staff, partner: Staff | None, day: date
) -> tuple[Staff, Staff | None]:
    """The two with the one first whose list it is; RuleError where a joint list lacks one of its two posts."""
    definition = version.definition
    if not definition.partner_posts:
        return inspector, partner
    wanted = f"“{version.name}”要两个人一起查：{post_names(definition.posts)}和{post_names(definition.partner_posts)}"
    if partner is None:
        raise RuleError(f"{wanted}，只写了一个人", "加上 --with 工号或姓名")
    first, second = crew.posts(definition.posts, day), crew.posts(definition.partner_posts, day)
    for one, other in ((inspector, partner), (partner, inspector)):
        if crew.in_post(one, first, day) and crew.in_post(other, second, day):
            return one, other
    raise RuleError(f"{wanted}；{called(inspector)}和{called(partner)}不是", "核对两个人的岗位：gridctl staff list")


def refuse_disorder(start: Moment, end: Moment) -> None:
    """Refuse an end before the beginning, or days after it."""
    if not not_before(end, start):
        raise RuleError(f"结束（{end}）早于开始（{start}）", "核对两个时间")
    if end.day - start.day > _LONGEST:
        raise RuleError(f"开始（{start}）到结束（{end}）超过一天", "写明当时结束的时间；几天的检查，一天一天记")


def refuse_again(desk: Desk, version: Version, ground: Ground, at: Moment) -> None:
    """Refuse the same list at the same moment on the same ground: the line was typed twice."""
    same = [row for row in of_day(desk, version, ground, at.day) if row.started == str(at)]
    if same:
        raise RuleError(
            f"{ground_name(desk, ground)} {at} 的“{version.name}”已经记过，编号 {same[0].id}",
            f"查看：gridctl inspect show {same[0].id}；确是另一次的，用 --at 写明时间",
        )


def refuse_under_way(desk: Desk, version: Version, ground: Ground) -> None:
    """Refuse to begin a list on ground where it is under way."""
    found = desk.reader.find(INSPECTION, desk.pid, INSPECTION.c["finished"] == "")
    codes = _codes(desk, version)
    same = [row for row in found if row.checklist in codes and _is_on(row, ground)]
    if same:
        raise RuleError(
            f"{ground_name(desk, ground)}的“{version.name}”还有没结束的，编号 {same[0].id}",
            f"接着记：gridctl inspect record {same[0].id}；结束：gridctl inspect finish {same[0].id}",
        )


def of_day(desk: Desk, version: Version, ground: Ground, day: date) -> list[Inspection]:
    """The inspections of a list (any version) on ground on a day, in their order."""
    codes = _codes(desk, version)
    found = desk.reader.find(INSPECTION, desk.pid, INSPECTION.c["day"] == day)
    return [row for row in found if row.checklist in codes and _is_on(row, ground)]


def _codes(desk: Desk, version: Version) -> set[int]:
    return {one.row.id for one in all_versions(desk) if one.row.code == version.row.code}


def _is_on(row: Inspection, ground: Ground) -> bool:
    return (row.grid, row.building, row.place) == (ground.grid, ground.building, ground.place)


def tell_beginning(desk: Desk, crew: Crew, round_: Round, row: Inspection) -> Iterator[str]:
    """Doubts about who inspects, the homes under renovation, and what waits to be accepted."""
    definition, day = round_.version.definition, round_.at.day
    yield from doubts_of(crew, round_.version, row)
    where = ground_name(desk, round_.ground)
    if homes := homes_on(desk, round_.version, round_.ground, day):
        yield f"{where}在装修的：{'、'.join(map(home_words, homes))}"
    if definition.settles:
        yield from _open_ones(desk, round_, where)


def _open_ones(desk: Desk, round_: Round, where: str) -> Iterator[str]:
    """What a joint inspection looks at again: what was mended, and what is not yet."""
    from gridctl.services.inspections.settling import is_waiting, open_findings  # noqa: PLC0415 - few lists settle anything

    lines = open_findings(desk, round_.version.definition.settles, round_.ground, round_.at.day)
    mended = [line for line in lines if is_waiting(line, round_.at.day)]
    if mended:
        named = "；".join(f"{line.number} {line.place} {line.problem}（{line.finished[:10]} 整改）" for line in mended)
        yield f"{where}等着验收的：{named}；验收 --accept 单号，退回 --send-back 单号=原因"
    if rest := [line for line in lines if line not in mended]:
        named = "；".join(f"{line.number} {line.place} {line.problem}（期限 {line.due}）" for line in rest)
        yield f"{where}还没有整改的：{named}"


def doubts_of(crew: Crew, version: Version, row: Inspection) -> Iterator[str]:
    """What is doubtful about who inspected, and who with him."""
    definition, ground = version.definition, ground_of(row)
    yield from crew.doubts(version, definition.posts, ground, crew.people[row.inspector], row.day)
    if row.partner is not None:
        posts = definition.partner_posts or definition.posts
        yield from crew.doubts(version, posts, ground, crew.people[row.partner], row.day)


def tell_end(desk: Desk, round_: Round, row: Inspection) -> Iterator[str]:
    """Points that were not looked at, and counts that are lacking or other than the last time."""
    answers = read_answers(row.answers)
    where, points = ground_name(desk, round_.ground), round_.version.points
    if left := [point.name for code, point in points.items() if code not in answers]:
        yield f"{where}没有查：{'、'.join(left)}"
    for code, answer in answers.items():
        point = points[code]
        if point.counted and answer.count is None and answer.mark is not Mark.NOT_APPLICABLE:
            yield f"“{point.name}”没有写数量（--count {point.name}=数）"
        elif answer.count is not None and (last := _last_count(desk, round_, row, code)) not in (None, answer.count):
            yield f"“{point.name}”{answer.count}，上次是 {last}"


def _last_count(desk: Desk, round_: Round, row: Inspection, code: str) -> int | None:
    """How many there were the last time on the same ground."""
    codes = _codes(desk, round_.version)
    before = desk.reader.find(
        INSPECTION,
        desk.pid,
        INSPECTION.c["checklist"].in_(codes),
        INSPECTION.c["started"] <= row.started,
        INSPECTION.c["place"].is_not_distinct_from(row.place),
        INSPECTION.c["building"].is_not_distinct_from(row.building),
        INSPECTION.c["grid"].is_not_distinct_from(row.grid),
        order="started",
    )
    counts = [_count(read_answers(one.answers).get(code)) for one in before if one.id != row.id]
    return next((count for count in reversed(counts) if count is not None), None)


def _count(answer: Answer | None) -> int | None:
    return answer.count if answer else None
