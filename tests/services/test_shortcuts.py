"""Short ways to people and places, behind the names that everybody knows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gridctl.domain.initials import Known
from gridctl.domain.place_keys import public_key
from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.services.desk import Desk, reading
from gridctl.services.pinyin import letters_of
from gridctl.services.places.finding import find_place_id
from gridctl.services.places.shortcuts import known_places
from gridctl.settings import Settings
from gridctl.store.staff import STAFF, find_staff, known_staff
from gridctl.store.transactions import Act, writing
from tests.conftest import NOW
from tests.small_estate import GARDEN, HALL_1, HALL_2, LIFT, ROOM, ZHAO, furnish


@pytest.fixture
def estate(ledger: Path) -> Path:
    furnish(ledger, NOW)
    return ledger


def lettered(known: list[Known]) -> list[Known]:
    return [replace(one, letters=tuple(map(letters_of, one.names))) for one in known]


def place(desk: Desk, text: str) -> int:
    return find_place_id(desk, text, known=lettered(known_places(desk)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zxhy", GARDEN),
        ("花园", GARDEN),
        ("1-1dt", HALL_1),
        ("2dt", HALL_2),
        ("1-1-101", ROOM),  # a name as it always was
        ("1#电梯", LIFT),
        ("2栋大堂", HALL_2),
    ],
)
def test_a_place_by_its_short_way(estate: Path, text: str, expected: int) -> None:
    with reading(Settings(estate)) as desk:
        assert place(desk, text) == expected


def test_several_places_are_asked_back_and_none_says_what_is_near(estate: Path) -> None:
    with reading(Settings(estate)) as desk:
        with pytest.raises(AmbiguousError) as caught:
            place(desk, "dt")
        assert {"大堂（1栋1单元）", "大堂（2栋1单元）"} <= set(caught.value.choices)
        with pytest.raises(NotFoundError):
            place(desk, "9-9-909")
        with pytest.raises(NotFoundError):
            place(desk, "xyz")
        with pytest.raises(NotFoundError):
            find_place_id(desk, "zxhy", public=False, known=lettered(known_places(desk)))


def test_without_letters_a_part_of_the_name_is_enough(estate: Path) -> None:
    with reading(Settings(estate)) as desk:
        assert find_place_id(desk, "花园") == GARDEN
        assert find_staff(desk.reader, 1, "磊").id == ZHAO
        assert find_staff(desk.reader, 1, "w2").id == ZHAO  # W02
        with pytest.raises(NotFoundError):
            find_place_id(desk, "zxhy")


def test_people_by_initials_and_never_who_has_left(estate: Path) -> None:
    with reading(Settings(estate)) as desk:
        known = lettered(known_staff(desk.reader, 1))
        assert find_staff(desk.reader, 1, "zl", known).id == ZHAO
        with pytest.raises(AmbiguousError) as caught:
            find_staff(desk.reader, 1, "w", known)
        assert caught.value.choices == ("W01 王强", "W02 赵磊")
        zhao = find_staff(desk.reader, 1, "赵磊")
    with writing(estate, Act("owner", "staff depart"), NOW) as tx:
        tx.update(STAFF, [replace(zhao, departed=date(2026, 3, 1))])
    with reading(Settings(estate)) as desk:
        assert find_staff(desk.reader, 1, "赵磊").id == ZHAO
        with pytest.raises(NotFoundError):
            find_staff(desk.reader, 1, "磊")


def test_a_name_in_full_outdoes_every_short_way(estate: Path) -> None:
    with reading(Settings(estate)) as desk:
        known = [*known_places(desk), Known(ROOM, ("中心花园",))]
        assert public_key("中心花园") == "中心花园"
        assert find_place_id(desk, "中心花园", known=known) == GARDEN
