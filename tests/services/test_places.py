from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.services.desk import Desk, reading
from gridctl.services.places.finding import PlaceBook, find_place, place_name
from gridctl.settings import Settings

ROOMS = """期,楼栋,单元,房号
,3栋,1单元,101
,3栋,2单元,101
,3栋,2单元,604
,3栋,2单元,商铺5
,5栋,2单元,105
,A座,,1201
,A座,,1202
一期,8栋,1单元,101
二期,8栋,1单元,101
二期,8栋,1单元,102
"""
PUBLIC = """名称,楼栋,单元
1#电梯,3栋,1单元
1#电梯,3栋,2单元
2#电梯,3栋,2单元
3栋2单元大堂,,
天台,3栋,
水泵房,,
"""


@pytest.fixture
def desk(run: Callable[..., Any], ledger: Path) -> Iterator[Desk]:
    assert run("estate", "import", "-", "--apply", stdin=ROOMS).status == 0
    assert run("place", "import", "-", "--apply", stdin=PUBLIC).status == 0
    assert run("place", "add", "东门岗", "--alias", "东大门").status == 0
    with reading(Settings(ledger)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("3栋2单元101", "3栋2单元101"),
        ("3#-2-101", "3栋2单元101"),
        ("３幢２门０１０１", "3栋2单元101"),
        ("三号楼二单元101室", "3栋2单元101"),
        ("3-2-604", "3栋2单元604"),
        ("3栋604", "3栋2单元604"),  # only one unit has it
        ("A座1201", "A座1201"),
        ("A-1202", "A座1202"),
        ("3栋商铺5", "3栋2单元商铺5"),
        ("云海花园3栋2单元101", "3栋2单元101"),
        ("一期8栋1单元101", "一期8栋1单元101"),
        ("8栋102", "二期8栋1单元102"),
        ("3栋2单元大堂", "3栋2单元大堂"),
        ("3#楼二单元大堂", "3栋2单元大堂"),
        ("3栋2单元1#电梯", "1#电梯（3栋2单元）"),
        ("1#电梯（3栋2单元）", "1#电梯（3栋2单元）"),
        ("２号电梯", "2#电梯（3栋2单元）"),
        ("3栋天台", "天台（3栋）"),
        ("水泵房", "水泵房"),
        ("东大门", "东门岗"),
        ("3栋2单元大堂 吊顶", "3栋2单元大堂"),
        ("3栋2单元101 厨房 水管", "3栋2单元101"),
        ("3栋2单元 大堂", "3栋2单元大堂"),
    ],
)
def test_what_people_write_finds_the_place(desk: Desk, written: str, name: str) -> None:
    assert place_name(desk, find_place(desk, written)) == name
    assert PlaceBook(desk).find(written) == find_place(desk, written).id


@pytest.mark.parametrize(
    ("written", "choices"),
    [
        ("3栋101", ("3栋1单元101", "3栋2单元101")),
        ("8栋101", ("一期8栋1单元101", "二期8栋1单元101")),
        ("1#电梯", ("1#电梯（3栋1单元）", "1#电梯（3栋2单元）")),
    ],
)
def test_several_are_asked_back_by_names_that_find_them(desk: Desk, written: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousError) as found:
        find_place(desk, written)
    assert found.value.choices == choices
    assert [place_name(desk, find_place(desk, choice)) for choice in choices] == list(choices)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("3栋2单元999", "3栋2单元 有 101—"),
        ("3栋2单元105", "3栋2单元 有 101—"),  # 5栋 has a 2单元105: another building never answers
        ("99栋2单元105", "已登记的楼栋：3栋、5栋、A座、一期8栋、二期8栋"),
        ("3栋7单元101", "3栋 的单元：1单元、2单元"),
        ("3栋消防栓", "1#电梯（3栋1单元）"),
        ("游泳池", "gridctl place add"),
        ("", "gridctl place"),
        ("。。。", "gridctl place"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(desk: Desk, written: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as found:
        find_place(desk, written)
    assert hint in found.value.hint


def test_a_room_is_not_found_where_only_public_places_are_meant(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        find_place(desk, "3栋2单元101", rooms=False)
    with pytest.raises(NotFoundError):
        find_place(desk, "3栋2单元大堂", public=False)


def test_the_book_takes_the_short_way_only_to_rooms_that_are_there(desk: Desk) -> None:
    book = PlaceBook(desk)
    first = book.find("3栋2单元101")
    assert book.name(book.find("3栋2单元604")) == "3栋2单元604"
    assert book.find("3栋2单元0101") == first
    for _ in range(2):
        with pytest.raises(NotFoundError, match="3栋2单元605"):
            book.find("3栋2单元605")


def test_an_empty_register_says_how_to_fill_it(ledger: Path) -> None:
    with reading(Settings(ledger)) as desk, pytest.raises(NotFoundError) as found:
        find_place(desk, "3栋2单元101")
    assert "gridctl estate import" in found.value.hint
