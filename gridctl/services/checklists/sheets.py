"""Empty check-sheets: a month of one piece of ground, a day a row, or a day of all of it, a piece a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.check_sheets import CheckSheet, SheetPoint
from gridctl.domain.grids import Scope, days_words, holds_on
from gridctl.domain.inspections import Mark
from gridctl.domain.months import last_day, month_of, month_text
from gridctl.errors import UsageError
from gridctl.regulation.checklists import mark_signs
from gridctl.regulation.regulations import clause_words
from gridctl.services.checklists.finding import version_among, version_on, versions_of
from gridctl.services.checklists.lists import post_names
from gridctl.services.checklists.versions import GROUNDS
from gridctl.services.inspections.grounds import every_ground, ground_names, grounds_meant
from gridctl.services.inspections.homes import home_words, homes_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk
    from gridctl.services.inspections.grounds import GroundSaid

MARK_WORDS = {Mark.NORMAL: "正常", Mark.ABNORMAL: "异常", Mark.NOT_APPLICABLE: "不适用"}
LIST_LABEL, DAY_LABEL, MONTH_LABEL = "检查表", "日期", "月份"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sheet is wanted: of a month (this one), or of a day where one is said."""

    list: str
    ground: GroundSaid
    month: date | None = None
    day: date | None = None


def blank_sheet(desk: Desk, wanted: Wanted) -> CheckSheet:
    """The empty sheet of a list; UsageError where a month's sheet does not say of which ground it is."""
    if wanted.month and wanted.day:
        raise UsageError("--month 和 --on 只写一个", "一个月一张的写 --month，一天一张的写 --on")
    if wanted.day:
        return _of_day(desk, wanted, wanted.day)
    return _of_month(desk, wanted, month_of(wanted.month or desk.today))


def _of_month(desk: Desk, wanted: Wanted, month: date) -> CheckSheet:
    version, days = _version_in(desk, wanted.list, month)
    scope = Scope(version.definition.ground)
    if scope is not Scope.PROJECT and not wanted.ground.of(scope):
        names = ground_names(desk, every_ground(desk, version.definition, days[0])).values()
        raise UsageError(
            f"一个月一张的表要写明哪个{GROUNDS[scope]}",
            f"可以写：{'、'.join(sorted(names))}；一天一张、一处一行的写 --on 日期",
        )
    grounds = grounds_meant(desk, version, wanted.ground, days[0])
    if len(grounds) > 1:
        raise UsageError("一张表写一处", "几处分几次出")
    where = ground_names(desk, grounds)[grounds[0]]
    label = "范围" if scope is Scope.PROJECT else GROUNDS[scope]
    facts = ((LIST_LABEL, version.name), (label, where), (MONTH_LABEL, month_text(month)))
    homes = dict.fromkeys(home_words(home) for day in days for home in homes_on(desk, version, grounds[0], day))
    return _sheet(desk, version, facts, (DAY_LABEL, [day.isoformat() for day in days]), homes)


def _version_in(desk: Desk, text: str, month: date) -> tuple[Version, list[date]]:
    """The version of today in this month, of the first day that has one in another, and the days on which it is true.

    Days of the month that have another version are told of; RuleError where none has any.
    """
    versions = versions_of(desk, text)
    days = [month + _DAY * n for n in range((last_day(month) - month).days + 1)]
    true = [day for day in days if any(holds_on(one.row, day) for one in versions)]
    version = version_among(versions, desk.today if desk.today in true else (true or days)[0])
    its = [day for day in true if holds_on(version.row, day)]
    if left := [day for day in true if day not in its]:
        desk.notices.append(f"{days_words(left[0], left[-1])} 用的是这份检查表的另一版，不在这张表上")
    return version, its


def _of_day(desk: Desk, wanted: Wanted, day: date) -> CheckSheet:
    version = version_on(desk, wanted.list, day)
    scope = Scope(version.definition.ground)
    said = scope is Scope.PROJECT or wanted.ground.of(scope)
    grounds = grounds_meant(desk, version, wanted.ground, day) if said else every_ground(desk, version.definition, day)
    if not grounds:
        raise UsageError(f"{day} 没有可以查的{GROUNDS[scope]}", "写明哪里，例如 --place 会所")
    names = ground_names(desk, grounds)
    homes = dict.fromkeys(home_words(home) for ground in grounds for home in homes_on(desk, version, ground, day))
    facts = ((LIST_LABEL, version.name), (DAY_LABEL, day.isoformat()))
    heading = "项目" if scope is Scope.PROJECT else GROUNDS[scope]
    return _sheet(desk, version, facts, (heading, [names[one] for one in grounds]), homes)


def _sheet(
    desk: Desk,
    version: Version,
    facts: tuple[tuple[str, str], ...],
    rows: tuple[str, Sequence[str]],
    homes: Iterable[str],
) -> CheckSheet:
    definition = version.definition
    posts = post_names(definition.posts)
    return CheckSheet(
        company=desk.project.company,
        title=version.name,
        project=desk.project.name,
        clause=clause_words(version.row.clause),
        facts=(
            *facts,
            ("岗位", f"{posts}、{post_names(definition.partner_posts)}" if definition.partner_posts else posts),
        ),
        first=rows[0],
        rows=tuple(rows[1]),
        points=tuple(SheetPoint(point.name, point.items, point.counted) for point in definition.points),
        inspectors=("检查人", "同检人") if definition.partner_posts else ("检查人",),
        signs=tuple((mark_signs()[mark], words) for mark, words in MARK_WORDS.items()),
        homes=tuple(homes),
    )
