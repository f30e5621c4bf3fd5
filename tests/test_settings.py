"""Where the ledger is, who acts, which day it is."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gridctl.errors import UsageError
from gridctl.settings import day, default_ledger, is_terminal, resolve, utc_now


def test_a_flag_beats_the_environment_and_the_environment_the_default() -> None:
    environment = {"GRIDCTL_LEDGER": "/env/l.db", "GRIDCTL_PROJECT": "E", "GRIDCTL_ACTOR": "张三"}
    settings = resolve({"ledger": "/flag/l.db", "project": "F"}, environment)
    assert settings.ledger == Path("/flag/l.db")
    assert settings.project == "F"
    assert settings.actor == "张三"
    assert settings.today is None


def test_nothing_said_is_the_users_data_folder_and_nobody() -> None:
    settings = resolve({}, {})
    assert settings.ledger == default_ledger()
    assert settings.ledger.name == "ledger.db"
    assert settings.ledger.parent.name == "gridctl"
    assert (settings.project, settings.actor, settings.today) == (None, None, None)


def test_an_empty_variable_says_nothing() -> None:
    assert resolve({}, {"GRIDCTL_ACTOR": "", "GRIDCTL_LEDGER": ""}) == resolve({}, {})


def test_today_is_taken_from_either_and_the_error_names_which() -> None:
    assert resolve({"today": "2026-11-20"}, {"GRIDCTL_TODAY": "x"}).today == date(2026, 11, 20)
    assert resolve({}, {"GRIDCTL_TODAY": "2026-11-20"}).today == date(2026, 11, 20)
    with pytest.raises(UsageError, match="GRIDCTL_TODAY"):
        resolve({}, {"GRIDCTL_TODAY": "昨天"})
    with pytest.raises(UsageError, match="--today"):
        resolve({"today": "昨天"}, {"GRIDCTL_TODAY": "2026-11-20"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20261120",
        "2026-W47-5",
        "2026-02-30",
        "2026-11-20 ",
        "２０２６-11-20",
        "2026/11/20",
        "26-11-20",
        "2026-11-020",
        "11-20",
    ],
)
def test_a_day_is_written_one_way(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        day(text, "--today")
    assert "2026-11-20" in caught.value.hint


def test_a_day_needs_no_leading_zeros() -> None:
    assert day("2026-3-1", "--today") == day("2026-03-01", "--today") == date(2026, 3, 1)


def test_the_clock_is_aware_and_can_be_given() -> None:
    def noon() -> datetime:
        return datetime(2026, 11, 20, 12, tzinfo=UTC)

    assert utc_now().utcoffset() is not None
    assert resolve({}, {}, noon).clock is noon
    assert resolve({}, {}).clock is utc_now


def test_a_missing_stream_is_no_terminal() -> None:
    assert not is_terminal(None)
    assert not is_terminal(object())
