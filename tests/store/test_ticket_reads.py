"""Reads of tickets: rows by their values past Core, and the same fault however many there are."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gridctl.domain.tickets import Action
from gridctl.services.desk import WritingDesk, writing
from gridctl.services.tickets.entry import Words, open_slip, record_slip, take_steps
from gridctl.settings import Settings
from gridctl.store.grids import EXTENT
from gridctl.store.sqlite import raw
from gridctl.store.ticket_reads import same_fault
from gridctl.store.tickets import ROUND, TICKET
from tests.small_estate import LIFT, furnish
from tests.tracing import statements

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
TODAY = NOW.date()
MONTH = timedelta(days=30)


@pytest.fixture
def desk(ledger: Path) -> Iterator[WritingDesk]:
    furnish(ledger, NOW)
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as opened:
        yield opened


def test_rows_are_the_same_by_their_values_and_by_conditions(desk: WritingDesk) -> None:
    for day in ("3-2", "3-1"):
        open_slip(desk, Words("1#电梯", "电梯异响", opened=day))
    record_slip(desk, Words("1#电梯", "电梯异响", opened="3-1", executor="王强", finished="3-2", verifier="李梅"))
    [extent] = desk.reader.find(EXTENT, 1, EXTENT.c["id"] == 1)
    desk.tx.update(EXTENT, [replace(extent, valid_to=date(2026, 12, 31))])
    reader = desk.reader
    lifts = reader.alike(TICKET, 1, place=LIFT, kind="repair")
    assert [one.id for one in lifts] == [1, 2, 3]
    assert lifts == reader.find(TICKET, 1, TICKET.c["place"] == LIFT)
    assert reader.alike(ROUND, 1, due=date(2026, 3, 16)) == reader.find(ROUND, 1, ROUND.c["ticket"] > 1)
    assert reader.alike(EXTENT, 1) == reader.find(EXTENT, 1)
    assert [reader.get(EXTENT, 1, key) for key in (1, 99)] == [replace(extent, valid_to=date(2026, 12, 31)), None]
    assert reader.alike(TICKET, 2, place=LIFT) == []


def _same(desk: WritingDesk, besides: int = 0) -> int | None:
    since = TODAY - MONTH
    return same_fault(desk.reader, 1, besides, since, TODAY, kind="repair", place=LIFT, category="lift")


def test_the_same_fault_is_the_first_that_is_open_else_the_one_closed_last(desk: WritingDesk) -> None:
    assert _same(desk) is None
    closed = {"executor": "王强", "finished": "3-2", "verifier": "李梅"}
    for verified in ("3-3", "3-5", "3-5", "3-4"):
        record_slip(desk, Words("1#电梯", "电梯异响", opened="3-1", verified=verified, **closed))
    record_slip(
        desk, Words("1#电梯", "电梯异响", opened="2025-12-1", executor="王强", finished="2025-12-2", verifier="李梅")
    )
    open_slip(desk, Words("1-1大堂", "电梯异响"))
    assert _same(desk) == 3
    assert _same(desk, besides=3) == 2
    for _ in range(2):
        open_slip(desk, Words("1#电梯", "电梯异响"))
    assert (_same(desk), _same(desk, besides=7)) == (7, 8)
    take_steps(desk, ["6"], Action.VOID, note="录错了")
    assert _same(desk) == 8


def test_the_first_open_one_is_found_without_sorting_all(desk: WritingDesk) -> None:
    open_slip(desk, Words("1#电梯", "电梯异响"))
    with statements(desk.reader.connection) as said:
        assert _same(desk)
    [statement] = said
    plan = [row[3] for row in raw(desk.reader.connection, f"EXPLAIN QUERY PLAN {statement}")]
    assert plan == ["SEARCH ticket USING INDEX ix_ticket_place (project=? AND place=?)"]
