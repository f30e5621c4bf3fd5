"""保洁工作检查记录表 as a workbook: points across the days, findings, one A4 landscape sheet, text that stays text."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gridctl.domain.cleaning import (
    CLAUSE,
    FORM_NAME,
    Cell,
    CleaningRecord,
    DayOfRecord,
    Finding,
    NoteOfDay,
    PointRow,
    totals,
)
from gridctl.forms.cleaning import FINDING_HEADINGS, POINT_HEADINGS, SIGNERS, SOURCE, cleaning_workbook
from gridctl.forms.saving import to_bytes

MONDAY = date(2026, 3, 9)
FINDING = Finding(
    number="BJ-2026-0001",
    day=MONDAY,
    place="1栋1单元大堂",
    problem="=地面有油污",
    contractor="洁净保洁",
    due=date(2027, 1, 2),
    mended="2026-03-10 09:00",
    accepted="2026-03-15",
    verifier="曹玉兰",
    sent_back=1,
    deducted="100.50",
)


def record(days: int = 7, *, findings: int = 1) -> CleaningRecord:
    week = [MONDAY + timedelta(days=n) for n in range(days)]
    areas = (Cell(week[0], "abnormal", "×", None, 2, 1), Cell(week[1], "normal", "√", None, 1, 0))
    roll = (Cell(week[0], "normal", "√", 12, 1, 0), Cell(week[1], "abnormal", "×", 9, 1, 1))
    blank = tuple(Cell(day) for day in week[2:])
    halls = tuple(f"{n}栋" for n in range(1, 7))
    rows = (
        PointRow("environment_daily", "环境巡检", halls, "areas", "公共区域", ("道路", "车库"), (*areas, *blank)),
        PointRow("cleaners_roll", "点名", ("全项目",), "present", "到岗人数", (), (*roll, *blank)),
    )
    found = tuple(replace(FINDING, number=f"BJ-2026-{n:04}") for n in range(1, findings + 1))
    return CleaningRecord(
        form_name=FORM_NAME,
        clause=CLAUSE,
        company="云海物业",
        project="云海花园",
        week="2026-W11",
        words="2026年第11周",
        first_day=week[0],
        last_day=week[-1],
        over=True,
        days=tuple(DayOfRecord(day, "周一", ("曹玉兰",) if day == MONDAY else ()) for day in week),
        rows=rows,
        findings=found,
        notes=(NoteOfDay(week[1], "点名", "全项目", "到岗人数：杜秀英未到"),),
        total=totals(rows, found, MONDAY),
    )


def sheet_of(given: CleaningRecord) -> Worksheet:
    workbook = load_workbook(BytesIO(to_bytes(cleaning_workbook(given))))
    assert workbook.sheetnames == [given.week]
    return workbook.worksheets[0]


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows as read: the cells that hold something, in their order."""
    return [tuple(cell for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]


def test_the_whole_form() -> None:
    found = [row for row in rows(sheet_of(record())) if row]
    assert found[:4] == [
        ("云海物业", SOURCE),
        (FORM_NAME,),
        ("项目", "云海花园", "周次", "2026年第11周"),
        ("一、检查情况　　检查 5 点次，不合格 2 点次",),
    ]
    assert found[4] == (*POINT_HEADINGS, *(f"3-{day} 周一" for day in range(9, 16)))
    assert found[5:8] == [
        ("1栋、2栋、3栋、4栋等 6 处", "公共区域", "道路；车库", "×", "√"),
        ("全项目", "到岗人数", 12, "×9"),
        ("检查人", "曹玉兰"),
    ]
    assert found[9:] == [
        ("情况说明：",),
        ("3月10日", "点名", "全项目", "到岗人数：杜秀英未到"),
        ("二、发现的问题和整改　　1 项；已整改 1 项，已验收 1 项",),
        FINDING_HEADINGS,
        (
            "BJ-2026-0001",
            "03-09",
            "1栋1单元大堂",
            "=地面有油污",
            "洁净保洁",
            "2027-01-02",
            "03-10 09:00",
            "03-15 曹玉兰　退回1次",
            "100.50",
        ),
        SIGNERS,
        ("日期：　　　年　　月　　日",) * 4,
    ]


@pytest.mark.parametrize("days", [4, 7, 13])
def test_a_week_of_any_length_is_one_sheet_of_a4_across(days: int) -> None:
    sheet = sheet_of(record(days))
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.max_column == 5 + 2 * days
    [(nth, heading)] = [(nth, row) for nth, row in enumerate(rows(sheet), 1) if row and row[0] == "单号"]
    assert heading == FINDING_HEADINGS  # each has a column, however few the days
    assert sheet.print_title_rows == f"${nth}:${nth}"
    texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(cell.value == "=地面有油污" for cell in texts)
    assert {cell.data_type for cell in texts} == {"s"}


def test_an_empty_week_says_so() -> None:
    full = record()
    bare = tuple(replace(row, cells=tuple(Cell(one.day) for one in full.days)) for row in full.rows)
    empty = replace(full, rows=bare, findings=(), notes=(), total=totals(bare, (), MONDAY), over=False)
    found = rows(sheet_of(empty))
    assert ("这一周没有检查记录，也没有发现保洁问题。",) in found
    assert ("二、发现的问题和整改　　无",) in found
    assert "这一周还没有结束" in str(found[2][-1])


def test_the_same_record_is_the_same_file() -> None:
    assert to_bytes(cleaning_workbook(record())) == to_bytes(cleaning_workbook(record()))
