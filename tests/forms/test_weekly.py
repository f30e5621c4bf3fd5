from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from gridctl.domain.movements import FORM_CODE
from gridctl.domain.weekly import FORM_NAME
from gridctl.forms.measuring import ROW_LIMIT
from gridctl.forms.saving import save, to_bytes
from gridctl.forms.weekly import (
    ITEM_HEADINGS,
    PLAN_HEADINGS,
    SIGNERS,
    SUMMARY_HEADINGS,
    area,
    weekly_workbook,
)
from tests.forms.samples import item, line, plan, total, weekly

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.weekly import WeeklySummary


def written(*summaries: WeeklySummary) -> Workbook:
    return load_workbook(io.BytesIO(to_bytes(weekly_workbook(summaries))))


def charts_of(sheet: object) -> list[Any]:
    return list(vars(sheet)["_charts"])


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows as read: the cells that hold something, in their order."""
    return [tuple(cell for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]


def starting(sheet: Worksheet, text: str) -> int:
    """The number of the row that begins so."""
    return next(at for at, row in enumerate(rows(sheet), 1) if row and str(row[0]).startswith(text))


def test_the_whole_form() -> None:
    sheet = written(weekly()).worksheets[0]
    fault = item(1).problem
    assert rows(sheet)[:14] == [
        ("嘉柏物业服务有限公司", "编号：JBWY7.2.3-WI-ZC-KF-015-F01"),
        ("公区维修问题周汇总表",),
        ("项目", "云栖花园（一期）", "责任区域", "全项目（1-20栋及全部公共区域）"),
        (
            "统计周期",
            "2026-W47（2026-11-16 至 2026-11-22）",
            "填报人",
            "陈小雨",
            "填报日期",
            "2026-11-23",
            "状态",
            "定稿 第1版",
        ),
        ("台账校验码", "3f9a1c0e77b2" * 5 + "beef"),
        ("一、汇总",),
        SUMMARY_HEADINGS,
        ("给排水", 3, 1, 0, 0, 0, 4, 0, "0%（0/1）", 1),
        ("供配电", 0, 3, 2, 0, 0, 1, 1, "100%（1/1）", 1),
        ("公共照明", 1, 0, 1, 1, 1, 0, 0, "67%（2/3）", -1),
        ("电梯", 2, 2, 0, 0, 0, 4, 0, "—", 2),
        ("消防设施", 3, 4, 2, 0, 0, 5, 1, "50%（1/2）", 2),
        ("合计", 9, 10, 5, 1, 1, 14, 2, "57%（4/7）", 5),
        rows(sheet)[13],
    ]
    assert rows(sheet)[14:] == [
        ("二、明细",),
        ITEM_HEADINGS,
        (1, "GW-2026-0001", "2026-11-02 08:30", "地库B区", fault, "给排水", "李 敏", "欧阳晓明", "2026-11-17", "处理中：配件待料", 2),
        (2, "GW-2026-0002", "2026-11-03 08:30", "1#电梯", "闭门器损坏，门扇不能自动关闭", "给排水", "欧阳晓明", "赵大勇", "2026-11-18", "处理中：配件待料"),
        (3, "GW-2026-0003", "2026-11-04 08:30", "水泵房", item(3).problem, "给排水", "赵大勇", "王建国", "2026-11-19", "已完成", "2026-11-19 17:20", "李 敏"),
        ("三、超半月及专项",),
        PLAN_HEADINGS,
        ("GW-2026-0001", fault, "李 敏"),
        (),
        tuple(f"{signer}：" for signer in SIGNERS),
        ("日期：　　　　年　　月　　日",) * 4,
    ]  # fmt: skip


def test_the_words_are_those_of_the_form() -> None:
    assert SUMMARY_HEADINGS == (
        "类别", "上周结转", "本周新增", "本周完成", "作废/并单", "调整(±)", "周末未完", "其中超期", "半月内完成率", "较上周",
    )  # fmt: skip
    assert len(ITEM_HEADINGS) == 14
    assert len(PLAN_HEADINGS) == 8
    assert SIGNERS == ("物业助理（填报）", "客服主管（审核）", "工程维修部负责人（确认）", "项目负责人（签批）")


def test_a_draft_says_so_and_leaves_the_blanks() -> None:
    sheet = written(weekly(issued=False)).worksheets[0]
    head = rows(sheet)[:5]
    assert head[1] == (FORM_NAME + "（草稿）",)
    assert head[3][2:] == ("填报人", "填报日期", "状态", "草稿")
    assert head[4] == ("台账校验码",)
    assert sheet.oddFooter
    assert sheet.oddFooter.right
    assert sheet.oddFooter.right.text == "全项目 2026-W47 草稿"


def test_a_sheet_a_scope_in_order_then_the_charts() -> None:
    book = written(weekly(items=60, categories=15), weekly("1号网格"), weekly("图表"), weekly("1号网格", items=0))
    assert book.sheetnames == ["全项目", "全项目明细", "1号网格", "图表", "1号网格(2)", "图表(2)"]


@pytest.mark.parametrize(("items", "plans", "categories"), [(60, 6, 15), (400, 45, 15)])
def test_a_long_part_two_follows_on_an_annex(items: int, plans: int, categories: int) -> None:
    given = weekly(items=items, plans=plans, categories=categories)
    form, annex = written(given).worksheets[:2]
    assert f"共 {items} 项，见附页“全项目明细”" in str(rows(form)[starting(form, "二、明细") - 1])
    assert rows(annex)[2] == ITEM_HEADINGS
    assert annex.max_row == items + 3
    assert [row[1] for row in rows(annex)[3:]] == [each.number for each in given.items]
    assert annex.print_title_rows == "$1:$3"
    assert annex.freeze_panes == "C4"


@pytest.mark.parametrize(("plans", "pages"), [(1, 1), (45, 0)])
def test_a_long_part_three_repeats_its_heading_and_a_short_form_is_one_page(plans: int, pages: int) -> None:
    sheet = written(weekly(plans=plans, categories=15)).worksheets[0]
    heading = starting(sheet, "三、") + 1
    assert sheet.page_setup.fitToHeight == pages
    assert sheet.print_title_rows == (None if pages else f"${heading}:${heading}")


def test_nothing_happened() -> None:
    sheet = written(weekly(items=0, plans=0, categories=0)).worksheets[0]
    assert [row for row in rows(sheet) if row and "本周无" in str(row[0])] == [
        ("二、明细　　本周无",),
        ("三、超半月及专项　　本周无",),
    ]
    assert rows(sheet)[starting(sheet, "合计") - 1] == ("合计", 0, 0, 0, 0, 0, 0, 0, "—", 0)


def test_every_page_bears_the_code_and_its_number() -> None:
    for sheet in written(weekly(items=60, categories=15), weekly("1号网格")).worksheets:
        footer = sheet.oddFooter
        assert footer
        assert footer.left
        assert footer.center
        assert (footer.left.text, footer.center.text) == (FORM_CODE, "第 &P 页 共 &N 页")
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
            "landscape",
            9,
            1,
        )


@pytest.mark.parametrize(
    ("scope", "buildings", "expected"),
    [
        ("1号网格", "3栋、4栋", "1号网格（3栋、4栋）"),
        ("1号网格", "1号网格：3栋、4栋", "1号网格：3栋、4栋"),
        ("全项目", "", "全项目"),
        ("全项目", "全项目", "全项目"),
    ],
)
def test_area(scope: str, buildings: str, expected: str) -> None:
    assert area(weekly(scope, buildings=buildings)) == expected


def test_a_free_range_bears_no_week() -> None:
    assert rows(written(replace(weekly(), week="")).worksheets[0])[3][1] == "2026-11-16 至 2026-11-22"


def test_late_entries_are_told_below_the_sums() -> None:
    lines = (replace(line("电梯", 3), late=2),)
    sheet = written(replace(weekly(), lines=lines, total=total(lines))).worksheets[0]
    assert "补录 2 项" in str(rows(sheet)[starting(sheet, "注：") - 1])
    assert "补录" not in str(rows(written(weekly()).worksheets[0])[starting(sheet, "注：") + 3])


def test_text_of_strangers_stays_text() -> None:
    evil = replace(item(1), problem='=HYPERLINK("http://x","点")', place="\x1b[31m井\x0b盖\ud800", remark="-2+3")
    book = written(replace(weekly(), items=(evil,), plans=(replace(plan(1), problem="=1"),), project="=cmd|x"))
    sheet = book.worksheets[0]
    found = rows(sheet)[starting(sheet, "二、") + 1]
    assert (found[3], found[4], found[-1]) == ("井 盖", '=HYPERLINK("http://x","点")', "-2+3")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_text_beyond_the_page_is_cut_with_a_mark_and_shown_whole_otherwise() -> None:
    long = replace(item(1), problem="天花渗水" * 1000)
    annex = written(replace(weekly(categories=15), items=(long, item(2)))).worksheets[1]
    assert str(annex["E4"].value).endswith("余下见台账）")
    assert annex.row_dimensions[4].height == pytest.approx(ROW_LIMIT, abs=20)
    assert annex["E5"].value == item(2).problem


def test_charts_are_drawn_from_values_beside_them() -> None:
    project, grids = weekly(), [weekly("1号网格"), weekly("2号网格")]
    sheet = weekly_workbook([project, *grids])["图表"]
    assert len(charts_of(sheet)) == 3
    table = [[cell.value for cell in row] for row in sheet["A20:F25"]]
    assert table[0] == ["名称", "上周结转", "本周新增", "本周完成", "周末未完", "其中超期"]
    assert table[1] == ["给排水", 3, 1, 0, 4, 0]
    assert [cell.value for cell in sheet["H36:H38"][1]] == ["1号网格"]
    refs = [[series.val.numRef.f for series in chart.series] for chart in charts_of(sheet)]
    assert refs[0] == ["'图表'!$E$21:$E$25", "'图表'!$F$21:$F$25"]
    assert refs[1] == ["'图表'!$C$21:$C$25", "'图表'!$D$21:$D$25"]
    assert refs[2] == ["'图表'!$L$37:$L$38", "'图表'!$M$37:$M$38"]


@pytest.mark.parametrize(
    ("summaries", "charts"), [([], 0), ([weekly(categories=0, items=0, plans=0)], 0), ([weekly()], 2)]
)
def test_charts_only_of_what_is_there(summaries: list[WeeklySummary], charts: int) -> None:
    assert len(charts_of(weekly_workbook(summaries)["图表"])) == charts


def test_no_row_is_lower_than_its_text() -> None:
    given = weekly(items=60, categories=15)
    annex = written(given).worksheets[1]
    for at, each in enumerate(given.items, 4):
        least = -(-2 * len(each.problem) // 32) * 12  # 宋体 10: twelve points a line, sixteen characters in the column
        assert (annex.row_dimensions[at].height or 0) >= least


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    save(weekly_workbook([weekly(items=3), weekly("1号网格", items=30, plans=20, categories=15)]), tmp_path / "周.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "周.xlsx"),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    assert (tmp_path / "周.pdf").read_bytes().count(b"/Type/Page\n") + (tmp_path / "周.pdf").read_bytes().count(
        b"/Type/Page/"
    ) >= 5
