"""The workbook of a plan: what it says, that it prints, and that its map is drawn true."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from gridctl.domain.plan_views import CompareLine, MovedBlock
from gridctl.forms.measuring import ROW_LIMIT
from gridctl.forms.plans import BLOCK_HEADINGS, GRID_HEADINGS, NO_MAP, plan_workbook
from gridctl.forms.saving import save, to_bytes
from tests.plan_samples import view_of

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.plan_views import PlanView

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TOLD: dict[str, Any] = {
    "summary": ("6 个网格，2,176 户，标准 350-400 户：1 个符合，5 个不符合，共差 274 户。",),
    "reasons": ("总户数分得开，但整栋搭配不出每格都在 350-400 户的划分。",),
    "proof": "找到的划分共差 274 户，已证明没有更少的。",
    "remedies": ("2 名金牌管家：还差 12 户，1 个网格不符合（--gold 2）",),
    "notices": ("8栋被隔断与其他楼栋隔开，共 66 户，单独成片。",),
    "journal_head": "152-0a9b8c7d6e5f4a3b",
}


class Compared:
    """A comparison as it is handed in."""

    before, after = "今天", "方案 3"
    lines = (CompareLine("网格数", "7", "6"), CompareLine("共差户数", "310", "274"))
    moved = (MovedBlock("5栋", "", 137, "01", "02"), MovedBlock("16栋", "2单元", 63, "", "05"))
    moved_households = 200


def written(view: PlanView, compare: Any = None) -> Workbook:
    return load_workbook(io.BytesIO(to_bytes(plan_workbook(view, compare))))


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The rows as read: the cells that hold something, in their order."""
    return [tuple(cell for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]


def chart_of(view: PlanView) -> ET.Element:
    """The XML of the map."""
    with zipfile.ZipFile(io.BytesIO(to_bytes(plan_workbook(view)))) as archive:
        text = archive.read("xl/charts/chart1.xml").decode()
    return ET.fromstring(  # noqa: S314 - written a line above
        re.sub(r' xmlns="[^"]+"', ' xmlns="http://schemas.openxmlformats.org/drawingml/2006/chart"', text, count=1)
    )


def value_of(element: ET.Element, *path: str) -> str:
    """The value of an element further in."""
    found = element.find("/".join(C + name for name in path))
    assert found is not None
    return found.attrib["val"]


def test_the_table_of_a_plan() -> None:
    view = view_of(20, **TOLD)
    book = written(view)
    assert book.sheetnames == ["方案表", "楼栋清单", "地图"]
    assert rows(book["方案表"])[:24] == [
        ("云海物业服务有限公司", "方案：第 3 号"),
        ("网格划分方案",),
        ("项目", "云海花园", "户数标准", "350-400 户", "状态", "方案"),
        ("制定日期", "2026-03-16", "网格数", "6", "校验码", "152-0a9b8c7d6e5f4a3b"),
        ("一、结论",),
        (TOLD["summary"][0],),
        ("二、达不到标准的原因",),
        (TOLD["reasons"][0],),
        (TOLD["proof"],),
        ("三、可选的办法",),
        (TOLD["remedies"][0],),
        ("四、提醒",),
        (TOLD["notices"][0],),
        ("五、网格",),
        GRID_HEADINGS,
        ("01", "1号网格", "1栋、2栋、3栋、4栋", 4, 382, 0, "达标", 17, 41, 1, "李梅"),
        ("02", "2号网格", "5栋、6栋、7栋、8栋", 4, 414, 14, "偏多", 11, 42, 1, "整栋划分凑不进户数标准"),
        ("03", "3号网格", "9栋、10栋、11栋、12栋", 4, 406, 6, "偏多", 17, 43, 1, "整栋划分凑不进户数标准"),
        ("04", "4号网格", "13栋、14栋、15栋、16栋1单元", 4, 400, 0, "达标", 13, 44, 1),
        (
            "05",
            "5号网格",
            "16栋2单元、17栋、18栋、19栋",
            4,
            439,
            39,
            "金牌",
            18,
            45,
            1,
            "整栋划分凑不进户数标准；需金牌管家",
        ),
        ("06", "6号网格", "20栋", 1, 135, -215, "偏少", 6, 46, 1, "整栋划分凑不进户数标准"),
        ("合计", "6 个网格", 20, 2176, 274, "3 个", 82, "与标准差为各格绝对值之和"),
        rows(book["方案表"])[22],
        (),
    ]
    assert rows(book["方案表"])[24] == ("编制：", "客服主管（审核）：", "项目负责人（签批）：")


def test_the_list_has_a_line_for_each_building_and_part() -> None:
    sheet = written(view_of(20))["楼栋清单"]
    told = rows(sheet)
    assert told[:2] == [("网格划分方案　楼栋清单",), ("云海花园　第 3 号　2026-03-16　方案",)]
    assert told[2] == BLOCK_HEADINGS
    assert told[3] == (1, "01", "1号网格", "1栋", "整栋", 148, 1, -4, 4)
    assert told[18:20] == [
        (16, "04", "4号网格", "16栋", "1单元", 69, 8, 175, 100),
        (17, "05", "5号网格", "16栋", "2单元", 63, 8, 175, 100),
    ]
    assert len(told) == 3 + 21
    assert sheet.print_title_rows == "$1:$3"


def test_what_there_is_nothing_of_is_said() -> None:
    view = view_of(4)
    assert all(grid.over_by == 0 for grid in view.grids)
    told = rows(written(view)["方案表"])
    assert ("各网格都在户数标准以内。",) in told
    assert told.count(("无。",)) == 2


def test_a_plan_that_is_not_kept() -> None:
    assert rows(written(replace(view_of(4), number=None))["方案表"])[0] == ("云海物业服务有限公司", "方案：未保存")


def test_without_coordinates_a_note_stands_for_the_map() -> None:
    book = written(view_of(20, placed=False))
    assert book.sheetnames == ["方案表", "楼栋清单"]
    assert (NO_MAP,) in rows(book["方案表"])


def test_a_comparison_has_its_sheet() -> None:
    book = written(view_of(20), Compared())
    assert book.sheetnames == ["方案表", "楼栋清单", "地图", "对比"]
    assert rows(book["对比"])[:9] == [
        ("网格划分方案　今天 与 方案 3 对比",),
        ("云海花园　第 3 号　2026-03-16　方案",),
        ("指标", "今天", "方案 3"),
        ("网格数", "7", "6"),
        ("共差户数", "310", "274"),
        ("换网格的楼栋　　共 200 户",),
        ("序号", "楼栋", "单元", "户数", "原网格", "新网格"),
        (1, "5栋", "整栋", 137, "01", "02"),
        (2, "16栋", "2单元", 63, "—", "05"),
    ]


def test_every_building_is_in_the_series_of_its_grid() -> None:
    view = view_of(60)
    book = written(view)
    sheet = book["楼栋清单"]
    series = chart_of(view).findall(f".//{C}ser")
    assert [one.findtext(f"{C}tx/{C}v") for one in series] == [f"{grid.code} {grid.name}" for grid in view.grids]
    for grid, one in zip(view.grids, series, strict=True):
        column, first, last = re.fullmatch(
            r"'楼栋清单'!\$(\w)\$(\d+):\$\w\$(\d+)", one.findtext(f".//{C}xVal//{C}f") or ""
        ).groups()  # type: ignore[union-attr]
        assert column == "I"
        assert (one.findtext(f".//{C}yVal//{C}f") or "").startswith(f"'楼栋清单'!$J${first}:")
        spots = [(sheet[f"I{row}"].value, sheet[f"J{row}"].value) for row in range(int(first), int(last) + 1)]
        assert spots == [(block.x_m, block.y_m) for block in view.blocks if block.ordinal == grid.ordinal]


@pytest.mark.parametrize("count", [1, 6, 60, 200])
def test_a_metre_is_as_long_to_the_east_as_to_the_north(count: int) -> None:
    view = view_of(count)
    chart = chart_of(view)
    layout = chart.find(f".//{C}plotArea/{C}layout/{C}manualLayout")
    assert layout is not None
    share = [float(value_of(layout, side)) for side in "wh"]
    axes = chart.findall(f".//{C}valAx")
    spans = [(float(value_of(axis, "scaling", "min")), float(value_of(axis, "scaling", "max"))) for axis in axes]
    (west, east), (south, north) = spans
    assert (east - west) / (27.0 * share[0]) == pytest.approx((north - south) / (15.6 * share[1]), rel=1e-2)
    for block in view.blocks:
        assert west < (block.x_m or 0) < east
        assert south < (block.y_m or 0) < north


def labels(view: PlanView) -> list[str]:
    return [label.findtext(f".//{A}t") or "" for label in chart_of(view).findall(f".//{C}dLbl")]


@pytest.mark.parametrize(
    ("count", "first", "many"),
    [(20, "01 1栋", 20), (200, "01 1", 200), (600, "01", 148)],
)
def test_names_stand_at_the_buildings_while_there_is_room(count: int, first: str, many: int) -> None:
    told = labels(view_of(count))
    assert (told[0], len(told)) == (first, many)


def test_a_grid_called_by_its_code_is_named_once() -> None:
    view = view_of(4)
    chart = chart_of(replace(view, grids=(replace(view.grids[0], name="01"),)))
    assert chart.findtext(f".//{C}ser/{C}tx/{C}v") == "01"


def test_a_long_code_stands_in_the_legend_alone() -> None:
    view = view_of(20)
    grids = tuple(replace(grid, code=f"03-{grid.code}") for grid in view.grids)
    assert labels(replace(view, grids=grids))[0] == "1栋"


def test_a_shared_building_is_a_small_mark_in_a_ring() -> None:
    points = chart_of(view_of(20)).findall(f".//{C}dPt")
    sizes = [int(value_of(point, "marker", "size")) for point in points]
    assert sizes == [6, 13]
    assert "04+05 16栋" in labels(view_of(20))


def test_neighbouring_series_differ_in_shape_and_colour() -> None:
    series = chart_of(view_of(200)).findall(f".//{C}ser")
    looks = [(value_of(one, "marker", "symbol"), color_of(one)) for one in series]
    assert all(one[0] != other[0] and one[1] != other[1] for one, other in pairwise(looks))
    assert len(set(looks)) == 44


def color_of(series: ET.Element) -> str:
    color = series.find(f"{C}marker/{C}spPr/{A}solidFill/{A}srgbClr")
    assert color is not None
    return color.attrib["val"]


def test_the_same_plan_is_the_same_bytes() -> None:
    one, other = (to_bytes(plan_workbook(view_of(60, **TOLD), Compared())) for _ in range(2))
    assert one == other


def test_hostile_names_stay_text() -> None:
    view = view_of(20)
    grid = replace(view.grids[0], name="=cmd|' /C calc'!A0", buildings="\x0b@SUM(1)")
    block = replace(view.blocks[0], building="=1+1\x0b")
    hostile = replace(view, grids=(grid, *view.grids[1:]), blocks=(block, *view.blocks[1:]), project="[a]:*?/\\&P")
    book = written(hostile)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert labels(hostile)[0] == "01 =1+1"


def test_a_grid_of_very_many_buildings_is_cut_with_a_mark() -> None:
    view = view_of(4)
    grid = replace(view.grids[0], buildings="、".join(f"{n}栋" for n in range(1, 900)))
    sheet = written(replace(view, grids=(grid, *view.grids[1:])))["方案表"]
    heights = [size.height for size in sheet.row_dimensions.values() if size.height]
    assert max(heights) <= ROW_LIMIT
    assert any("过长" in str(cell) for row in rows(sheet) for cell in row)


@pytest.mark.parametrize("name", ["方案表", "楼栋清单", "地图", "对比"])
def test_each_sheet_is_printed_on_a4_landscape_as_wide_as_the_page(name: str) -> None:
    sheet = written(view_of(60), Compared())[name]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth) == (9, "landscape", 1)
    assert setup.fitToHeight == (1 if name in {"方案表", "地图"} else 0)
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("libreoffice") is None, reason="LibreOffice is not here to print it")
def test_it_prints_without_an_empty_page(tmp_path: Path) -> None:
    save(plan_workbook(view_of(200, **TOLD), Compared()), tmp_path / "方案.xlsx")
    subprocess.run(
        ["libreoffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "方案.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "方案.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert 8 < len(pages) < 16
    assert all(len(page.split()) > 12 for page in pages)
