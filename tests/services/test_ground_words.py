"""Ground in words: units as people say them."""

import pytest

from gridctl.services.estates.houses import Houses
from gridctl.services.grids.finding import units_words
from gridctl.store.places import BuildingKey, UnitKey

ONE = BuildingKey(1, "", "1", "1栋")
UNITS = [UnitKey(1, 1, "", ""), *(UnitKey(number + 1, 1, str(number), f"{number}单元") for number in (1, 2, 3))]
HOUSES = Houses({1: ONE}, {unit.id: unit for unit in UNITS}, {"1": [ONE]}, {1: UNITS})


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ({1, 2, 3, 4}, "1栋"),
        ({2, 3}, "1栋1—2单元"),
        ({2, 4}, "1栋1单元、3单元"),
        ({1}, "1栋（不分单元）"),  # rooms that the sheet puts into no unit are not the whole building
        ({1, 2}, "1栋（不分单元）、1单元"),
    ],
)
def test_units_of_one_building(units: set[int], told: str) -> None:
    assert units_words(HOUSES, units) == told
