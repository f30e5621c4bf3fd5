"""The demo: played once in a folder of its own, again without harm, and never near another ledger."""

import re
import shlex
import shutil
from contextlib import chdir, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from python_calamine import CalamineWorkbook

from gridctl.cli import demo as played
from gridctl.cli.demo import LEDGER, SHEETS, WORKBOOK, Step
from gridctl.cli.main import main
from gridctl.cli.width import width

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
Captured = pytest.CaptureFixture[str]


class Shown(NamedTuple):
    """A folder in which `gridctl demo` was run, and what it printed."""

    home: Path
    text: str

    @property
    def ledger(self) -> Path:
        return self.home / "gridctl-demo" / LEDGER

    @property
    def commands(self) -> list[str]:
        """What it showed as typed in its folder."""
        return re.findall(r"^\$ gridctl (.*)$", self.text, re.MULTILINE)

    @property
    def next_commands(self) -> list[str]:
        """What it offers to type next, where it was run."""
        return re.findall(r"^  gridctl (.*)$", self.text.rpartition("接着可以试")[2], re.MULTILINE)


def run(home: Path, *words: str) -> int:
    with chdir(home):
        return main(words, clock=lambda: NOW)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The demo, played once for all tests, with settings about that belong to another ledger."""
    home = tmp_path_factory.mktemp("home")
    heard = StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(heard):
        patch.setenv("GRIDCTL_LEDGER", str(home / "another.db"))
        patch.setenv("GRIDCTL_PROJECT", "ANOTHER")
        patch.setenv("GRIDCTL_ACTOR", "nobody")
        patch.setenv("GRIDCTL_TODAY", "2020-01-01")
        patch.setenv("COLUMNS", "100")
        assert run(home, "demo") == 0, heard.getvalue()
    return Shown(home, heard.getvalue())


@pytest.fixture
def fresh(once: Shown, tmp_path: Path) -> Shown:
    """A copy of the played demo that a test may change."""
    shutil.copytree(once.home, tmp_path / "home")
    return Shown(tmp_path / "home", once.text)


def test_it_writes_its_own_folder_and_nothing_else(once: Shown) -> None:
    assert [path.name for path in once.home.iterdir()] == ["gridctl-demo"]
    made = once.home / "gridctl-demo"
    assert {path.name for path in made.iterdir()} - {f"{LEDGER}.lock"} == {LEDGER, WORKBOOK, SHEETS}
    assert CalamineWorkbook.from_path(made / WORKBOOK).sheet_names
    assert str(Path("gridctl-demo", WORKBOOK)) in once.text


def test_it_fits_a_terminal_and_says_chinese(once: Shown) -> None:
    said = [line for line in once.text.splitlines() if not line.startswith(("$ gridctl ", "  gridctl "))]
    assert [line for line in said if width(line) > 100] == []
    assert len(once.text.splitlines()) < 150
    assert "错误: 程序内部出错" not in once.text
    assert "\x1b" not in once.text


def test_what_it_shows_can_be_typed(once: Shown, tmp_path: Path, capsys: Captured) -> None:
    """The shown commands, typed in an empty folder beside the same sheets, make the same workbook."""
    shutil.copytree(once.home / "gridctl-demo" / SHEETS, tmp_path / SHEETS)
    wanted = [step.status for step in played.TOUR]
    assert [run(tmp_path, *shlex.split(words)) for words in once.commands] == wanted
    assert (tmp_path / WORKBOOK).read_bytes() == (once.home / "gridctl-demo" / WORKBOOK).read_bytes()
    assert "Traceback" not in capsys.readouterr().err


def test_what_it_offers_next_works(fresh: Shown) -> None:
    assert len(fresh.next_commands) >= 4
    for words in fresh.next_commands:
        assert run(fresh.home, *shlex.split(words)) == 0, words


def test_the_ledger_it_leaves_is_whole(fresh: Shown, capsys: Captured) -> None:
    assert run(fresh.home, "ledger", "verify", "--ledger", str(fresh.ledger)) == 0, capsys.readouterr()
    assert run(fresh.home, "resident", "list", "--ledger", str(fresh.ledger), "--format", "csv") == 0
    assert len(capsys.readouterr().out.splitlines()) > 4000


def test_again_it_only_writes_the_workbook(fresh: Shown, capsys: Captured) -> None:
    before, workbook = fresh.ledger.read_bytes(), fresh.ledger.with_name(WORKBOOK)
    content = workbook.read_bytes()
    workbook.unlink()
    assert run(fresh.home, "demo") == 0
    again = Shown(fresh.home, capsys.readouterr().out)
    assert (len(again.commands), len(again.next_commands)) == (1, len(fresh.next_commands))
    assert (fresh.ledger.read_bytes(), workbook.read_bytes()) == (before, content)


def test_another_ledger_is_refused(ledger: Path, capsys: Captured) -> None:
    before = ledger.read_bytes()
    assert run(ledger.parent, "demo", str(ledger.parent)) == 4
    assert "不是演示用的" in capsys.readouterr().err
    assert ledger.read_bytes() == before
    assert [path.name for path in ledger.parent.glob("*.xlsx")] == []


@pytest.mark.parametrize("content", [b"", b"not a ledger"])
def test_what_is_no_ledger_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_bytes(content)
    assert run(tmp_path, "demo", ".") == 6
    assert (tmp_path / LEDGER).read_bytes() == content


def test_a_file_in_its_place_is_an_error_in_words(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "gridctl-demo").write_text("我的", encoding="utf-8")
    assert run(tmp_path, "demo") == 2
    assert capsys.readouterr().err.startswith("错误: gridctl-demo ")


def test_a_step_that_fails_is_shown_whole_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(played, "TOUR", (played.TOUR[0], Step("看没有的", "estate show 没有", lines=0)))
    assert run(tmp_path, "demo") == 1
    heard = capsys.readouterr()
    assert "\n提示: " in heard.out
    assert "演示停在这一步" in heard.err
    assert list((tmp_path / "gridctl-demo").iterdir()) == []


def test_sheets_that_were_worked_on_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = tmp_path / "gridctl-demo" / SHEETS / "网格划分.csv"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("我改过的", encoding="utf-8")
    monkeypatch.setattr(played, "TOUR", (played.TOUR[0], Step("出表", f"report weekly -o {WORKBOOK}")))
    assert run(tmp_path, "demo") == 0
    assert sheet.read_text(encoding="utf-8") == "我改过的"
    assert (sheet.parent / "住户名册.csv").exists()
