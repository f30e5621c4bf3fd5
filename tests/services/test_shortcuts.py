"""Short ways to people and places, behind the names that everybody knows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gridctl.domain.staff import Staff
from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.services.desk import reading, writing as desk_writing
from gridctl.services.places.finding import find_place_id
from gridctl.settings import Settings
from gridctl.store.initials import INITIALS
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.transactions import Act, writing
from tests.conftest import NOW, Run
from tests.small_estate import GARDEN, HALL_1, HALL_2, LIFT, ROOM, ZHAO, write_estate


@pytest.fixture
def estate(ledger: Path) -> Path:
    """An estate as it was written before letters were kept."""
    with writing(ledger, Act("owner", "estate import"), NOW) as tx:
        write_estate(tx)
    return ledger


@pytest.fixture
def lettered(estate: Path) -> Path:
    """The estate with the letters of its names, which the first command that writes a name keeps."""
    with desk_writing(Settings(estate, actor="owner"), "staff add") as desk:
        desk.tx.insert(STAFF, [Staff(1, 9, "Q09", "单强", "front_desk", "", None, None, "", "")])
    return estate


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
def test_a_place_by_its_short_way(lettered: Path, text: str, expected: int) -> None:
    with reading(Settings(lettered)) as desk:
        assert find_place_id(desk, text) == expected


def test_several_places_are_asked_back_and_none_says_what_is_near(lettered: Path) -> None:
    with reading(Settings(lettered)) as desk:
        with pytest.raises(AmbiguousError) as caught:
            find_place_id(desk, "dt")
        assert {"大堂（1栋1单元）", "大堂（2栋1单元）"} <= set(caught.value.choices)
        with pytest.raises(NotFoundError):
            find_place_id(desk, "9-9-909")
        with pytest.raises(NotFoundError):
            find_place_id(desk, "xyz")
        with pytest.raises(NotFoundError):
            find_place_id(desk, "zxhy", public=False)


def test_without_letters_a_part_of_the_name_is_enough(estate: Path) -> None:
    with reading(Settings(estate)) as desk:
        assert find_place_id(desk, "花园") == GARDEN
        assert find_staff(desk.reader, 1, "磊").id == ZHAO
        assert find_staff(desk.reader, 1, "w2").id == ZHAO  # W02
        with pytest.raises(NotFoundError):
            find_place_id(desk, "zxhy")


def test_people_by_initials_and_never_who_has_left(lettered: Path) -> None:
    with reading(Settings(lettered)) as desk:
        assert find_staff(desk.reader, 1, "zl").id == ZHAO
        assert find_staff(desk.reader, 1, "sq").number == find_staff(desk.reader, 1, "dq").number == "Q09"
        with pytest.raises(AmbiguousError) as caught:
            find_staff(desk.reader, 1, "w")
        assert caught.value.choices == ("W01 王强", "W02 赵磊")
        zhao = find_staff(desk.reader, 1, "赵磊")
    with writing(lettered, Act("owner", "staff depart"), NOW) as tx:
        tx.update(STAFF, [replace(zhao, departed=date(2026, 3, 1))])
    with reading(Settings(lettered)) as desk:
        assert find_staff(desk.reader, 1, "赵磊").id == ZHAO
        with pytest.raises(NotFoundError):
            find_staff(desk.reader, 1, "磊")


def test_a_name_in_full_outdoes_every_short_way(lettered: Path) -> None:
    with reading(Settings(lettered)) as desk:
        assert find_place_id(desk, "中心花园") == GARDEN


def letters(path: Path) -> dict[str, str]:
    with reading(Settings(path)) as desk:
        return {row.name: row.letters for row in desk.reader.all_of(INITIALS)}


def test_letters_follow_the_names_and_go_with_them(estate: Path, run: Run) -> None:
    assert letters(estate) == {}
    assert run("staff", "add", "Q10", "--name", "林晓彤", "--post", "客服前台").status == 0
    kept = letters(estate)
    assert kept["林晓彤"] == "lxt"
    assert kept["中心花园"] == "zxh[yw]"  # names from before letters were kept have them too
    assert "1#电梯" in kept
    assert run("staff", "show", "lxt").status == 0
    sheet = estate.with_name("staff.csv")
    sheet.write_text("工号,姓名,岗位\nQ10,林小满,客服前台\n", encoding="utf-8")
    assert run("staff", "import", sheet, "--apply").status == 0
    assert "林晓彤" not in letters(estate)
    assert letters(estate)["林小满"] == "lxm"
    assert run("undo", "--yes").status == 0
    assert letters(estate) == kept
    assert run("undo", "--yes").status == 0
    assert letters(estate) == {name: told for name, told in kept.items() if name != "林晓彤"}
    assert run("ledger", "verify").status == 0


def test_the_journal_is_silent_of_letters(estate: Path, run: Run) -> None:
    assert run("place", "add", "东门岗", "--kind", "部位").status == 0
    assert letters(estate)["东门岗"] == "dmg"
    assert "首字母" not in run("ledger", "log", "--last", "1").out
    assert "首字母" not in run("ledger", "log", "--entry", "2").out
    opened = run("ticket", "open", "dmg", "灯不亮")
    assert opened.status == 0
    assert "东门岗" in opened.out
