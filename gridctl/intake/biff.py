"""Where an .xls has errors such as #N/A, which the parser gives as blank: read from its records.

The file is an OLE container (sectors of 512 bytes, chained by a table) that holds one stream of records: 2 bytes of
type, 2 of length, then the data. What cannot be followed is left alone; the parser has the last word on damage.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_FORMULA, _END, _SHEET, _BOOL_OR_ERROR = 0x0006, 0x000A, 0x0085, 0x0205
_NO_SECTOR = 0xFFFF_FFFA  # from here on a number means an end, not a sector
_FIRST_IN_HEADER, _ENTRY = 76, 128
_SMALLEST = 4096  # smaller streams are kept elsewhere; no writer of sheets makes one
_ERROR_RESULT, _NOT_A_NUMBER = 2, 0xFFFF


def errors_in(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Give the errors of each sheet by row and column (0-based)."""
    try:
        stream = _stream(data)
        return {name: dict(_errors(stream, start)) for name, start in _sheets(stream)}
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _stream(data: bytes) -> bytes:
    """Put the sectors of the book's stream together; empty where there is none."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    chain = _chain_table(data, size)
    folder = _follow(data, struct.unpack_from("<I", data, 48)[0], chain, size)
    for at in range(0, len(folder) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", folder, at + 64)[0]
        name = folder[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, held = struct.unpack_from("<II", folder, at + 116)
        if name in {"Workbook", "Book"} and held >= _SMALLEST:
            return _follow(data, start, chain, size)[:held]
    return b""


def _chain_table(data: bytes, size: int) -> list[int]:
    """Read which sector follows which."""
    sectors = list(struct.unpack_from("<109I", data, _FIRST_IN_HEADER))
    more = struct.unpack_from("<I", data, 68)[0]
    while more < _NO_SECTOR and len(sectors) * size < len(data):
        numbers = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += numbers[:-1]
        more = numbers[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < _NO_SECTOR:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _follow(data: bytes, sector: int, chain: list[int], size: int) -> bytes:
    pieces: list[bytes] = []
    while sector < _NO_SECTOR and len(pieces) <= len(data) // size:
        pieces.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = chain[sector]
    return b"".join(pieces)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield type, start and length of the records up to the end of a part."""
    kind = -1
    while kind != _END and at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Yield the name and the start of each sheet."""
    for kind, at, _ in _records(stream, 0):
        if kind == _SHEET:
            start, _, letters, wide = struct.unpack_from("<IHBB", stream, at)
            name = stream[at + 8 : at + 8 + (2 * letters if wide & 1 else letters)]
            yield name.decode("utf-16-le" if wide & 1 else "latin-1"), start


def _errors(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, at, _ in _records(stream, start):
        if kind == _BOOL_OR_ERROR:
            row, column, _, code, is_error = struct.unpack_from("<HHHBB", stream, at)
        elif kind == _FORMULA:
            row, column, _, result, code, mark = struct.unpack_from("<HHHBxBxxxH", stream, at)
            is_error = result == _ERROR_RESULT and mark == _NOT_A_NUMBER
        else:
            continue
        if is_error:
            yield (row, column), _ERRORS.get(code, "#N/A")
