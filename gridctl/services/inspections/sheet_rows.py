"""A row of a filled check-sheet turned into an inspection: each different text of a column is looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from gridctl.domain.grids import Scope, holds_on, period_words
from gridctl.domain.moments import Moment, not_before
from gridctl.errors import GridctlError, RuleError
from gridctl.services.checklists.finding import code_meant, unknown_list, version_among, versions_of
from gridctl.services.inspections.cells import Cells, Heard
from gridctl.services.inspections.checking import in_order
from gridctl.services.inspections.crew import Crew, refuse_absent, shared_days
from gridctl.services.inspections.grounds import Ground, GroundSaid, grounds_meant
from gridctl.store.grids import GRID

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from gridctl.domain.imports import Numbered
    from gridctl.domain.sheets import InspectionRow
    from gridctl.domain.staff import Staff
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import WritingDesk
    from gridctl.services.imports import Draft

Value = TypeVar("Value")
POINT = "point:"  # before the name of a point where its column is a field (intake.inspections)
_CLOCK = tuple(f" {minute // 60:02}:{minute % 60:02}" for minute in range(24 * 60))


class Taken(NamedTuple):
    """A row that can be taken."""

    line: int
    version: Version
    ground: Ground
    day: date
    started: str
    finished: str
    inspector: Staff
    partner: Staff | None
    heard: Heard
    note: str


@dataclass(frozen=True, slots=True)
class Usual:
    """Days in [since, until) on which the same list, ground and inspector go together, with the same doubts about it."""

    since: date
    until: date
    version: Version
    ground: Ground
    inspector: Staff
    doubts: tuple[str, ...]


class SheetRows:
    """Reads the rows of a sheet; what is wrong with one goes to the draft.

    A year of rows names few grounds and people: what holds of them is found once for all days on which it holds.
    """

    def __init__(self, desk: WritingDesk, draft: Draft[InspectionRow], given_list: str, given: GroundSaid) -> None:
        self.desk, self.draft, self.crew = desk, draft, Crew(desk)
        self.columns = [field.removeprefix(POINT) for field in draft.parsed.columns if field.startswith(POINT)]
        self._given_list, self._given = given_list, given
        self._now = Moment.of(desk.clock_now)
        self._known: dict[Hashable, Any] = {}
        self._usual: dict[tuple[str | None, ...], Usual] = {}
        self._days: dict[date, str] = {}
        self._told: set[tuple[str, str, str]] = set()
        self._cells = Cells(desk, self.columns)

    def take(self, item: Numbered[InspectionRow]) -> Taken | None:
        """What a row says; None where something of it is wrong."""
        line, row = item
        moment = self._day(line, row)
        if moment is None:
            return None
        named = (row.list, row.grid, row.building, row.place, row.inspector)
        usual = self._usual.get(named)
        if usual is None or row.partner or not usual.since <= moment.day < usual.until:
            found = self._looked_up(line, row, moment)
            if found is None:
                return None
            usual, partner = found
            if partner is None:
                self._usual[named] = usual
        else:
            partner = None
        for doubt in usual.doubts:
            self.draft.warn(line, "inspector", row.inspector or "", doubt)
        heard = self._hear(line, row, usual.version)
        started, finished = self._times(line, row, moment)
        if line in self.draft.lines_wrong:
            return None
        note = row.remark or ""
        if heard.rest:
            note = f"{note}；{heard.rest}" if note else heard.rest
        return Taken(
            line, usual.version, usual.ground, moment.day, started, finished, usual.inspector, partner, heard, note
        )

    def _looked_up(self, line: int, row: InspectionRow, moment: Moment) -> tuple[Usual, Staff | None] | None:
        """The list's version, the ground and the people of a row, and how long that holds."""
        day = moment.day
        version = self._once(line, "list", row.list, ("version", row.list, day), lambda: self._version(row, moment))
        inspector = self._person(line, "inspector", row.inspector, day)
        partner = self._person(line, "partner", row.partner, day) if row.partner else None
        if version is None or inspector is None or (row.partner and partner is None):
            return None
        ground = self._ground(line, row, version, day)
        people = self._team(line, version, inspector, partner, day)
        if ground is None or people is None:
            return None
        inspector, partner = people
        return self._for_days(version, ground, inspector, partner, day), partner

    def _for_days(self, version: Version, ground: Ground, person: Staff, partner: Staff | None, day: date) -> Usual:
        """What holds of list, grid and people on a day and around it, with the doubts about them."""
        posts = version.definition.posts
        plain = self.crew.plain_days(posts, ground, person, day)
        doubts = [] if plain else self.crew.doubts(version, posts, ground, person, day)
        if partner is not None:
            doubts += self.crew.doubts(version, version.definition.partner_posts or posts, ground, partner, day)
        grid = self.desk.reader.get(GRID, self.desk.pid, ground.grid) if ground.grid is not None else None
        stands = (grid.valid_from, grid.valid_to) if grid else (None, None)
        spans = [plain or self.crew.unchanged_days(day), (version.row.valid_from, version.row.valid_to), stands]
        return Usual(*shared_days(spans), version, ground, person, tuple(doubts))

    def _once(self, line: int, field: str, text: str | None, key: Hashable, read: Callable[[], Value]) -> Value | None:
        """What `read` gives for a key, read once; an error is told on each row that has it, and gives None."""
        if key not in self._known:
            try:
                self._known[key] = read()
            except GridctlError as error:
                self._known[key] = error
        found = self._known[key]
        if isinstance(found, GridctlError):
            self._wrong(line, field, text or "", f"{found.message}；{found.hint}")
            return None
        return cast("Value", found)

    def _wrong(self, line: int, field: str, text: str, reason: str) -> None:
        """Tell that a row cannot be taken; what stands over the table or was said on the line is told of once."""
        if field in self.draft.parsed.columns or not text:
            self.draft.wrong(line, field, text, reason)
            return
        self.draft.lines_wrong.add(line)
        if (field, text, reason) not in self._told:
            self._told.add((field, text, reason))
            self.draft.problems.append(self.draft.problem(0, field, text, reason))

    def _day(self, line: int, row: InspectionRow) -> Moment | None:
        moment = row.day
        if moment is None:
            self.draft.wrong(line, "day", "", "没有填日期")
            return None
        if moment.day >= self._now.day:
            at = row.started if row.started is not None else moment.minute
            if not not_before(self._now, Moment(moment.day, at)):
                self.draft.wrong(line, "day", str(Moment(moment.day, at)), "还没有到")
                return None
        return moment

    def _version(self, row: InspectionRow, moment: Moment) -> Version:
        text = row.list or self._given_list
        code = code_meant(self.desk, text)
        if code is None:
            raise unknown_list(self.desk, text)
        if self._given_list and row.list and code != code_meant(self.desk, self._given_list):
            raise RuleError(f"表上写的是“{row.list}”，--list 写的是“{self._given_list}”", "核对是哪份检查表")
        return version_among(versions_of(self.desk, code), moment.day)

    def _person(self, line: int, field: str, text: str | None, day: date) -> Staff | None:
        if not text:
            self.draft.wrong(line, field, "", "没有填检查人")
            return None
        person = self._once(line, field, text, ("person", text), lambda: self.crew.named(text))
        if person is None or (person.joined is None and person.departed is None):
            return person
        return self._once(line, field, text, ("there", person.id, day), lambda: _there(person, day))

    def _ground(self, line: int, row: InspectionRow, version: Version, day: date) -> Ground | None:
        scope = version.definition.ground
        field = {Scope.GRID: "grid", Scope.BUILDINGS: "building"}.get(Scope(scope), "place")
        said = GroundSaid(
            row.grid or self._given.grid, row.building or self._given.building, row.place or self._given.place
        )
        text = said.of(scope)
        key = ("ground", version.row.code, said)
        ground = self._once(line, field, text, key, lambda: self._meant(version, said))
        if ground is None or ground.grid is None:
            return ground
        grid = self._once(
            line,
            field,
            text,
            ("grid", ground.grid),
            lambda: self.desk.reader.get(GRID, self.desk.pid, ground.grid or 0),
        )
        if grid is not None and not holds_on(grid, day):
            self._wrong(line, field, text, f"{day} 没有这个网格，它{period_words(grid.valid_from, grid.valid_to)}")
            return None
        return ground

    def _meant(self, version: Version, said: GroundSaid) -> Ground:
        """The one piece of ground; a sheet may say more than the list needs, as the grid of a building."""
        scope = Scope(version.definition.ground)
        wanted = GroundSaid(
            said.grid if scope is Scope.GRID else "",
            said.building if scope is Scope.BUILDINGS else "",
            said.place if scope is Scope.PLACE else "",
        )
        nothing = GroundSaid()
        found = grounds_meant(self.desk, version, said if wanted == nothing else wanted, None)
        if len(found) > 1:
            raise RuleError("一行写一处", "分成几行")
        return found[0]

    def _hear(self, line: int, row: InspectionRow, version: Version) -> Heard:
        """What the cells say; what is wrong with them or was left out is told of."""
        heard = self._cells.heard(version, row)
        for name, cell, reason in heard.wrongs:
            self.draft.wrong(line, POINT + name if name else "words", cell, reason)
        if heard.left:
            self.draft.warn(line, "", "", f"没有查：{'、'.join(heard.left)}")
        return heard

    def _times(self, line: int, row: InspectionRow, moment: Moment) -> tuple[str, str]:
        at = row.started if row.started is not None else moment.minute
        day = self.day_text(moment.day)
        started = day if at is None else day + _CLOCK[at]
        if row.finished is None:
            return started, started
        finished = Moment(moment.day, row.finished)
        if at is not None and row.finished < at:
            self.draft.wrong(line, "finished", _CLOCK[row.finished].strip(), f"早于开始的{_CLOCK[at]}")
        elif not not_before(self._now, finished):
            self.draft.wrong(line, "finished", str(finished), "还没有到")
        return started, day + _CLOCK[row.finished]

    def day_text(self, day: date) -> str:
        """A day as the ledger keeps it."""
        text = self._days.get(day)
        if text is None:
            text = self._days[day] = day.isoformat()
        return text

    def _team(
        self, line: int, version: Version, inspector: Staff, partner: Staff | None, day: date
    ) -> tuple[Staff, Staff | None] | None:
        if partner is None and not version.definition.partner_posts:
            return inspector, None
        key = ("team", version.row.id, inspector.id, partner.id if partner else 0, day)
        text = partner.name if partner else ""
        return self._once(line, "partner", text, key, lambda: _two(self.crew, version, inspector, partner, day))


def _there(person: Staff, day: date) -> Staff:
    refuse_absent(person, day)
    return person


def _two(
    crew: Crew, version: Version, inspector: Staff, partner: Staff | None, day: date
) -> tuple[Staff, Staff | None]:
    if partner is not None and partner.id == inspector.id:
        raise RuleError("两个人不能是同一个人", "同检人写另一个人")
    return in_order(crew, version, inspector, partner, day)
