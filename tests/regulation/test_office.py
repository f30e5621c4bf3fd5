"""The kinds of reception and the parts of the work log, as a clerk names them."""

import pytest

from gridctl.errors import NotFoundError
from gridctl.regulation.office import log_part, log_parts, reception_kind, reception_kinds
from gridctl.regulation.tickets import ticket_kind, ticket_kinds

SOURCES = {source.code for kind in ticket_kinds() for source in kind.sources}


@pytest.mark.parametrize(
    ("text", "code"), [("来电", "call"), ("电话", "call"), ("来访", "visit"), ("便民", "convenience"), ("call", "call")]
)
def test_what_comes_to_the_desk(text: str, code: str) -> None:
    assert reception_kind(text).code == code


def test_a_kind_names_a_source_that_tickets_know() -> None:
    assert {kind.source for kind in reception_kinds()} <= SOURCES


@pytest.mark.parametrize(
    ("text", "code"), [("走访", "visit"), ("5", "plan"), ("天气", "weather"), ("repair", "repair")]
)
def test_parts_are_named_by_number_or_word(text: str, code: str) -> None:
    assert log_part(text).code == code


def test_the_log_has_a_head_and_five_parts_of_known_records() -> None:
    assert [part.number for part in log_parts()] == [0, 1, 2, 3, 4, 5]
    records = [record for part in log_parts() for record in part.records]
    assert all(ticket_kind(kind) for record in records for kind in record.kinds)
    assert {source for record in records for source in record.sources} <= SOURCES
    assert all(title for part in log_parts() for _, title in part.columns)


def test_what_is_no_kind_and_no_part_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFoundError) as refused:
        reception_kind("传真")
    assert "来电" in refused.value.hint
    with pytest.raises(NotFoundError, match="第九部分"):
        log_part("第九部分")
