"""Hostile .xlsx files: refused before a parser sees them, for some would end the process."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gridctl.errors import BadDataError
from gridctl.intake import archives, extents
from gridctl.intake.archives import Archive
from gridctl.intake.extents import Extent, is_plain, is_small, reach, walk
from gridctl.intake.residents import read_residents
from tests.intake.workbooks import SHEET_XML, as_excel_writes, rezip, with_rows

Write = Callable[..., Path]
ROWS = [["房号", "姓名"], ["3栋101", "王一"], ["3栋102", "李二"]]

FAR = {
    "plain": b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "low": b'<row r="1048576"><c r="B1048576"><v>1</v></c></row><row r="9"><c r="XFD9"><v>1</v></c></row>',
    "apostrophes": b"<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>",
    "small letters": b'<row r="1"><c r="xfd1048576"><v>1</v></c></row>',
    "row only": b'<row r="104857600"><c><v>1</v></c></row>',
    "no row": b'<row><c r="A99999999"><v>1</v></c></row>',
    "columns": b'<row r="4"><c r="ZZZZZZ4"><v>1</v></c></row>',
    "prefix": b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    "twice": b'<row r="4"><c r="A4" r="XFD1048576"><v>1</v></c></row>',
    "other attributes first": b'<row s="1" r="1048576"><c s="1" r="XFD1048576"><v>1</v></c></row>',
    "greater": b'<row r="1048576" x=">" ><c x=">" r="XFD1048576"><v>1</v></c></row>',
    "spaces": b'<row r="4"><c\n\tr\n=\r"XFD1048576"\n><v>1</v></c></row>',
    "inline": b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is></is></c></row>',
    "after a comment": b'<!-- </sheetData> --><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "counted": b'<row r="500000"><c><v>1</v></c></row><row>' + b"<c/>" * 30 + b"<c><v>1</v></c></row>",
}
NEAR = {
    "styled": b'<row r="1048576"><c r="XFD1048576" s="1"/></row>',
    "styled, open": b'<row r="1048576"><c r="XFD1048576" s="1"></c></row>',
    "formatted row": b'<row r="1048576" s="1" customFormat="1"/>',
    "text that looks so": b'<row r="4"><c r="A4" t="inlineStr"><is><t>c r="XFD1048576"</t></is></c></row>',
    "counted": b"<row><c><v>1</v></c><c><v>2</v></c></row>",
    "wide": b'<row r="4"><c r="AAB4"><v>1</v></c></row>',
    "long": b'<row r="400000"><c r="A400000"><v>1</v></c></row>',
}


@pytest.mark.parametrize("xml", FAR.values(), ids=FAR.keys())
def test_one_far_cell_is_refused(xlsx_file: Write, xml: bytes) -> None:
    with pytest.raises(BadDataError, match="工作表“Sheet1”的内容一直到") as caught:
        read_residents(with_rows(xlsx_file(ROWS), xml))
    assert "删除" in caught.value.hint


@pytest.mark.parametrize("xml", NEAR.values(), ids=NEAR.keys())
def test_what_only_looks_far_is_read(xlsx_file: Write, xml: bytes) -> None:
    parsed = read_residents(with_rows(xlsx_file(ROWS), xml))
    assert [row.row.name for row in parsed.rows][:2] == ["王一", "李二"]


def test_sheets_as_excel_writes_them_take_the_quick_way(xlsx_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extents, "is_plain", None)
    parsed = read_residents(as_excel_writes(xlsx_file(ROWS)))
    assert [(row.row.address, row.row.name) for row in parsed.rows] == [("3栋101", "王一"), ("3栋102", "李二")]


def test_only_the_sheet_that_is_read_is_looked_at(xlsx_file: Write) -> None:
    path = xlsx_file(ROWS)

    def hide(parts: dict[str, bytes]) -> None:
        sheet = parts[SHEET_XML]
        parts["xl/worksheets/sheet9.xml"] = sheet.replace(b"</sheetData>", FAR["plain"] + b"</sheetData>")

    assert len(read_residents(rezip(path, hide)).rows) == 2


def test_where_the_book_names_no_parts_all_are_looked_at(xlsx_file: Write) -> None:
    def mangle(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet9.xml"] = b"<worksheet><sheetData>" + FAR["plain"] + b"</sheetData></worksheet>"
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'r:id="rId1"', b'r:id="rId77"')

    with pytest.raises(BadDataError):
        read_residents(rezip(xlsx_file(ROWS), mangle))


PIECES = [
    b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>',
    b'<row r="7"><c r="C7" s="1"/><c r="D7"><v>2</v></c></row>',
]


def test_the_three_ways_agree() -> None:
    assert is_small(PIECES, Extent())
    plain, walked = Extent(), Extent()
    assert is_plain(PIECES, plain)
    walk(PIECES, walked)
    assert (plain.rows, plain.columns, plain.corner) == (walked.rows, walked.columns, walked.corner) == (7, 4, "D7")


@pytest.mark.parametrize(
    ("rows", "columns", "too_large"),
    [(1_048_576, 9, False), (1_048_576, 10, True), (1_048_577, 1, True), (1, 16_384, False), (1, 16_385, True)],
)
def test_how_large_is_too_large(rows: int, columns: int, too_large: bool) -> None:  # noqa: FBT001
    assert Extent(rows, columns).too_large is too_large


def test_a_sheet_that_is_long_or_wide_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    long = [b'<sheetData><row r="350000"><c r="A350000"><v>1</v></c></row>']
    wide = [b'<sheetData><row r="20000"><c r="AB20000"><v>1</v></c></row>']
    assert not is_small(long, Extent())
    assert not is_small(wide, Extent())
    monkeypatch.setattr(extents, "walk", None)
    assert (reach(lambda: long).rows, reach(lambda: wide).columns) == (350_000, 28)


def test_a_tag_that_does_not_end_is_damage(xlsx_file: Write) -> None:
    with pytest.raises(BadDataError, match="已损坏"):
        read_residents(with_rows(xlsx_file(ROWS), b"<row r='4'><c r='XFD1048576\"><v>1</v></c></row>"))


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "1111111111">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_declarations_are_refused(xlsx_file: Write, part: str) -> None:
    def declare(parts: dict[str, bytes]) -> None:
        parts[part] = ENTITIES + parts.get(part, b"<sst/>").partition(b"?>")[2]

    with pytest.raises(BadDataError, match="不该有的声明"):
        read_residents(rezip(xlsx_file(ROWS), declare))


def test_entities_in_a_sheet_come_to_nothing(xlsx_file: Write) -> None:
    def declare(parts: dict[str, bytes]) -> None:
        parts[SHEET_XML] = ENTITIES + parts[SHEET_XML].replace("王一".encode(), b"&a;&a;")

    with pytest.raises(BadDataError):
        read_residents(rezip(xlsx_file(ROWS), declare))


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/elsewhere/strings.xml"])
def test_a_count_that_would_take_all_memory_is_refused(xlsx_file: Write, part: str) -> None:
    def promise(parts: dict[str, bytes]) -> None:
        parts[part] = b'<sst count="9999999999999" uniqueCount="9999999999999"><si><t>a</t></si></sst>'
        link = b'<Relationship Type="x/sharedStrings" Target="/%s" Id="rId99"/></Relationships>' % part.encode()
        rels = "xl/_rels/workbook.xml.rels"
        parts[rels] = parts[rels].replace(b"</Relationships>", link)

    with pytest.raises(BadDataError, match="已损坏"):
        read_residents(rezip(xlsx_file(ROWS), promise))


@pytest.mark.parametrize("part", [SHEET_XML, "xl/styles.xml"])
def test_a_part_in_another_encoding_is_refused(xlsx_file: Write, part: str) -> None:
    def recode(parts: dict[str, bytes]) -> None:
        parts[part] = parts[part].decode().encode("utf-16")

    with pytest.raises(BadDataError):
        read_residents(rezip(xlsx_file(ROWS), recode))


def test_a_zip_bomb_is_refused(xlsx_file: Write) -> None:
    def blow(parts: dict[str, bytes]) -> None:
        parts[SHEET_XML] = parts[SHEET_XML].replace("王一".encode(), b"x" * 25 * 1024**2)

    with pytest.raises(BadDataError, match="解开后有 25 MB") as caught:
        read_residents(rezip(xlsx_file(ROWS), blow))
    assert "新的表格" in caught.value.hint


def test_more_than_a_gigabyte_is_refused_unread(xlsx_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 10_000)
    with pytest.raises(BadDataError, match="解开后有"):
        read_residents(xlsx_file(ROWS))


def test_rows_that_are_merely_formatted_are_read(xlsx_file: Write) -> None:
    styled = b"".join(b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n) for n in range(4, 50_000))
    path = with_rows(xlsx_file(ROWS), styled)
    assert len(read_residents(path).rows) == 2


def test_a_cell_of_many_megabytes_is_refused(xlsx_file: Write) -> None:
    def blow(parts: dict[str, bytes]) -> None:
        parts[SHEET_XML] = parts[SHEET_XML].replace("王一".encode(), b"x" * 18 * 1024**2)

    with pytest.raises(BadDataError, match="大得不合理"):
        read_residents(rezip(xlsx_file(ROWS), blow, stored=True))


def test_members_that_share_bytes_or_a_name_are_refused(xlsx_file: Write) -> None:
    path = xlsx_file(ROWS)

    def double(parts: dict[str, bytes]) -> None:
        parts[SHEET_XML.upper()] = parts[SHEET_XML]

    with pytest.raises(BadDataError, match="重叠"):
        read_residents(rezip(path, double))
    archive = zipfile.ZipFile(xlsx_file(ROWS))
    infos = archive.infolist()
    infos[1].header_offset = infos[0].header_offset
    assert archives._overlap(infos)


@pytest.mark.parametrize(
    ("names", "says"),
    [(["a.txt"], "是压缩包"), (["mimetype", "content.xml"], "不是 .xlsx"), (["xl/workbook.bin"], "不是 .xlsx")],
)
def test_other_zip_files_are_told_apart(tmp_path: Path, names: list[str], says: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(BadDataError, match=says):
        read_residents(path)


def test_parts_are_found_whatever_their_spelling(xlsx_file: Write) -> None:
    def respell(parts: dict[str, bytes]) -> None:
        parts["xl\\worksheets\\SHEET1.xml"] = parts.pop(SHEET_XML)

    path = rezip(xlsx_file(ROWS), respell)
    assert Archive("a", path.read_bytes()).sheet_parts() == {"Sheet1": {SHEET_XML}}
    assert len(read_residents(path).rows) == 2
