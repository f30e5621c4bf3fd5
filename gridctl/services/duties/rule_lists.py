"""Duties as they are listed: what, by whom, how often, until when, what proves it, since when (I8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.duties.duties import Blank, DutyScope, ProofKind, duty_on
from gridctl.domain.duties.words import frequency_words
from gridctl.regulation.duties import SCOPE_NAMES, duty_post_name, question
from gridctl.regulation.words import listed
from gridctl.services.duties.seeding import lacking
from gridctl.store.duties import DUTY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.duties.duties import Definition, Duty
    from gridctl.services.desk import Desk
    from gridctl.services.duties.rules import Changed

BOOK_NAMES = {
    ProofKind.INSPECTION: "检查表",
    ProofKind.VISIT: "走访",
    ProofKind.MEETING: "会议",
    ProofKind.ACTIVITY: "活动",
    ProofKind.TRAINING: "培训",
    ProofKind.UPKEEP: "环境作业",
    ProofKind.RENOVATION_PATROL: "装修巡查",
    ProofKind.WEEKLY: "周汇总表定稿",
    ProofKind.EVALUATION: "保洁评估得分",
    ProofKind.SUPERVISION: "监督检查",
    ProofKind.RECORD: "登记",
}
WAYS = {
    ProofKind.INSPECTION: "gridctl inspect log --list {code}",
    ProofKind.VISIT: "gridctl visit add",
    ProofKind.MEETING: "gridctl meeting hold {code}",
    ProofKind.ACTIVITY: "gridctl activity add {code}",
    ProofKind.TRAINING: "gridctl training hold",
    ProofKind.UPKEEP: "gridctl upkeep done {code}",
    ProofKind.RENOVATION_PATROL: "gridctl renovation patrol --all，物业助理巡检查过装修业户的不用另记",
    ProofKind.WEEKLY: "gridctl report issue weekly",
    ProofKind.EVALUATION: "gridctl contractor score",
    ProofKind.SUPERVISION: "gridctl supervision add，没有发现问题的：gridctl duty log {code}",
    ProofKind.RECORD: "gridctl duty log {code}",
}
"""How a record of a book is entered; `{code}` is of the check-list or of the duty."""
FILLING = {Blank.EVERY: "--every 多久", Blank.TIMES: "--times 几次", Blank.MONTHS: "--months 几月,几月"}
ON, OFF, BLANK = "on", "off", "blank"
_OFF = "停用"


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty in [valid_from, valid_to): `state` is on, off, or blank while `asks` are not filled in by typing `to_type`.

    `proof` is the book's code, `book` what it is called and `entered_by` the command that writes it; `every` is in words,
    and `often` says it with what each of is due, and whether it is still blank or off.
    """

    code: str
    name: str
    who: str
    scope: str
    scope_name: str
    every: str
    often: str
    rule: str
    times: int
    days: str
    until: str
    proof: str
    book: str
    entered_by: str
    state: str
    asks: tuple[str, ...]
    to_type: str
    valid_from: date
    valid_to: date | None
    clause: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a change did to a duty, in words; `before` is null where the project did not have it."""

    code: str
    name: str
    before: str | None
    after: str
    valid_from: date
    valid_to: date | None


def list_duties(desk: Desk, day: date) -> list[DutyLine]:
    """Every duty as it is on a day, or as it will begin; those that the project lacks and blanks are told of."""
    history: dict[str, list[Duty]] = {}
    for row in desk.reader.alike(DUTY, desk.pid):
        history.setdefault(row.code, []).append(row)
    if missing := lacking(desk):
        some = "还没有例行工作" if not history else f"还没有程序的这 {len(missing)} 项例行工作"
        desk.notices.append(f"本项目{some}；采用：gridctl duty adopt")
    lines = [duty_line(duty_on(rows, day) or rows[0]) for rows in history.values()]
    if blank := [line for line in lines if line.state == BLANK]:
        desk.notices.append(f"{len(blank)} 项要先填规程留空的数，填上以前不计算")
    return lines


def duty_lines(rows: Iterable[Duty]) -> list[DutyLine]:
    """Dated rows of duties in words."""
    return [duty_line(row) for row in rows]


def duty_line(row: Duty) -> DutyLine:
    """A duty in words."""
    content = row.content
    return DutyLine(
        code=row.code,
        name=row.name,
        who=who_words(content),
        scope=content.scope.value,
        scope_name=SCOPE_NAMES[content.scope],
        every=frequency_words(content.rule, content.times, content.days),
        often=_often(content) if row.enabled else _OFF,
        rule=content.rule,
        times=content.times,
        days=content.days.value,
        until=content.until,
        proof=content.proof,
        book=BOOK_NAMES[content.book],
        entered_by=entered_by(row.code, content),
        state=OFF if not row.enabled else BLANK if content.blank else ON,
        asks=tuple(_ask(row, blank) for blank in content.blank),
        to_type=_to_type(row.code, content),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        clause=row.clause,
    )


def _often(content: Definition) -> str:
    """每个网格每天; 每个网格待填."""
    every = frequency_words(content.rule, content.times, content.days)
    often = f"{every}，待填" if every and content.blank else every or "待填"
    return often if content.scope is DutyScope.PROJECT else f"{SCOPE_NAMES[content.scope]}{often}"


def content_words(content: Definition) -> str:
    """A duty in one phrase: 网格负责人，每个网格每月，24:00 前."""
    return f"{who_words(content)}，{_often(content)}，{content.until} 前"


def who_words(content: Definition) -> str:
    """Who does a duty, in words."""
    return listed(map(duty_post_name, content.posts)) if content.posts else content.who


def entered_by(code: str, content: Definition) -> str:
    """The command that enters a record of a duty."""
    return WAYS[content.book].format(code=content.book_code or code)


def change_lines(changed: Iterable[Changed]) -> list[ChangeLine]:
    """Changes of duties in words."""
    return [
        ChangeLine(
            code=one.after.code,
            name=one.after.name,
            before=_in_short(one.before) if one.before else None,
            after=_in_short(one.after),
            valid_from=one.after.valid_from,
            valid_to=one.after.valid_to,
        )
        for one in changed
    ]


def _in_short(row: Duty) -> str:
    return content_words(row.content) if row.enabled else _OFF


def _ask(row: Duty, blank: Blank) -> str:
    asked = question(row.code, blank)
    return asked.ask if asked else row.name


def _to_type(code: str, content: Definition) -> str:
    """What to type to fill in the blanks, "" where there are none."""
    options = " ".join(FILLING[blank] for blank in content.blank)
    return f"gridctl duty set {code} {options}" if options else ""
