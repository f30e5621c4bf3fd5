from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.imports import Numbered, Parsed, Problem
from gridctl.domain.sheets import CLEAR, Words
from gridctl.services.desk import WritingDesk
from gridctl.services.imports import Draft, Write, import_sheet, kept, kept_text, settled
from gridctl.settings import Settings
from gridctl.store.staff import STAFF


class Said(NamedTuple):
    name: str
    phone: Words
    remark: Words


NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
CELLS = st.one_of(st.none(), st.sampled_from(["甲", "乙"]), st.just(CLEAR))


def parsed(*rows: Said) -> Parsed[Said]:
    sheet = Parsed[Said]("表.csv", "", header=("姓名", "电话", "备注"), columns={"name": 0, "phone": 1, "remark": 2})
    sheet.rows = [Numbered(line, row) for line, row in enumerate(rows, 2)]
    sheet.original = lambda line: tuple(str(cell) for cell in rows[line - 2])
    sheet.digest = "ab" * 32
    return sheet


def settle(*rows: Said) -> tuple[Draft[Said], dict[str, Numbered[Said]]]:
    draft = Draft(parsed(*rows))
    return draft, settled(draft, ((item.row.name, item) for item in draft.rows), same="同一个人")


def test_rows_of_one_key_complete_each_other() -> None:
    draft, kept_rows = settle(Said("张三", "1", None), Said("李四", None, None), Said("张三", None, "新"))
    assert kept_rows == {
        "张三": Numbered(2, Said("张三", "1", "新")),
        "李四": Numbered(3, Said("李四", None, None)),
    }
    assert (draft.unchanged, draft.problems) == (1, [])
    assert [(warning.line, warning.reason) for warning in draft.warnings] == [
        (4, "与第 2 行说的是同一个人，已并为一行")
    ]


def test_rows_of_one_key_that_disagree_are_all_conflicting() -> None:
    draft, kept_rows = settle(Said("张三", "1", None), Said("张三", None, None), Said("张三", "2", None))
    assert kept_rows == {}
    assert draft.result("staff", applied=False).conflicting == 3
    assert draft.problems[2] == Problem("", 4, "电话", "B4", "2", "第 2、3、4 行说的是同一个人，这一列却不一样")


def test_emptying_and_filling_the_same_field_is_a_conflict() -> None:
    draft, _ = settle(Said("张三", CLEAR, None), Said("张三", "2", None))
    assert len(draft.lines_conflicting) == 2


@given(st.lists(st.tuples(st.sampled_from("ABC"), CELLS, CELLS), max_size=8))
def test_the_order_of_rows_decides_nothing(rows: list[tuple[str, Words, Words]]) -> None:
    said = [Said(*row) for row in rows]
    forward, backward = settle(*said)[1], settle(*reversed(said))[1]
    assert {key: item.row for key, item in forward.items()} == {key: item.row for key, item in backward.items()}


@pytest.mark.parametrize(("cell", "there", "becomes"), [(None, 3, 3), (CLEAR, 3, None), (4, 3, 4), (4, None, 4)])
def test_a_blank_keeps_and_only_the_word_for_it_empties(cell: int | None, there: int | None, becomes: object) -> None:
    assert kept(cell, there) == becomes


def test_a_blank_keeps_text_too() -> None:
    assert [kept_text(None, "旧"), kept_text(CLEAR, "旧"), kept_text("新", "旧")] == ["旧", "", "新"]


def test_a_row_both_wrong_and_conflicting_is_counted_once() -> None:
    draft = Draft(parsed(Said("张三", "1", None)))
    draft.wrong(2, "phone", "1", "太短")
    draft.wrong(2, "remark", "", "没有写")
    draft.conflict(2, "", "", "又一次")
    result = draft.result("staff", applied=False)
    assert (result.wrong, result.conflicting, result.clean) == (1, 0, False)
    assert result.problems[0] == Problem("", 2, "电话", "B2", "1", "太短")
    assert result.problems[2] == Problem("", 2, "", "", "", "又一次")


def test_no_difference_is_no_change() -> None:
    draft = Draft(parsed(Said("张三", "1", None)))
    assert not draft.changes(2, "张三", [])
    assert draft.changes(2, "张三", [("电话", "1", "2"), ("备注", "", "新")])
    assert (draft.changed, draft.unchanged, len(draft.found)) == (1, 1, 2)


def write_nothing(desk: WritingDesk, draft: Draft[Said]) -> Write:
    assert desk.reader.find(STAFF, desk.pid) == []
    draft.unchanged += len(draft.rows)

    def never(_: WritingDesk) -> None:
        raise AssertionError("nothing new, nothing to write")

    return never


@pytest.mark.parametrize("apply", [True, False])
def test_where_nothing_is_new_nothing_is_written(ledger: Path, *, apply: bool) -> None:
    caller = Settings(ledger, actor="owner", clock=lambda: NOW, today=date(2026, 3, 16))
    before = ledger.read_bytes()
    result = import_sheet(caller, "staff", parsed(Said("张三", None, None)), write_nothing, apply=apply)
    assert (result.unchanged, result.applied) == (1, apply)
    assert ledger.read_bytes() == before
