"""Text files (.csv, .txt) as a grid: which encoding, which delimiter, then the standard csv reader."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import cast

from gridctl.errors import BadDataError
from gridctl.intake.files import Handed
from gridctl.intake.sheets import Grid

_DELIMITERS = ",\t;"
_HEAD = 200_000
_HEAD_ROWS = 40


def decoded(handed: Handed) -> str:
    """Give the text of a file; BadDataError with the line where no encoding fits.

    UTF-8 is tried before GB18030, never the reverse: GB18030 takes nearly all UTF-8, and makes nonsense of it. Names of
    two or three characters may pass for UTF-8 when they are not, a header that is known never does.
    """
    data = handed.data
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            last = error
    line = data.count(b"\n", 0, last.start) + 1
    raise BadDataError(
        f"{handed.name} 第 {line} 行的文字编码认不出来", "请在 Excel 或 WPS 里打开，另存为 .xlsx 后再导入。"
    )


def _encodings(data: bytes) -> tuple[str, ...]:
    """Give the encodings to try, or the one that the first bytes name."""
    if data.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    return ("utf-16",) if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8", "gb18030")


def heads(text: str) -> Iterator[tuple[str, list[list[object]]]]:
    """Yield the first rows as each delimiter would cut them, with the delimiter."""
    for delimiter in _DELIMITERS:
        rows: list[list[object]] = []
        with suppress(csv.Error):
            for row in islice(csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=delimiter), _HEAD_ROWS):
                rows.append([*row])  # noqa: PERF401 - what stands before an error is kept
        yield delimiter, rows


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
