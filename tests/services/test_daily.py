"""The daily report over a year: every day ties to the one before, and says what the ledger says row by row."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from gridctl.domain.daily import DailyReport, Flow
from gridctl.services.daily.flows import flows_on, no_flows, spans_since
from gridctl.services.daily.report import daily_report
from gridctl.services.desk import Desk, reading
from gridctl.settings import Settings
from gridctl.store.inspections import INSPECTION
from gridctl.store.tickets import ROUND, TICKET
from gridctl.store.visits import VISIT
from tests.year_office import NOW

FIRST, DAYS = date(2025, 6, 30), 62


def office(ledger: Path) -> Settings:
    return Settings(ledger, clock=lambda: NOW)


def test_each_day_ties_to_the_one_before(year_ledger: Path) -> None:
    with reading(office(year_ledger)) as desk:
        spans = spans_since(desk, FIRST)
        days = [flows_on(spans, FIRST + timedelta(days=nth)) for nth in range(DAYS)]
    for before, now in pairwise({grid: _by_kind(flows) for grid, flows in day.items()} for day in days):
        for grid in before.keys() | now.keys():
            for kind, flow in now.get(grid, _by_kind(no_flows())).items():
                carried = before[grid][kind].open_at_end if grid in before else 0
                assert flow.open_at_end == carried + flow.opened - flow.closed - flow.voided, (grid, flow)
    assert sum(flow.closed for day in days for flows in day.values() for flow in flows) > DAYS


def _by_kind(flows: tuple[Flow, ...]) -> dict[str, Flow]:
    return {flow.kind: flow for flow in flows}


def test_a_day_says_what_the_rows_say(year_ledger: Path) -> None:
    day = date(2025, 11, 12)
    with reading(office(year_ledger)) as desk:
        found = daily_report(desk, day)
        _tickets_are(desk, found, str(day))
        met = [row.outcome == "met" for row in desk.reader.find(VISIT, 1, VISIT.c["day"] == day)]
        assert (found.total.visits.visits, found.total.visits.met) == (len(met), sum(met))
        made = desk.reader.find(INSPECTION, 1, INSPECTION.c["day"] == day)
    checks = found.total.checks
    assert checks.due == checks.done + checks.late + checks.missed
    assert checks.due - checks.missed <= len(made) <= checks.due  # one that left a point out was made, and is missed
    assert checks.abnormal == sum(row.abnormal for row in made)
    assert len(found.missed) == checks.missed


def _tickets_are(desk: Desk, found: DailyReport, day: str) -> None:
    kinds = {ticket.id: ticket.kind for ticket in desk.reader.find(TICKET, 1)}
    for flow in found.total.flows:
        rows = [row for row in desk.reader.find(ROUND, 1) if kinds[row.ticket] == flow.kind]
        still = [row for row in rows if row.opened[:10] <= day and (not row.verified or row.verified[:10] > day)]
        assert flow.opened == sum(row.opened[:10] == day for row in rows)
        assert flow.closed == sum(row.verified[:10] == day for row in rows)
        assert flow.open_at_end == len(still)
        late = [
            row for row in still if str(row.due) < day and not (row.finished_counts and row.finished_counts <= row.due)
        ]
        assert flow.overdue == len(late)


def test_a_day_on_which_nobody_was_there_is_missed_by_name(year_ledger: Path) -> None:
    with reading(office(year_ledger)) as desk:
        dark, usual = daily_report(desk, date(2025, 8, 6)), daily_report(desk, date(2025, 7, 30))
    assert (dark.total.checks.missed, dark.total.checks.done) == (dark.total.checks.due, 0)
    assert dark.total.checks.due == usual.total.checks.due == 6 + 16 + 16 + 2 + 3
    assert all(line.answerable and line.points for line in dark.missed)
    assert {one.what for one in dark.stands_out if one.grid == "全项目"} >= {"漏查"}
