"""The ledgers that benchmarks stand on are whole, and hold the same week whatever their size."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from gridctl.domain.weekly import WeeklySummary
from gridctl.services.desk import reading
from gridctl.services.weekly.issues import Wanted, weekly_summaries
from gridctl.settings import Settings
from gridctl.store.verifying import verify
from tests.benchmarks.ledgers import NOW, RECENT, TODAY, make_ledger
from tests.benchmarks.ratio import Command, compare


def week(ledger: Path, day: int) -> list[tuple[object, ...]]:
    caller = Settings(ledger, clock=lambda: NOW, today=TODAY - timedelta(days=day))
    with reading(caller) as desk:
        return [_figures(summary) for summary in weekly_summaries(desk, Wanted())]


def _figures(summary: WeeklySummary) -> tuple[object, ...]:
    return summary.scope, summary.lines, tuple(item.opened for item in summary.items)


def test_a_ledger_of_any_size_is_whole_and_holds_the_same_weeks(tmp_path: Path) -> None:
    small, large = tmp_path / "small.db", tmp_path / "large.db"
    make_ledger(small, RECENT)
    make_ledger(large, 3 * RECENT)
    assert verify(small).clean
    assert verify(large).clean
    assert week(small, 0) == week(large, 0)
    assert week(small, 14) == week(large, 14)
    assert week(small, 0) != week(small, 14)


@pytest.mark.slow
def test_the_weekly_summary_costs_the_same_on_a_hundred_times_the_tickets(tmp_path: Path) -> None:
    def report(count: int) -> Command:
        ledger = tmp_path / f"{count}.db"
        make_ledger(ledger, count)
        return Command(
            [
                sys.executable,
                "-m",
                "gridctl",
                "report",
                "weekly",
                "--format",
                "json",
                "--ledger",
                str(ledger),
                "--today",
                str(TODAY),
            ]
        )

    measured = compare(report(500_000), report(5_000), pairs=7)
    assert measured.cpu <= 1.2
    assert measured.memory <= 1.3
