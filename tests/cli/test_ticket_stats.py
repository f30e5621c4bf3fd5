"""`gridctl ticket stats` over a month that was counted by hand."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl.domain.signatures import Extension
from gridctl.store.signatures import EXTENSION
from gridctl.store.transactions import Act, utc_text, writing
from tests.conftest import Run
from tests.small_estate import CHEN, furnish

NOW = datetime(2026, 3, 31, 2, 0, tzinfo=UTC)  # Tuesday, 10:00 in the project's zone
EARLY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, EARLY)


def done(run: Run, *words: object, at: datetime = NOW) -> None:
    outcome = run("ticket", *words, clock=at)
    assert outcome.status == 0, outcome.err


def on(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 3, day, hour - 8, tzinfo=UTC)


def stats(run: Run, *words: object) -> dict[str, dict[str, Any]]:
    outcome = run("ticket", "stats", "--from", "3-1", "--to", "3-31", *words, "--format", "json", clock=NOW)
    assert outcome.status == 0, outcome.err
    return {line["group"]: line for line in json.loads(outcome.out)}


@pytest.fixture
def month(run: Run) -> Run:
    """Seven slips; half a month from the 2nd ends on the 17th, from the 20th on the 4th of April."""
    slips = (
        (2, "1-1大堂", "灯不亮"),  # 1: done on the 10th: in time
        (2, "1#电梯", "抖动"),  # 2: sent back once, done on the 20th: late
        (3, "2-1大堂", "灯不亮"),  # 3: still open, past the 18th
        (5, "1-1大堂", "灯不亮"),  # 4: again at the place of 1, void
        (20, "1-1大堂", "灯不亮"),  # 5: again within 30 days, open and not yet due
        (20, "1#电梯", "轿厢抖动"),  # 6: again within 30 days, done on the 21st and reopened on the 25th
        (21, "中心花园", "座椅松动"),  # 7: in no grid, done on the 22nd, not accepted
    )
    for day, place, problem in slips:
        done(run, "open", place, problem, "--opened", f"3-{day} 9:00", at=on(day))
    done(run, "accept", 1, "--by", "W01", "--at", "3-2 9:30", at=on(2))
    done(run, "finish", 1, at=on(10))
    done(run, "verify", 1, "--by", "李梅", at=on(11))
    done(run, "finish", 2, "--by", "W02", at=on(12))
    done(run, "reject", 2, "--by", "李梅", "--reason", "仍抖", at=on(13))
    done(run, "finish", 2, at=on(20))
    done(run, "verify", 2, "--by", "李梅", at=on(21))
    done(run, "void", 4, "--reason", "重复", at=on(6))
    done(run, "finish", 6, "--by", "W02", at=on(21))
    done(run, "verify", 6, "--by", "李梅", at=on(22))
    done(run, "reopen", 6, "--reason", "又响", at=on(25))
    done(run, "finish", 7, "--by", "W01", at=on(22))
    return run


def counts(line: dict[str, Any]) -> tuple[int, ...]:
    return tuple(line[name] for name in ("opened", "closed", "to_close", "in_time", "overdue"))


def test_a_month_by_category_as_counted_by_hand(month: Run) -> None:
    told = stats(month)
    assert list(told) == ["公共照明", "电梯", "休闲健身设施", "合计"]
    assert counts(told["公共照明"]) == (3, 1, 2, 1, 1)  # 1 in time, 3 past, 5 not yet due; 4 is void
    assert counts(told["电梯"]) == (3, 2, 2, 1, 0)  # 2 late, 6 in time, its second round not yet due
    assert counts(told["休闲健身设施"]) == (1, 0, 0, 0, 0)  # finished, limit not over, not accepted
    total = told["合计"]
    assert counts(total) == (7, 3, 4, 2, 1)
    assert (total["in_time_rate"], total["closed_rate"]) == (0.5, 0.75)
    assert (total["voided"], total["reworked"], total["reopened"], total["repeats"]) == (1, 1, 1, 2)
    assert (total["rework_rate"], total["repeat_rate"]) == (0.1429, 0.2857)
    assert (total["minutes"], total["days"]) == (30, 7)  # 8, 18, 1 and 1 days
    assert told["休闲健身设施"]["in_time_rate"] is None


def test_by_grid_by_person_and_by_week(month: Run) -> None:
    grids = stats(month, "--by", "grid")
    assert {name: line["opened"] for name, line in grids.items()} == {
        "01 一号网格": 5,
        "02 二号网格": 1,
        "（不属网格）": 1,
        "合计": 7,
    }
    people = stats(month, "--by", "staff")
    assert {name: counts(line) for name, line in people.items()} == {
        "W01 王强": (2, 1, 1, 1, 0),
        "W02 赵磊": (2, 2, 2, 1, 0),
        "（未派）": (3, 0, 1, 0, 1),
        "合计": (7, 3, 4, 2, 1),
    }
    weeks = stats(month, "--by", "week")
    assert [(name, line["opened"]) for name, line in weeks.items()] == [
        ("2026-W10", 3),
        ("2026-W12", 3),  # Monday the 16th to Sunday the 22nd
        ("2026-W13", 1),  # the second round of 6
        ("合计", 7),
    ]


def test_a_table_says_a_dash_where_nothing_is_below_the_line(month: Run) -> None:
    table = month("ticket", "stats", "--from", "3-1", "--to", "3-31", clock=NOW)
    rows = {line.split()[0]: line.split() for line in table.out.splitlines()}
    assert rows["休闲健身设施"][1:7] == ["1", "0", "0", "0", "—", "—"]
    assert rows["合计"][1:7] == ["7", "3", "4", "2", "50.0%", "75.0%"]
    assert "2026-03-01 至 2026-03-31" in table.err
    empty = month("ticket", "stats", "--from", "1-1", "--to", "1-31", clock=NOW)
    assert empty.out.splitlines()[1].split()[:7] == ["合计", "0", "0", "0", "0", "—", "—"]
    sheet = month("ticket", "stats", "--from", "3-1", "--format", "csv", clock=NOW).out
    assert "合计,7,3,4,2,50.0%,75.0%" in sheet


def test_a_kind_alone_and_all_kinds_together(month: Run) -> None:
    assert stats(month, "--kind", "诉求") == {"合计": stats(month, "--kind", "诉求")["合计"]}
    assert stats(month, "--kind", "公区维修")["合计"]["opened"] == 7


def test_last_month_does_not_count_but_makes_a_repeat(run: Run) -> None:
    done(run, "open", "1-1大堂", "灯不亮", "--opened", "2-20", at=EARLY)
    done(run, "open", "1-1大堂", "灯不亮", "--opened", "3-2", at=EARLY)
    total = stats(run)["合计"]
    assert (total["opened"], total["repeats"], total["repeat_rate"]) == (1, 1, 1.0)


def test_the_days_are_this_month_where_none_are_said(month: Run) -> None:
    told = json.loads(month("ticket", "stats", "--format", "json", clock=NOW).out)
    assert told[-1]["opened"] == 7


@pytest.mark.parametrize(
    ("words", "status"), [(("--from", "3-20", "--to", "3-1"), 2), (("--kind", "订餐"), 3), (("--by", "楼栋"), 2)]
)
def test_what_is_refused(run: Run, words: tuple[str, ...], status: int) -> None:
    outcome = run("ticket", "stats", *words, clock=NOW)
    assert (outcome.status, outcome.out) == (status, "")


def test_a_merged_one_counts_once_and_taken_apart_again_twice(month: Run) -> None:
    assert counts(stats(month)["公共照明"]) == (3, 1, 2, 1, 1)
    done(month, "open", "2-1大堂", "灯又不亮", "--opened", "3-25")  # 8: the same as 3
    assert counts(stats(month)["公共照明"])[0] == 4
    done(month, "merge", 8, "--into", 3)
    assert counts(stats(month)["公共照明"]) == (3, 1, 2, 1, 1)
    done(month, "unmerge", 8)
    assert counts(stats(month)["公共照明"])[0] == 4


def sign(ledger: Path, ticket: int, until: date, at: datetime) -> None:
    with writing(ledger, Act("owner", "ticket sign"), at) as tx:
        key = tx.next_id(1, EXTENSION)
        asked, why = at.date(), "等配件"
        tx.insert(
            EXTENSION,
            [
                Extension(
                    1, key, ticket, 1, asked, None, until, why, "signed", CHEN, "paper", utc_text(at), asked, None, ""
                )
            ],
        )


def test_a_signature_gives_a_round_its_time_where_the_policy_lets_it(month: Run, ledger: Path) -> None:
    sign(ledger, 2, datetime(2026, 3, 20, tzinfo=UTC).date(), on(16))
    told = stats(month)["电梯"]
    assert counts(told) == (3, 2, 2, 2, 0)  # 2 was done on the 20th
    sign(ledger, 3, datetime(2026, 4, 2, tzinfo=UTC).date(), on(30))  # after its limit ran out, until confirmed
    assert counts(stats(month)["公共照明"]) == (3, 1, 1, 1, 0)
