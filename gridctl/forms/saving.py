"""Writes a workbook: the same content gives the same bytes, and what stood there before survives every failure."""

from __future__ import annotations

import errno
import io
import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.writer.excel import ExcelWriter

from gridctl.errors import BadDataError, GridctlError, RuleError, UsageError
from gridctl.forms.targets import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.cell_range import CellRange

    Book = Workbook  # what rooms that must not know openpyxl call it

_NO_CLOCK = datetime(2000, 1, 1)  # noqa: DTZ001 - document properties hold no zone
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")  # where the format's readers look first
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_MISNAMED = {errno.ENAMETOOLONG, errno.EINVAL, errno.ENOTDIR, errno.ENOENT}


class _InOrder(MultiCellRange):
    """Merged cells in the order of the sheet: a set's order would differ from process to process."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.sorted())


def to_bytes(workbook: Workbook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file; nothing in them comes from a clock or a hash seed."""
    properties = workbook.properties
    properties.created = properties.modified = _NO_CLOCK
    for sheet in workbook.worksheets:
        sheet.merged_cells = _InOrder(sheet.merged_cells.ranges)
        sheet.column_dimensions.max_outline = 0  # the first writing would set it for the second
    raw = io.BytesIO()
    ExcelWriter(workbook, ZipFile(raw, "w", ZIP_STORED)).save()
    return _packed(raw)


def _packed(raw: io.BytesIO) -> bytes:
    """Pack the parts again, without the time of day and the marks of this computer."""
    packed = io.BytesIO()
    with ZipFile(raw) as parts, ZipFile(packed, "w") as archive:
        names = parts.namelist()
        for name in [*_FIRST, *(name for name in names if name not in _FIRST)]:
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0o600 << 16
            archive.writestr(entry, parts.read(name), compresslevel=6)
    return packed.getvalue()


def save(workbook: Workbook, target: Path) -> Path:
    """Write the workbook to `target`; return the path written. Errors as of save_bytes."""
    try:
        content = to_bytes(workbook)
    except OSError as error:  # large sheets pass through the system's temporary folder
        raise _failure(error, target) from error
    return save_bytes(content, target)


def save_bytes(content: bytes, target: Path) -> Path:
    """Write beside `target`, flush to the disk, then put the file in its place; return the path written.

    Raises UsageError (no such folder, no file name), RuleError (open elsewhere or read-only), BadDataError (disk full,
    folder not writable). Whatever fails, the file that stood there is untouched and nothing is left lying about.
    """
    try:
        place = place_of(target)
        if place.exists() and not place.is_file():  # a device or a pipe takes the bytes as they are
            place.write_bytes(content)
        else:
            _replace(place, content)
    except OSError as error:
        raise _failure(error, target) from error
    return target


def _replace(place: Path, content: bytes) -> None:
    beside = place.with_name(f".gridctl-{secrets.token_hex(6)}.tmp")
    try:
        _write_through(beside, content)
        if place.exists():
            beside.chmod(place.stat().st_mode & 0o777)
        _swap(beside, place)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _flush_folder(place.parent)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _swap(beside: Path, place: Path) -> None:
    try:
        beside.replace(place)
    except PermissionError as error:  # Windows refuses while Excel or WPS holds the file
        raise RuleError(
            f"“{place.name}”正被其他程序打开，没有写入", "请关闭该文件后重试，或用 -o 换一个文件名；原文件未改动"
        ) from error


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failure(error: OSError, target: Path) -> GridctlError:
    if error.errno in _FULL:
        return BadDataError(f"磁盘空间不足，没有写出“{target}”", "请清理磁盘或换一个位置后重试；原有文件未改动")
    if error.errno in _MISNAMED:
        return UsageError(f"不能用作文件名：“{target}”", "请换一个较短的、不含特殊符号的文件名")
    return BadDataError(
        f"写不进“{target.parent}”：{error.strerror or error}", "请检查文件夹的权限，或换一个位置；原有文件未改动"
    )
