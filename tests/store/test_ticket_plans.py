"""No list, report or step looks at the whole history: every statement finds its rows of tickets by an index."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gridctl.domain.tickets import Action
from gridctl.domain.weeks import week_of
from gridctl.services.desk import WritingDesk, writing
from gridctl.services.indicators.stats import ticket_stats
from gridctl.services.requests.answering import Told, answer_request
from gridctl.services.requests.lists import find_requests
from gridctl.services.requests.opening import open_request
from gridctl.services.tickets.cards import ticket_card
from gridctl.services.tickets.entry import Words, edit_slip, open_slip, record_slip, take_steps
from gridctl.services.tickets.lists import Asked, find_tickets
from gridctl.services.today import today_board
from gridctl.services.weekly.issues import Wanted, issue_week, weekly, weekly_summaries
from gridctl.services.worklogs.log import work_log
from gridctl.settings import Settings
from gridctl.store.sqlite import raw
from gridctl.store.staff import find_staff
from tests.small_estate import furnish
from tests.tracing import statements

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
HISTORY = re.compile(r"(SCAN|SEARCH) (ticket|round|step|movement)\b(.*)")

Doing = Callable[[WritingDesk], object]
WORK: dict[str, Doing] = {
    "draft": lambda desk: weekly(desk, week_of(desk.today, desk.policies.week_cuts())),
    "last week": lambda desk: weekly_summaries(desk, Wanted()),
    "any days": lambda desk: weekly_summaries(desk, Wanted(since="3-1", until="3-10")),
    "issue": lambda desk: issue_week(desk, week_of(NOW.date().replace(day=10), desk.policies.week_cuts())),
    "open tickets": lambda desk: find_tickets(desk, Asked()),
    "overdue": lambda desk: find_tickets(desk, Asked(overdue=True)),
    "of a grid": lambda desk: find_tickets(desk, Asked(grid="01")),
    "since a day": lambda desk: find_tickets(desk, Asked(since="3-1", everything=True)),
    "of a place": lambda desk: find_tickets(desk, Asked(place="1#电梯", everything=True)),
    "today": today_board,
    "stats": lambda desk: ticket_stats(desk, NOW.date().replace(day=1), desk.today),
    "stats of a kind": lambda desk: ticket_stats(desk, NOW.date().replace(day=1), desk.today, "grid", "repair"),
    "a day's log": lambda desk: work_log(desk, find_staff(desk.reader, desk.pid, "李梅"), desk.today),
    "requests": lambda desk: find_requests(desk, Asked(everything=True, since="3-1")),
    "a request": lambda desk: answer_request(
        desk, open_request(desk, Words("1-1大堂", "太吵")).code, Told("好", "李梅")
    ),
    "show": lambda desk: ticket_card(desk, "1"),
    "by paper": lambda desk: ticket_card(desk, "A7"),
    "open": lambda desk: open_slip(desk, Words("1#电梯", "抖动", paper="A8")),
    "record": lambda desk: record_slip(
        desk, Words("1#电梯", "抖动", opened="3-1", executor="王强", finished="3-2", verifier="李梅")
    ),
    "finish": lambda desk: take_steps(desk, ["1"], Action.FINISH, by="王强"),
    "edit": lambda desk: edit_slip(desk, "1", Words(category="电梯", opened="3-5")),
}


@pytest.mark.parametrize("work", WORK)
def test_rows_of_tickets_are_found_by_an_index(ledger: Path, work: str) -> None:
    furnish(ledger, NOW)
    caller = Settings(ledger, actor="owner", clock=lambda: NOW)
    with writing(caller, "test") as desk:
        open_slip(desk, Words("1-1大堂", "灯不亮", opened="3-6", paper="A7"))
        with statements(desk.reader.connection) as said:
            WORK[work](desk)
        wrong = [line for statement in said for line in _walks(desk, statement)]
    assert any("ticket" in statement for statement in said)
    assert wrong == []


def _walks(desk: WritingDesk, statement: str) -> list[str]:
    """The parts of a statement's plan that walk through a table of tickets: nothing narrows them but the project."""
    if not statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE")):
        return []
    plan = raw(desk.reader.connection, f"EXPLAIN QUERY PLAN {statement}")
    steps = [found for row in plan if (found := HISTORY.search(row[3]))]
    return [f"{step[0]}  IN  {statement}" for step in steps if " AND " not in step[3]]


def test_a_walk_would_be_found(ledger: Path) -> None:
    furnish(ledger, NOW)
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as desk:
        assert _walks(desk, "SELECT count(*) FROM ticket WHERE project = 1 AND problem = 'x'")
        assert _walks(desk, "SELECT max(finished) FROM round")
        assert not _walks(desk, "SELECT * FROM ticket WHERE project = 1 AND id = 1")
