"""Public places and equipment: registered one by one or from a sheet, with where they are and who keeps them up (E7)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from gridctl.domain.estates import Alias, Place, PlaceKind
from gridctl.domain.imports import Numbered, Parsed
from gridctl.domain.places import PublicName, building_key, candidates, public_key, unit_key
from gridctl.domain.sheets import PlaceRow
from gridctl.domain.text import clean, fold
from gridctl.errors import BadDataError, GridctlError, RuleError
from gridctl.regulation.estates import place_category_from_text, suggest_place_category
from gridctl.services.estates.houses import Houses, find_building, find_unit
from gridctl.services.estates.rooms import read_floor, shown_number
from gridctl.services.imports import Draft, Write, import_sheet, kept_text, settled
from gridctl.services.places.finding import place_name
from gridctl.store.estates import ALIAS, PLACE
from gridctl.store.places import public_keys
from gridctl.store.staff import STAFF, lettered_staff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridctl.domain.imports import ImportResult
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.imports import Difference

_NAMED_BY = ("name", "phase", "building", "unit")

EQUIPMENT = {"lift", "barrier", "fire_point", "access", "surveillance", "lamp"}
"""The categories that are a thing; every other is ground."""


class PlaceAt(NamedTuple):
    """Where a public place is, by id, and its key there: what identifies it."""

    building: int | None
    unit: int | None
    key: str


@dataclass(slots=True)
class _Plan:
    desk: Desk
    houses: Houses
    known: dict[PlaceAt, Place]
    staff: Sequence[Staff]
    fresh: list[Place] = field(default_factory=list)
    altered: list[Place] = field(default_factory=list)


def import_places(caller: Caller, parsed: Parsed[PlaceRow], *, apply: bool, skip_wrong: bool = False) -> ImportResult:
    """Import public places and equipment."""
    return import_sheet(caller, "place", parsed, plan_places, apply=apply, skip_wrong=skip_wrong)


def add_place(desk: WritingDesk, row: PlaceRow, aliases: Sequence[str] = ()) -> Place:
    """Register one public place with its other names.

    RuleError where it is registered already or another place has the name; BadDataError where the row is wrong.
    """
    keeper = lettered_staff(desk.reader, desk.pid, row.keeper) if isinstance(row.keeper, str) else None
    row = row._replace(keeper=keeper.number) if keeper else row
    draft = Draft(Parsed("", "", rows=[Numbered(0, row)]))
    write = plan_places(desk, draft)
    if draft.problems:
        raise BadDataError(f"“{draft.problems[0].value}”：{draft.problems[0].reason}", "什么也没有写入")
    if not draft.new:
        raise RuleError(
            f"“{row.name}”已经登记过", f"查看：gridctl place show {row.name}；要改就用 gridctl place import"
        )
    write(desk)
    place = desk.reader.find(PLACE, desk.pid, order="id")[-1]
    _add_aliases(desk, place, aliases)
    return place


def _add_aliases(desk: WritingDesk, place: Place, aliases: Sequence[str]) -> None:
    keys = list(dict.fromkeys(key for text in aliases if (key := public_key(clean(text))) and key != place.key))
    taken = public_keys(desk.reader, desk.pid)
    for key in keys:
        if key in taken:
            raise RuleError(f"“{key}”已经是别处的名称", "换一个别名")
    first = desk.tx.next_id(desk.pid, ALIAS, len(keys)) if keys else 0
    desk.tx.insert(ALIAS, [Alias(desk.pid, first + i, place.id, key) for i, key in enumerate(keys)])


def plan_places(desk: Desk, draft: Draft[PlaceRow]) -> Write:
    """Say what becomes of each public place of a sheet."""
    known = desk.reader.find(PLACE, desk.pid, PLACE.c["kind"] != PlaceKind.ROOM.value)
    plan = _Plan(
        desk,
        Houses.of(desk),
        {PlaceAt(place.building, place.unit, place.key): place for place in known},
        [person for person in desk.reader.find(STAFF, desk.pid) if person.works_on(desk.today)],
    )
    for at, item in settled(draft, _located(plan, draft), same="同一处", named_by=_NAMED_BY).items():
        _plan_place(plan, draft, at, item)
    if any(item.row.grid for item in draft.rows):
        draft.warn(0, "grid", "", "“网格”一列不在这里导入，请用 gridctl grid import 导入")
    return lambda desk: _write(desk, plan)


def _located(plan: _Plan, draft: Draft[PlaceRow]) -> Iterator[tuple[PlaceAt, Numbered[PlaceRow]]]:
    """Give each row with where its place is; a row that names no known building is wrong."""
    for item in draft.rows:
        name = clean(item.row.name or "")
        if not public_key(name):
            draft.wrong(item.line, "name", name, "没有写名称")
            continue
        try:
            yield _place_at(plan, item.row, name), item
        except GridctlError as error:
            value = f"{item.row.phase or ''}{item.row.building or ''}{item.row.unit or ''}"
            draft.wrong(item.line, "building", value, f"{error.message}；{error.hint}")


def _place_at(plan: _Plan, row: PlaceRow, name: str) -> PlaceAt:
    """Where a place is: by its columns, else by what its name says (3栋2单元大堂), else nowhere in particular."""
    told = _in_name(plan.houses, name)
    if not building_key(row.building or ""):
        return told or PlaceAt(None, None, public_key(name))
    building = find_building(plan.desk, row.phase or "", row.building or "", plan.houses).id
    unit = None
    if unit_key(row.unit or ""):
        unit = find_unit(plan.desk, row.phase or "", row.building or "", row.unit or "", plan.houses).id
    if told and told.building == building and unit in (None, told.unit):
        return told
    return PlaceAt(building, unit, public_key(name))


def _in_name(houses: Houses, name: str) -> PlaceAt | None:
    """The known building and unit that a name begins with; 1#电梯 is a lift, not the lift of building 1."""
    for one in candidates(name):
        if not isinstance(one, PublicName) or not one.building or not one.name:
            continue
        if not one.unit and f"{one.building}栋" not in public_key(name):
            continue
        buildings = houses.named(one.phase, one.building)
        units = houses.units_named(one.phase, one.building, one.unit) if one.unit else []
        if len(buildings) == 1 and len(units) == bool(one.unit):
            return PlaceAt(buildings[0].id, units[0] if units else None, one.name)
    return None


def _plan_place(plan: _Plan, draft: Draft[PlaceRow], at: PlaceAt, item: Numbered[PlaceRow]) -> None:
    known = plan.known.get(at)
    place = _filled(plan, draft, item, known or _bare_place(plan.desk.pid, at, clean(item.row.name or "")))
    if place is None:
        return
    if known is None:
        draft.new += 1
        plan.fresh.append(place)
    elif draft.changes(item.line, place_name(plan.desk, known, plan.houses), _differences(known, place)):
        plan.altered.append(place)


def _bare_place(project: int, at: PlaceAt, name: str) -> Place:
    """A public place of which nothing is known but its name and where it is; the name suggests what it is."""
    category = suggest_place_category(name)
    return Place(
        project=project,
        id=0,
        kind=_kind_of(category.code if category else ""),
        building=at.building,
        unit=at.unit,
        floor=None,
        key=at.key,
        written=name,
        use=category.name if category else "其他",
        state="",
        area_cm2=None,
        location="",
        keeper="",
        keeper_staff=None,
        remark="",
    )


def _kind_of(category: str) -> str:
    return PlaceKind.EQUIPMENT.value if category in EQUIPMENT else PlaceKind.AREA.value


def _filled(plan: _Plan, draft: Draft[PlaceRow], item: Numbered[PlaceRow], place: Place) -> Place | None:
    """Give the place as the row says it; None where a cell of the row is not understood."""
    row, before = item.row, len(draft.problems)
    floor_text = kept_text(row.floor, "")
    floor = read_floor(floor_text) if floor_text else (place.floor if row.floor is None else None)
    if floor_text and floor is None:
        draft.wrong(item.line, "floor", floor_text, "看不懂是几层，写成 3 或 -1")
    keeper, keeper_staff = _keeper(plan, draft, item, place)
    if len(draft.problems) > before:
        return None
    use = kept_text(row.kind, place.use) or "其他"
    category = place_category_from_text(use)
    return replace(
        place,
        kind=place.kind if row.kind is None else _kind_of(category.code if category else ""),
        use=use,
        floor=floor,
        location=kept_text(row.location, place.location),
        keeper=keeper,
        keeper_staff=keeper_staff,
        remark=kept_text(row.remark, place.remark),
    )


def _keeper(plan: _Plan, draft: Draft[PlaceRow], item: Numbered[PlaceRow], place: Place) -> tuple[str, int | None]:
    """Who keeps it up: a member of staff by 工号 or name, else a company as it is written."""
    if item.row.keeper is None:
        return place.keeper, place.keeper_staff
    text = kept_text(item.row.keeper, "")
    wanted = fold(text)
    found = [person for person in plan.staff if person.number == wanted]
    found = found or [person for person in plan.staff if person.name == wanted]
    if len(found) > 1:
        numbers = "、".join(person.number for person in found)
        draft.wrong(item.line, "keeper", text, f"有 {len(found)} 个人叫这个名字，请写工号：{numbers}")
    return (found[0].name, found[0].id) if found else (text, None)


def _differences(before: Place, after: Place) -> list[Difference]:
    told = (
        ("类型", before.use, after.use),
        ("楼层", shown_number(before.floor), shown_number(after.floor)),
        ("位置", before.location, after.location),
        ("维护", before.keeper, after.keeper),
        ("备注", before.remark, after.remark),
    )
    return [each for each in told if each[1] != each[2]]


def _write(desk: WritingDesk, plan: _Plan) -> None:
    first = desk.tx.next_id(desk.pid, PLACE, len(plan.fresh)) if plan.fresh else 0
    desk.tx.insert(PLACE, [replace(place, id=first + i) for i, place in enumerate(plan.fresh)])
    desk.tx.update(PLACE, plan.altered)
