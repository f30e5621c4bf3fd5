"""Buildings and their units: found by keys, named as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from gridctl.domain.estates import PlaceKind
from gridctl.domain.numerals import chinese
from gridctl.domain.places import PublicName, building_key, candidates, phase_key, public_key, unit_key
from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.store.places import building_keys, unit_keys

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.store.places import BuildingKey, UnitKey

_LISTED = 12


class Named(Protocol):
    """What a place's full name is made of."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def building(self) -> int | None: ...  # noqa: D102
    @property
    def unit(self) -> int | None: ...  # noqa: D102
    @property
    def written(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Houses:
    """All buildings and units of a project."""

    buildings: dict[int, BuildingKey]
    units: dict[int, UnitKey]
    by_name: dict[str, list[BuildingKey]]
    by_building: dict[int, list[UnitKey]]

    @classmethod
    def of(cls, desk: Desk) -> Houses:
        """All of them, read once: two short statements."""
        known: Houses = desk.once("houses", ("building", "unit"), lambda: cls._read(desk))
        return known

    @classmethod
    def _read(cls, desk: Desk) -> Houses:
        buildings, units = building_keys(desk.reader, desk.pid), unit_keys(desk.reader, desk.pid)
        by_name: dict[str, list[BuildingKey]] = {}
        by_building: dict[int, list[UnitKey]] = {building.id: [] for building in buildings}
        for building in buildings:
            by_name.setdefault(building.name, []).append(building)
        for unit in units:
            by_building[unit.building].append(unit)
        return cls({one.id: one for one in buildings}, {one.id: one for one in units}, by_name, by_building)

    def named(self, phase: str, building: str) -> list[BuildingKey]:
        """The buildings of these keys; "" says nothing of a phase or of the building."""
        found = self.by_name.get(building, []) if building else list(self.buildings.values())
        return [one for one in found if one.phase == phase] if phase else found

    def units_named(self, phase: str, building: str, unit: str) -> list[int]:
        """The units of these keys; "" is the unit of a building that has none."""
        found = self.named(phase, building)
        return [each.id for one in found for each in self.by_building[one.id] if each.name == unit]

    def units_within(self, phase: str, building: str) -> list[int]:
        """All units of the buildings of these keys."""
        return [unit.id for one in self.named(phase, building) for unit in self.by_building[one.id]]

    def building_name(self, building: int) -> str:
        """The full name of a building: with its phase where another phase has one of the same name."""
        one = self.buildings[building]
        phase = shown_phase(one.phase) if len(self.by_name[one.name]) > 1 else ""
        return phase + one.written

    def unit_name(self, unit: int) -> str:
        """The full name of a unit: 3栋2单元, or the building's where it has no units."""
        one = self.units[unit]
        return self.building_name(one.building) + one.written

    def ground_name(self, building: int | None, unit: int | None) -> str:
        """The full name of the unit, else of the building, else ""."""
        if unit is not None:
            return self.unit_name(unit)
        return "" if building is None else self.building_name(building)

    def place_name(self, place: Named) -> str:
        """The full name of a place: 3栋2单元101, 一期3栋2单元101 where phases are needed, 1#电梯（3栋2单元）."""
        ground = self.ground_name(place.building, place.unit)
        if place.kind == PlaceKind.ROOM:
            return ground + place.written
        told = ground and public_key(place.written).startswith(public_key(ground))
        return f"{place.written}（{ground}）" if ground and not told else place.written

    def listed(self) -> str:
        """The names of the buildings, for a hint."""
        names = [self.building_name(building) for building in self.buildings]
        more = f"…等 {len(names)} 栋" if len(names) > _LISTED else ""
        return "、".join(names[:_LISTED]) + more


def find_building(desk: Desk, phase: str, building: str, houses: Houses | None = None) -> BuildingKey:
    """Find the building that is meant by what was written; NotFoundError or AmbiguousError otherwise."""
    houses = houses or Houses.of(desk)
    found = houses.named(phase_key(phase), building_key(building)) if building_key(building) else []
    if not found and not phase:
        found = _with_phase(houses, building)
    if not found:
        raise NotFoundError(f"没有楼栋“{phase}{building}”", unknown_building(houses))
    if len(found) > 1:
        choices = tuple(houses.building_name(one.id) for one in found)
        raise AmbiguousError(f"“{building}”在几期里都有", "请把期也写上", choices)
    return found[0]


def _with_phase(houses: Houses, text: str) -> list[BuildingKey]:
    """The buildings of a text that says the phase too: 二期8栋."""
    for one in candidates(text):
        if isinstance(one, PublicName) and one.building and not (one.unit or one.name):
            return houses.named(one.phase, one.building)
    return []


def find_unit(desk: Desk, phase: str, building: str, unit: str, houses: Houses | None = None) -> UnitKey:
    """Find the unit that is meant by what was written; NotFoundError or AmbiguousError otherwise."""
    houses = houses or Houses.of(desk)
    one = find_building(desk, phase, building, houses)
    units = houses.by_building[one.id]
    found = [each for each in units if each.name == unit_key(unit)]
    if not found:
        names = "、".join(each.written for each in units if each.written) or "不分单元"
        raise NotFoundError(f"{houses.building_name(one.id)} 没有“{unit or '（不写单元）'}”", f"它的单元：{names}")
    return found[0]


def unknown_building(houses: Houses) -> str:
    """What to do where a building is not known."""
    if not houses.buildings:
        return "还没有登记楼栋，先导入房屋：gridctl estate import 房屋.xlsx --apply"
    return f"已登记的楼栋：{houses.listed()}"


def shown_phase(key: str) -> str:
    """A phase as it is shown: 1 → 一期, 11 → 11期, A → A期; 南区 stays."""
    if key.isascii() and key.isalnum():
        return f"{chinese(int(key)) if key.isdecimal() else key}期"
    return key


def shown_building(written: str) -> str:
    """A building as it is shown: a bare 3 becomes 3栋, a bare A becomes A座."""
    if not (written.isascii() and written.isalnum()):
        return written
    return f"{written}座" if written.isalpha() else f"{written}栋"


def shown_unit(written: str) -> str:
    """A unit as it is shown: a bare 2 becomes 2单元."""
    return f"{written}单元" if written.isascii() and written.isalnum() else written
