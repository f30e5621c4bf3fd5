"""Short ways to names: letters as they are kept, and what a text can mean."""

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.initials import Known, letters_of, meant

READINGS = {"林": "l", "晓": "x", "彤": "t", "单": "dcs", "强": "qj", "栋": "d", "元": "y", "堂": "t", "东": "d"}
READINGS |= {"大": "dt", "门": "m", "岗": "g", "王": "w", "张": "z", "曾": "cz", "电": "d", "梯": "t", "房": "f"}


def read(char: str) -> str:
    return READINGS.get(char, "")


def known(*names: str) -> list[Known]:
    return [Known(i, (name,), (letters_of(name, read),)) for i, name in enumerate(names)]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("林晓彤", "lxt"),
        ("单强", "[dcs][qj]"),
        ("3栋2单元大堂", "3d2[dcs]y[dt]t"),
        ("3-1-502", "3-1-502"),
        ("A1岗", "a1g"),
        ("1#电梯", "1-dt"),
        ("１号", "1"),
        ("YS005", "ys005"),
        ("（）", ""),
        ("", ""),
    ],
)
def test_letters_are_kept_with_every_reading_and_every_number(name: str, letters: str) -> None:
    assert letters_of(name, read) == letters


PEOPLE = ("林晓彤", "单强", "王强", "张强", "曾强")
PLACES = ("3栋1单元大堂", "3栋2单元大堂", "13栋2单元大堂", "2栋3单元大堂", "东门岗", "1#电梯", "A1岗", "东门")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lxt", ["林晓彤"]),
        ("LXT", ["林晓彤"]),
        ("ｌｘｔ", ["林晓彤"]),
        ("晓彤", ["林晓彤"]),
        ("sq", ["单强"]),
        ("cj", ["单强", "曾强"]),
        ("zq", ["张强", "曾强"]),
        ("强", ["单强", "王强", "张强", "曾强"]),
        ("强王", []),
        ("xq", []),
        ("", []),
        ("？", []),
    ],
)
def test_people_by_initials_and_by_part_of_the_name(text: str, expected: list[str]) -> None:
    assert [one.names[0] for one in meant(known(*PEOPLE), text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dmg", ["东门岗"]),
        ("dm", ["东门"]),  # the whole name before a part of one
        ("门岗", ["东门岗"]),
        ("a1g", ["A1岗"]),
        ("a1", ["A1岗"]),
        ("1dt", ["1#电梯"]),
        ("3-2dt", ["3栋2单元大堂"]),
        ("3-2大堂", ["3栋2单元大堂"]),
        ("3dt", ["3栋1单元大堂", "3栋2单元大堂"]),  # not those of unit 3, nor of building 13
        ("13dt", ["13栋2单元大堂"]),
        ("03-02dt", ["3栋2单元大堂"]),
        ("4dt", []),
        ("3-9dt", []),
    ],
)
def test_places_by_initials_and_by_numbers(text: str, expected: list[str]) -> None:
    assert [one.names[0] for one in meant(known(*PLACES), text)] == expected


def test_what_has_no_letters_yet_is_found_by_its_name_alone() -> None:
    bare = [Known(1, ("东门岗", "门卫室"))]
    assert [one.key for one in meant(bare, "门卫")] == [1]
    assert meant(bare, "dmg") == []


NAMES = st.text(st.sampled_from("林晓彤单强栋元东门岗12-#（ aB"), max_size=8)


@given(NAMES)
def test_a_name_is_found_by_itself_and_by_its_letters(name: str) -> None:
    letters = letters_of(name, read)
    one = [Known(7, (name,), (letters,))]
    if any(char.isalnum() for char in name):
        assert meant(one, name) == one
        assert letters
    typed = "".join(part[0] if part[0] != "-" else "-" for part in _choices(letters))
    assert meant(one, typed) == (one if typed.strip("-") else [])


def _choices(letters: str) -> list[str]:
    parts, inside = [], ""
    for char in letters:
        if char == "[" or inside:
            inside += char
            if char == "]":
                parts.append(inside[1:-1])
                inside = ""
        else:
            parts.append(char)
    return parts
