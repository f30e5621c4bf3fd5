"""Definitions of check-lists as the ledger keeps them, also those that a later version of the program wrote."""

import json

from gridctl.domain.checklists import Definition, Point

LIST = Definition(
    "grid",
    ("grid_head",),
    (Point("lifts", "电梯", ("平稳",), "hazard", "equipment_safety", ("lift",), clause="D2 三.3(1)"),),
)


def test_a_definition_is_read_back_as_it_was() -> None:
    assert Definition.of(LIST.text) == LIST
    assert Definition.of(LIST.text).text == LIST.text


def test_what_is_not_known_is_left_alone_and_what_is_lacking_has_its_default() -> None:
    kept = json.loads(LIST.text)
    kept["colour"] = kept["points"][0]["colour"] = "red"
    del kept["settles"], kept["points"][0]["counted"]
    assert Definition.of(json.dumps(kept)) == LIST
