"""会议纪要 and 会议签到表 as workbooks: what was said and resolved, who came, and room to sign."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gridctl.domain.meeting_sheets import ItemRow, MeetingSheet, SignIn
from gridctl.forms.meetings import MINUTES_NAME, SIGN_IN_NAME, meeting_workbook
from gridctl.forms.saving import to_bytes
from tests import refusals
from tests.conftest import Run
from tests.meeting_office import NOW, done
from tests.signing_office import furnish_office

SHEET = MeetingSheet(
    company="云海物业",
    project="云海花园",
    number=3,
    title="工作例会、民情分析会",
    held=True,
    when="2026年3月16日 09:00 至 09:40",
    venue="会议室",
    convener="何立",
    topic="",
    counts="应到 2 人，实到 1 人，请假 1 人",
    present=(("出席", "何立"), ("请假", "周静（有事，何立准）")),
    people=(SignIn("何立", "项目负责人", "出席"), SignIn("周静", "客服管家", "请假：有事")),
    agenda=("网格化管理工作中存在的问题",),
    carried=(ItemRow("1-1", "更换玻璃", "王强", "2026-03-10", "超期 6 天"),),
    minutes=("=1+1", "电梯年检延后"),
    resolved=(),
    needs=("4. 停车管理：晚上没有车位（已提交会议）",),
)


def cells(sheet_of: MeetingSheet, name: str) -> list[str]:
    workbook = load_workbook(BytesIO(to_bytes(meeting_workbook(sheet_of))))
    return [str(cell.value) for row in workbook[name].iter_rows() for cell in row if cell.value not in (None, "")]


def test_the_minutes_have_it_all_and_stay_text() -> None:
    told = cells(SHEET, MINUTES_NAME)
    for text in (
        SHEET.title,
        SHEET.when,
        SHEET.counts,
        "周静（有事，何立准）",
        "1-1",
        "超期 6 天",
        "四、议定事项：无",
        "电梯年检延后",
    ):
        assert any(text in cell for cell in told), text
    workbook = load_workbook(BytesIO(to_bytes(meeting_workbook(SHEET))))
    [cell] = [cell for row in workbook[MINUTES_NAME].iter_rows() for cell in row if cell.value == "=1+1"]
    assert cell.data_type == "s"


def test_those_on_the_list_sign_and_there_is_room_for_more() -> None:
    told = cells(SHEET, SIGN_IN_NAME)
    at = told.index("周静")
    assert told[at - 1 : at + 3] == ["2", "周静", "客服管家", "请假：有事"]
    assert told[-1] == "8"


def test_before_it_is_held_there_is_a_list_to_sign_and_nothing_else() -> None:
    workbook = meeting_workbook(replace(SHEET, held=False))
    assert workbook.sheetnames == [SIGN_IN_NAME]
    assert workbook.worksheets[0].page_setup.orientation == "portrait"


def test_minutes_that_are_not_written_have_lines_to_write_on() -> None:
    assert (
        meeting_workbook(replace(SHEET, minutes=())).worksheets[0].max_row
        > meeting_workbook(SHEET).worksheets[0].max_row
    )


def test_the_same_meeting_gives_the_same_bytes() -> None:
    assert to_bytes(meeting_workbook(SHEET)) == to_bytes(meeting_workbook(SHEET))


@pytest.mark.usefixtures("ledger")
def test_a_meeting_of_the_ledger_becomes_a_file(run: Run, ledger: Path, tmp_path: Path) -> None:
    furnish_office(ledger, NOW)
    file = tmp_path / "纪要.xlsx"
    done(run, "plan", "工作例会", "--at", "14:00", "--convener", "何立")
    done(run, "show", 1, "-o", file)
    assert load_workbook(file).sheetnames == [SIGN_IN_NAME]
    done(run, "hold", 1, "--all", clock=NOW + timedelta(hours=5))
    done(run, "show", 1, "-o", file)
    assert load_workbook(file).sheetnames == [MINUTES_NAME, SIGN_IN_NAME]
    said = refusals.refused(run, ledger, 2, ("meeting", "show", 1, "-o", tmp_path / "纪要.docx"))
    assert "要以 .xlsx 结尾" in said
