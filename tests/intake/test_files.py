import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gridctl.errors import BadDataError, GridctlError, NotFoundError
from gridctl.intake import files
from gridctl.intake.files import Kind, take
from gridctl.intake.residents import read_residents

Write = Callable[..., Path]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = [["房号", "姓名"], ["3栋101", "王一"]]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.xls", "a"])
def test_the_first_bytes_say_what_a_file_is(name: str, tmp_path: Path, xlsx_file: Write, xls_file: Write) -> None:
    path = tmp_path / name
    for data, kind in (
        (xlsx_file(ROWS).read_bytes(), Kind.XLSX),
        (xls_file(ROWS).read_bytes(), Kind.XLS),
        ("房号,姓名".encode(), Kind.TEXT),
        ("房号,姓名".encode("utf-16"), Kind.TEXT),
    ):
        path.write_bytes(data)
        assert take(path).kind is kind


@pytest.mark.parametrize("name", ["名册.xls", "名册.xlsx", "名册.txt"])
def test_a_name_that_lies_is_read_all_the_same(name: str, xlsx_file: Write, csv_file: Write) -> None:
    assert [row.row.name for row in read_residents(xlsx_file(ROWS, name=name)).rows] == ["王一"]
    assert [row.row.name for row in read_residents(csv_file(ROWS, name=name, delimiter="\t")).rows] == ["王一"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "是空的"),
        (b"\r\n  \r\n", "是空的"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "网页"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "网页"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "网页"),
        ("<html>".encode("utf-16"), "网页"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLE + b"\0" * 600, "已损坏"),
        (b"%PDF-1.7\n\x00\x00", "既不是 Excel 表格"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "既不是 Excel 表格"),
        (b"PK\x03\x04 and no more", "已损坏"),
        (b"\xff\xfe\x00\xd8\x41", "编码"),
        ("房号,姓名\r\n101,王".encode() + b"\xff\xff\r\n", "编码"),
    ],
)
@pytest.mark.parametrize("name", ["a.xls", "a.csv"])
def test_what_is_no_sheet_is_refused_with_a_hint(data: bytes, says: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadDataError) as caught:
        read_residents(path)
    assert says in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_text_named_as_a_workbook_says_so_when_it_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("没有表头的文字", encoding="utf-8")
    with pytest.raises(BadDataError, match="其实是文本文件"):
        read_residents(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"找不到文件 .*无此表\.xlsx"):
        take(tmp_path / "无此表.xlsx")
    with pytest.raises(BadDataError, match="不是一个文件"):
        take(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x")
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        with pytest.raises(BadDataError, match="读不出来"):
            take(path)
    else:
        pytest.skip("this user may read everything")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 10)
    assert take(path).data == b"x" * 10
    path.write_bytes(b"x" * 11)
    with pytest.raises(BadDataError, match="超过 200 MB"):
        take(path)


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input_is_sniffed_too(monkeypatch: pytest.MonkeyPatch, xlsx_file: Write, xls_file: Write) -> None:
    for data in (
        xlsx_file(ROWS).read_bytes(),
        xls_file(ROWS).read_bytes(),
        "房号,姓名\n3栋101,王一\n".encode("gb18030"),
    ):
        monkeypatch.setattr(sys, "stdin", Stdin(data))
        parsed = read_residents("-")
        assert parsed.file == "-"
        assert [row.row.name for row in parsed.rows] == ["王一"]
    monkeypatch.setattr(sys, "stdin", Stdin(b""))
    with pytest.raises(GridctlError, match="- 是空的"):
        read_residents(Path("-"))
