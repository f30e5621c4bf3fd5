"""Text files (.csv, .txt) as a grid: which encoding, which delimiter, then the standard csv reader."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import cast

from gridctl.errors import BadDataError
from gridctl.intake.files import Handed
from gridctl.intake.sheets import Grid

_DELIMITERS = ",\t;"
_HEAD = 200_000
_HEAD_ROWS = 40


def readings(handed: Handed) -> Iterator[str]:
    """Yield the text in each encoding it may be in, the likelier first.

    UTF-8 is tried before GB18030, never the reverse: GB18030 takes nearly all UTF-8, and makes nonsense of it. But a
    short GB18030 text can be valid UTF-8 too, so both are given and the header decides.
    """
    data = handed.data
    marked = _mark(data)
    any_read = False
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            last = error
            continue
        any_read = True
        yield text
        if text.isascii():
            return
    if not any_read:
        line = data.count(b"\n", 0, last.start) + 1
        raise BadDataError(
            f"{handed.name} 第 {line} 行的文字编码认不出来", "请在 Excel 或 WPS 里打开，另存为 .xlsx 后再导入。"
        )


def _mark(data: bytes) -> str:
    """Give the encoding that the first bytes name, if any."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""


def heads(text: str) -> Iterator[tuple[str, list[list[object]]]]:
    """Yield the first rows as each delimiter would cut them, with the delimiter."""
    start = io.StringIO(text[:_HEAD], newline="")
    for delimiter in _DELIMITERS:
        start.seek(0)
        try:
            yield delimiter, [[*row] for row in islice(csv.reader(start, delimiter=delimiter), _HEAD_ROWS)]
        except csv.Error:
            continue


def cut(name: str, text: str, delimiter: str) -> Grid:
    """Cut the whole text; BadDataError with the line where a quotation mark is missing."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise BadDataError(
            f"{name} 第 {len(rows) + 1} 行的引号不成对，后面的内容无法分列",
            "请检查这一行里的英文双引号，或在 Excel 里另存为 .xlsx 后再导入。",
        ) from error
    return Grid("", cast("list[list[object]]", rows))
