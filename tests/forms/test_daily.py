"""每日网格情况日报 as a workbook: the figures of the report, one A4 landscape sheet, text that stays text."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gridctl.domain.daily import (
    CLAUSE,
    FORM_NAME,
    Checks,
    DailyReport,
    Flow,
    GridLine,
    MissedLine,
    StandsOut,
    TicketItem,
    Visits,
    summed,
)
from gridctl.forms.daily import CHECK_HEADINGS, FLOW_HEADINGS, SOURCE, daily_workbook, line_values
from gridctl.forms.saving import to_bytes

KINDS = (
    ("repair", "公区维修"),
    ("hazard", "隐患"),
    ("cleaning", "保洁问题"),
    ("request", "诉求"),
    ("incident", "突发事件"),
)
LINES = tuple(
    GridLine(
        code=f"{n:02d}",
        grid=f"{n:02d} {name}",
        head="李梅",
        checks=Checks(due=7 + n, done=5, late=1, missed=1 + n, abnormal=n),
        flows=tuple(Flow(kind, title, n + i, i, 0, 10 * n + i, n) for i, (kind, title) in enumerate(KINDS)),
        visits=Visits(4, 3, 2, 1),
    )
    for n, name in ((1, "东区"), (2, "西区"))
)
ITEM = TicketItem(
    "YH-2026-0001",
    "隐患",
    "01 东区",
    "2026-03-13 09:00",
    "1栋大堂",
    "=通道堵塞",
    "重大",
    "待整改",
    "李梅",
    date(2026, 3, 16),
    3,
)
REPORT = DailyReport(
    form_name=FORM_NAME,
    clause=CLAUSE,
    company="云海物业",
    project="云海花园",
    day=date(2026, 3, 13),
    weekday="星期五",
    working=True,
    over=True,
    scope="全项目",
    lines=LINES,
    total=summed(LINES, "全项目"),
    missed=(MissedLine("02 西区", "网格每日安全巡查", "02 西区", (), ("电梯", "楼道"), "D2 三.3(1)"),),
    hazards=(ITEM,),
    incidents=(),
    overdue=(replace(ITEM, number="GW-2026-0007", kind="公区维修"),),
    compared=(date(2026, 2, 27), date(2026, 3, 6)),
    stands_out=(StandsOut("02 西区", "漏查", 3, (0, 1)),),
)


def sheet_of(report: DailyReport) -> Worksheet:
    workbook = load_workbook(BytesIO(to_bytes(daily_workbook(report))))
    assert workbook.sheetnames == [report.scope]
    return workbook.worksheets[0]


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows as read: the cells that hold something, in their order."""
    return [tuple(cell for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]


def test_the_whole_form() -> None:
    found = rows(sheet_of(REPORT))
    assert found[:5] == [
        ("云海物业", SOURCE),
        (FORM_NAME,),
        ("项目", "云海花园", "网格", "全项目", "日期", "2026-03-13 星期五（工作日）　当天已结束"),
        ("一、各网格情况",),
        ("网格", "负责人", "例行检查", *(name for _, name in KINDS), "入户走访", "合计"),
    ]
    assert found[5] == (*CHECK_HEADINGS, *FLOW_HEADINGS * 5, "户次", "见到", "未完", "超期")
    assert found[6] == ("01 东区", "李梅", 8, 5, 1, 2, 1, 1, 0, 10, 2, 1, 11, 3, 2, 12, 4, 3, 13, 5, 4, 14, 4, 3, 60, 5)
    assert found[8] == tuple(value for value in line_values(REPORT.total) if value != "")
    told = ["".join(map(str, row)) for row in found]
    assert "02 西区 漏查 3，比这几天都多（0、1）" in told
    assert "02 西区网格每日安全巡查02 西区（无人）电梯、楼道D2 三.3(1)" in told
    assert "五、当天的突发事件　　无" in told
    assert [row[-1] for row in found if row and row[0] in ("YH-2026-0001", "GW-2026-0007")] == [3, 3]


def test_it_is_one_sheet_of_a4_across_and_no_text_is_a_formula() -> None:
    sheet = sheet_of(REPORT)
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.print_title_rows == "$2:$3"
    footer = sheet.oddFooter
    assert footer is not None
    assert (footer.left.text, footer.right.text) == (FORM_NAME, "云海花园 全项目 2026-03-13")
    texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("=通道堵塞" in str(cell.value) for cell in texts)
    assert {cell.data_type for cell in texts} == {"s"}


def test_one_grid_has_no_total_and_a_day_that_runs_says_so() -> None:
    line = replace(LINES[0], checks=replace(LINES[0].checks, open=2))
    alone = replace(REPORT, lines=(line,), total=line, scope=line.grid, over=False, compared=(), stands_out=())
    found = rows(sheet_of(alone))
    assert [row[0] for row in found[6:8]] == ["01 东区", found[7][0]]
    assert str(found[7][0]).endswith("还有 2 项当天可以查。")
    assert ("启用还不满一周，没有可比的日子。",) in found
    assert "当天还没有结束" in str(found[2][-1])


def test_the_same_report_is_the_same_file() -> None:
    assert to_bytes(daily_workbook(REPORT)) == to_bytes(daily_workbook(REPORT))
