"""A real ledger in a folder of its own, and the command line as a function."""

import gc
import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copy
from typing import NamedTuple

import pytest

from gridctl.cli.main import main
from gridctl.services.ledger import init_ledger

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # a Monday, 10:00 in the project's zone
SELDOM = 50_000  # containers more than freed since the last look for garbage, as in the command line itself
SETTINGS = ("LEDGER", "PROJECT", "ACTOR", "TODAY", "DEBUG")


class Outcome(NamedTuple):
    """What a command line came to."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


def pytest_collection_finish() -> None:
    """What was collected stays to the end: it is not looked through for garbage over and over."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(f"GRIDCTL_{name}", raising=False)


@pytest.fixture(scope="session")
def new_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger as it is made, once for all tests of a process: to be copied."""
    path = tmp_path_factory.mktemp("new") / "ledger.db"
    init_ledger(
        path, NOW, code="YH", name="云海花园", company="云海物业", zone="Asia/Shanghai", live_from=date(2026, 1, 1)
    )
    return path


@pytest.fixture
def ledger(new_ledger: Path, tmp_path: Path) -> Path:
    """A new ledger with one project, code YH."""
    return Path(copy(new_ledger, tmp_path))


@pytest.fixture(scope="session")
def year_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year of an estate of 2,000 households, once for all tests of a process: to be read, or copied."""
    from tests.year_office import make_year  # noqa: PLC0415 - few tests need it

    path = tmp_path_factory.mktemp("year") / "ledger.db"
    make_year(path)
    return path


@pytest.fixture
def run(ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on the ledger as its owner; `stdin` is text or bytes, `clock` another instant than NOW."""

    def call(*argv: object, stdin: str | bytes = b"", actor: str | None = "owner", clock: datetime = NOW) -> Outcome:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        said: Sequence[str] = [str(word) for word in argv]
        status = main([*said, "--ledger", str(ledger), *(["--as", actor] if actor else [])], clock=lambda: clock)
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call
