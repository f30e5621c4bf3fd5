from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from gridctl.errors import BadDataError
from gridctl.regulation.reading import Entry
from gridctl.regulation.words import Lexicon, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

import tomllib

KINDS = tuple(f"tickets_{kind}.toml" for kind in ("repair", "hazard", "cleaning", "request", "incident"))
FILES = (
    "posts.toml",
    "tickets.toml",
    "policy.toml",
    "estates.toml",
    "office.toml",
    "contractors.toml",
    "visits.toml",
    "meetings.toml",
    "staffing.toml",
    "duties.toml",
    "checklists.toml",
    "upkeep.toml",
    *KINDS,
)


def entries(values: object) -> Iterator[dict[str, Any]]:
    if isinstance(values, list):
        for item in values:
            yield from entries(item)
    elif isinstance(values, dict):
        if "clause" in values or "code" in values or "name" in values:
            yield values
        for item in values.values():
            yield from entries(item)


def folder(file: str) -> dict[str, Any]:
    return tomllib.loads((files("gridctl.regulation") / file).read_text(encoding="utf-8"))


def test_every_file_of_the_folder_is_known_here() -> None:
    assert {item.name for item in files("gridctl.regulation").iterdir() if item.name.endswith(".toml")} == {
        *FILES,
        "regulations.toml",
    }


@pytest.mark.parametrize("file", FILES)
def test_every_entry_names_its_clause(file: str) -> None:
    found = list(entries(folder(file)))
    assert len(found) > 2
    for entry in found:
        assert re.match(r"D(10|[1-9]) \S", entry["clause"]), entry


@pytest.mark.parametrize("file", FILES)
def test_codes_are_unique_in_their_table(file: str) -> None:
    def tables(values: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
        for value in values.values():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                yield value
                for item in value:
                    yield from tables(item)

    for table in tables(folder(file)):
        codes = [entry.get("code") or entry.get("name") or str(entry) for entry in table]  # a limit has no name
        assert len(codes) == len(set(codes))


GOOD = {
    "code": "a",
    "name": "甲",
    "clause": "D10 3",
    "number": 3,
    "flag": True,
    "aliases": ["乙"],
    "part": [{"code": "b"}],
}


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("code", "No", lambda entry: entry.code()),
        ("code", 3, lambda entry: entry.code()),
        ("name", " ", lambda entry: entry.text("name")),
        ("name", None, lambda entry: entry.text("name")),
        ("clause", "D11 3", lambda entry: entry.clause()),
        ("clause", "3.2", lambda entry: entry.clause()),
        ("number", True, lambda entry: entry.number("number")),
        ("number", "3", lambda entry: entry.number("number")),
        ("flag", 1, lambda entry: entry.flag("flag")),
        ("aliases", "乙", lambda entry: entry.texts("aliases")),
        ("aliases", ["", "乙"], lambda entry: entry.texts("aliases")),
        ("part", [], lambda entry: entry.each("part", Entry.code)),
        ("part", [{"code": "B!"}], lambda entry: entry.each("part", Entry.code)),
    ],
)
def test_a_slip_in_a_file_is_named_with_its_place(key: str, value: object, read: Callable[[Entry], object]) -> None:
    read(Entry("posts.toml", GOOD))
    with pytest.raises(BadDataError, match=re.escape("posts.toml")):
        read(
            Entry(
                "posts.toml", {**GOOD, key: value} if value is not None else {k: v for k, v in GOOD.items() if k != key}
            )
        )


def test_a_text_with_two_meanings_is_refused() -> None:
    words = (Word("a", "甲", ("丙",), "D1"), Word("b", "乙", (" 丙",), "D1"))
    with pytest.raises(BadDataError, match="丙"):
        Lexicon("x.toml", words)
