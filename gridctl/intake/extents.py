"""How far a worksheet reaches, told from its XML as it streams by: one cell far away makes a parser ask for all memory.

Nearly every sheet is in the plain spelling that Excel, WPS and the libraries write, and is judged by a few searches
through the bytes. A sheet spelt otherwise, wide or long is walked tag by tag. Cells without a value are not reached for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from gridctl.intake.sheets import address, position

MAX_CELLS = 10_000_000
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384

# A cell or row in plain spelling says r="…" first, and nothing else has an attribute of that name. The first two
# patterns find what is not so, or reaches beyond 26 × 299,999 or 702 × 9,999 cells; the third only what is not so.
_OTHERS = rb'"(?: (?!r=)[a-zA-Z:0-9]+="[^"<>]*")*+ ?/?>)'
_LONG = rb"(?:[12][0-9]{5}|[0-9]{1,5})"
_NOT_LONG = (re.compile(rb'<c(?! r="[A-Z]' + _LONG + _OTHERS), re.compile(rb'<row(?! r="' + _LONG + _OTHERS))
_WIDE = rb"[0-9]{1,4}"
_NOT_WIDE = (re.compile(rb'<c(?! r="[A-Z]{1,2}' + _WIDE + _OTHERS), re.compile(rb'<row(?! r="' + _WIDE + _OTHERS))
_ANY = rb"[0-9]{1,7}"
_NOT_PLAIN = (re.compile(rb'<c(?! r="[A-Z]{1,3}' + _ANY + _OTHERS), re.compile(rb'<row(?! r="' + _ANY + _OTHERS))
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_LETTERS = re.compile(rb'<c r="([A-Z]+)')
_DIGITS = re.compile(rb'<(?:c|row) r="[A-Z]*([0-9]+)')

_TAG = re.compile(rb"""<(/?)(?:[^\s<>/"'=:]+:)?(row|c|v|is)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^"'<>])*?)(/?)>""")
_CELL = re.compile(rb"""<(?:[^\s<>/"'=:]+:)?c[\s/>]""")
_REFERENCE = re.compile(rb"""(?:^|[\s"'])r\s*=\s*["']\s*([A-Za-z]*)([0-9]*)""")

_ERROR = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^<>]*\bt="e"[^<>]*>(?:<f[^<>]*/>|<f[^<>]*>[^<>]*</f>)?<v>([^<>]*)</v>')
_UNCOMPUTED = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"(?![^<>]*\bt="str")[^<>]*><f(?:[^<>]*/>|[^<>]*>[^<>]*</f>)(?:<v ?/>|<v></v>)?</c>'
)


@dataclass(slots=True)
class Extent:
    """What the XML of a sheet tells: the corner of its values, errors by cell ("C12" → "#N/A"), formulas without value."""

    rows: int = 0
    columns: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    uncomputed: list[str] = field(default_factory=list)

    @property
    def too_large(self) -> bool:
        """Whether the rectangle of its values is more than a parser should be asked to fill."""
        return self.rows > MAX_ROWS or self.columns > MAX_COLUMNS or self.rows * self.columns > MAX_CELLS

    @property
    def corner(self) -> str:
        """The address of the last row and column."""
        return address(self.columns - 1, self.rows)


def reach(open_pieces: Callable[[], Iterable[bytes]]) -> Extent:
    """Tell how far a sheet reaches, by the cheapest of three ways that can tell; ValueError where its tags do not end."""
    for way in (is_small, is_plain):
        found = Extent()
        if way(open_pieces(), found) and not found.too_large:
            return found
    found = Extent()
    walk(open_pieces(), found)
    return found


def is_small(pieces: Iterable[bytes], found: Extent) -> bool:
    """Tell whether a sheet is in plain spelling and cannot be too large; notes errors and formulas on the way."""
    patterns = [_NOT_LONG, _NOT_WIDE]
    for piece in _data(pieces):
        patterns = [pair for pair in patterns if not _any_in(pair, piece)]
        if not patterns or _PREFIXED.search(piece):
            return False
        note_bent(piece, found)
    return True


def is_plain(pieces: Iterable[bytes], found: Extent) -> bool:
    """Tell whether a sheet is in plain spelling, and find the corner of its cells, with or without a value."""
    letters: set[bytes] = set()
    for piece in _data(pieces):
        if _any_in(_NOT_PLAIN, piece) or _PREFIXED.search(piece):
            return False
        letters.update(_LETTERS.findall(piece))
        found.rows = max(found.rows, max(map(int, _DIGITS.findall(piece)), default=0))
        note_bent(piece, found)
    found.columns = max((position(each.decode())[1] + 1 for each in letters), default=0)
    return True


def _any_in(patterns: tuple[re.Pattern[bytes], ...], piece: bytes) -> bool:
    return any(pattern.search(piece) for pattern in patterns)


def _data(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Leave out what stands before and after the rows: a parser does not look for cells there."""
    for number, piece in enumerate(pieces):
        start = max(piece.find(b"<sheetData"), 0) if number == 0 else 0
        end = piece.find(b"</sheetData>")
        if end >= 0 and b"<!" not in piece:
            yield piece[start:end]
            return
        yield piece[start:]


def note_bent(piece: bytes, found: Extent) -> None:
    """Note the cells that a parser gives as blank although they are not: errors, and formulas never computed."""
    if b't="e' in piece:
        found.errors.update({cell.decode(): text.decode("utf-8", "replace") for cell, text in _ERROR.findall(piece)})
    if b"<f" in piece:
        found.uncomputed.extend(cell.decode() for cell in _UNCOMPUTED.findall(piece))


def walk(pieces: Iterable[bytes], found: Extent) -> None:
    """Find the corner of the cells that have a value, however the sheet is spelt."""
    for row, column in _valued(pieces, found):
        found.rows = max(found.rows, row)
        found.columns = max(found.columns, column)


def _valued(pieces: Iterable[bytes], found: Extent) -> Iterator[tuple[int, int]]:
    """Yield line and column (both 1-based) of each value, as the parser counts where nothing is said."""
    row = column = 0
    for piece in pieces:
        note_bent(piece, found)
        tags = _TAG.findall(piece)
        if sum(tag[:2] == (b"", b"c") for tag in tags) != len(_CELL.findall(piece)):
            raise ValueError("a cell's tag does not end")
        for close, tag, attributes, empty in tags:
            if tag == b"row":
                if not close:
                    row, column = _said(attributes, row + 1, 0)[0], 0
            elif tag == b"c":
                if not close:
                    row, column = _said(attributes, row, column + 1)
            elif not (close or empty):
                yield row, column


def _said(attributes: bytes, row: int, column: int) -> tuple[int, int]:
    """Read the farthest reference among the attributes; what is not said stays as counted."""
    for letters, digits in _REFERENCE.findall(attributes):
        line, place = position((letters[:8] + digits[:10]).decode())
        row, column = max(row, line) if digits else row, max(column, place + 1)
    return row, column
