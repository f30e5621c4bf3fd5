"""From a file to the one sheet in it that is meant, and its header row."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from gridctl.errors import BadDataError, NotFoundError
from gridctl.intake.columns import Layout
from gridctl.intake.files import Handed, Kind
from gridctl.intake.headers import Header, find_header
from gridctl.intake.sheets import Grid
from gridctl.intake.texts import cut, decoded, heads


class Found(NamedTuple):
    """The sheet that is read, its header, and the visible sheets that are not read."""

    grid: Grid
    header: Header
    others: tuple[str, ...]


def find(handed: Handed, layout: Layout, sheet: str | None) -> Found:
    """Find the sheet and its header row; BadDataError where no row looks like a header, NotFoundError for `sheet`."""
    if handed.kind is Kind.TEXT:
        if sheet is not None:
            raise NotFoundError(f"{handed.name} 是文本文件，没有工作表“{sheet}”", "去掉 --sheet 再试。")
        return _in_text(handed, layout)
    return _in_book(handed, layout, sheet)


def _in_book(handed: Handed, layout: Layout, wanted: str | None) -> Found:
    """Take the sheet that is named, else the first visible one that has all it needs, else the one that fits best."""
    from gridctl.intake.books import open_book  # noqa: PLC0415 - a text file does not need the parser

    book = open_book(handed)
    visible = [each.name for each in book.sheets if each.visible]
    best: tuple[Grid, Header] | None = None
    for name in visible if wanted is None else [_named(wanted, [each.name for each in book.sheets], handed.name)]:
        grid = book.grid(name)
        header = find_header(grid, layout)
        if header and (best is None or header.weight > best[1].weight):
            best = grid, header
            if not header.lacking:
                break
    if best is None:
        raise _no_header(handed.name, layout, f"的工作表“{wanted}”" if wanted else "")
    others = tuple(name for name in visible if name != best[0].name and wanted is None)
    return Found(*best, others)


def _named(wanted: str, names: list[str], file: str) -> str:
    for name in names:
        if name == wanted or name.strip().casefold() == wanted.strip().casefold():
            return name
    raise NotFoundError(f"{file} 里没有工作表“{wanted}”", "它有：" + "、".join(names))


def _in_text(handed: Handed, layout: Layout) -> Found:
    """Take the delimiter by which the header fits best."""
    text = decoded(handed)
    best: tuple[Header, str] | None = None
    for delimiter, head in heads(text):
        header = find_header(Grid("", head), layout)
        if header and (best is None or header.weight > best[0].weight):
            best = header, delimiter
    if best is None:
        raise _no_header(handed.name, layout, _lying(handed))
    header, delimiter = best
    return Found(cut(handed.name, text, delimiter), header, ())


def _lying(handed: Handed) -> str:
    """Say so where a text file bears the name of a workbook."""
    return "（其实是文本文件）" if Path(handed.name).suffix.lower() in {".xls", ".xlsx"} else ""


def _no_header(file: str, layout: Layout, where: str) -> BadDataError:
    needs = "、".join(layout.titles(group) for group in layout.needs)
    return BadDataError(
        f"在 {file} {where}里找不到{layout.title}的表头".replace("  ", " "),
        f"前 30 行里要有一行写着各列的名称，至少有：{needs}。",
    )
