"""What offices hand in by mistake and what nobody should: one line with a hint, the right status, an unchanged ledger."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import NOW, Run
from tests.small_estate import furnish

HALL = "1栋1单元大堂"
PHONE, IDENTITY = "16012345678", "999999199001011235"


@pytest.fixture
def estate(ledger: Path) -> Path:
    furnish(ledger, NOW)
    return ledger


def opened(run: Run, *words: str) -> str:
    """The number of a ticket that was opened with more words."""
    outcome = run("ticket", "open", HALL, *words, "--format", "json")
    assert outcome.status == 0, outcome.err
    return str(json.loads(outcome.out)[0]["number"])


@pytest.mark.usefixtures("estate")
def test_numbers_of_people_in_the_texts_of_a_ticket_are_masked_wherever_it_is_shown(run: Run, tmp_path: Path) -> None:
    said = f"业主 {PHONE} 报，证号{IDENTITY}"
    number = opened(run, f"灯不亮 {said}", "--remark", said, "--phone", PHONE, "--opened", "2026-03-16")
    run("ticket", "dispatch", number, "--to", "W01", "--note", said)
    run("ticket", "progress", number, "--note", said)
    run("ticket", "edit", number, "--phone", "16087654321", "--reason", said)
    week = ("report", "weekly", "--week", "2026-W12")
    book = tmp_path / "week.xlsx"
    shown = [run("ticket", "show", number, "--text"), run(*week, "-o", book)]
    for words in (("ticket", "show", number), ("ticket", "list", "--all"), week, ("today",), ("ledger", "log")):
        shown += [run(*words, "--format", form) for form in ("table", "json", "csv")]
    cells = [str(cell.value) for sheet in load_workbook(book) for row in sheet for cell in row]
    assert [each.err for each in shown if each.status] == []
    told = "".join(each.out for each in shown) + "".join(cells)
    assert "160****5678" in told
    assert "9999**********1235" in told
    for secret in (PHONE, IDENTITY, "16087654321"):
        assert secret not in told
