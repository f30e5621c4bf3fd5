"""The .xlsx container: a zip file that is looked over before any parser is let near it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree as ET

from gridctl.errors import BadDataError
from gridctl.intake.files import damaged

MAX_TOTAL = 1024**3
MAX_RATIO = 100
SMALL = 20 * 1024**2
_CHUNK = 1024**2
_LARGEST_ELEMENT = 16 * 1024**2
_HEADER = 30
_COUNT = re.compile(rb"""[cC]ount\s*=\s*["']\s*\d{8,}""")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)


class Archive:
    """An .xlsx whose directory has been found honest; parts are found whatever the case of their names."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        with self._refusing():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        infos = self._zip.infolist()
        self._parts = {_plain(info.filename): info for info in infos}
        if len(self._parts) != len(infos) or _overlap(infos):
            raise damaged(name, "压缩包里有重叠的内容")
        self._check_kind()
        self._check_size(len(data), infos)
        self._links = list(self._read_xml("xl/_rels/workbook.xml.rels"))

    def _check_kind(self) -> None:
        if "xl/workbook.xml" in self._parts:
            return
        if self._parts.keys() & {"xl/workbook.bin", "mimetype", "content.xml"}:
            raise BadDataError(f"{self.name} 不是 .xlsx 格式的表格", "请在 Excel 或 WPS 里另存为 .xlsx 后再导入。")
        raise BadDataError(f"{self.name} 是压缩包，不是表格", "请先解压，再导入里面的表格文件。")

    def _check_size(self, packed: int, infos: list[zipfile.ZipInfo]) -> None:
        """Refuse a zip bomb; real sheets shrink to a tenth or so."""
        total = sum(info.file_size for info in infos)
        if total > MAX_TOTAL or total > max(SMALL, MAX_RATIO * packed):
            raise BadDataError(
                f"{self.name} 解开后有 {total // 1024**2} MB，没有读取",
                "请把要导入的数据复制到一个新的表格里，保存后再导入。",
            )

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn whatever a mangled zip file makes the library raise into one error."""
        try:
            yield
        except _WRONG as error:
            raise damaged(self.name) from error

    def parts(self, prefix: str = "") -> list[str]:
        """Name the XML parts whose path starts so, in lower case."""
        return [part for part in self._parts if part.startswith(prefix) and part.endswith(".xml")]

    def stream(self, part: str) -> Iterator[bytes]:
        """Yield a part unpacked, in pieces of about one MB that end where an element does."""
        with self._refusing(), self._zip.open(self._parts[_plain(part)]) as file:
            rest = b""
            while chunk := file.read(_CHUNK):
                chunk = rest + chunk
                cut = _last_end(chunk)
                if not cut and len(chunk) > _LARGEST_ELEMENT:
                    raise damaged(self.name, "有一个单元格大得不合理")
                rest = chunk[cut:]
                yield chunk[:cut]
            yield rest

    def check_parts(self) -> None:
        """Look through the parts that every reading goes by for what brings a parser down."""
        linked = {_target(link.get("Target", "")) for link in self._links if not _leads_to_sheet(link)}
        for part in self._parts:
            if part in linked or (part.startswith("xl/") and part.count("/") == 1):
                self._check_part(part)

    def _check_part(self, part: str) -> None:
        for number, piece in enumerate(self.stream(part)):
            if number == 0:
                self.refuse_start(piece)
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece or _COUNT.search(piece):
                raise damaged(self.name, "里面有不该有的声明")

    def refuse_start(self, piece: bytes) -> None:
        """Refuse a part that is not in the encoding which the checks and the parser understand."""
        if piece.startswith(_UTF16) or b"\x00" in piece[:200]:
            raise damaged(self.name, "文字编码不对")

    def _small(self, part: str) -> bytes:
        """Read a part that is never large, and holds no entities that could make it so."""
        info = self._parts[part]
        if info.file_size > SMALL:
            raise damaged(self.name)
        text = self._zip.read(info)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise damaged(self.name, "里面有不该有的声明")
        return text

    def _read_xml(self, part: str) -> ET.Element:
        with self._refusing():
            try:
                return ET.fromstring(self._small(part))  # noqa: S314 - small, and without entities
            except ET.ParseError as error:
                raise damaged(self.name) from error

    def sheet_parts(self) -> dict[str, set[str]]:
        """Give the parts that may hold each sheet, by the sheet's name; none where the book does not say so plainly."""
        targets: dict[str, set[str]] = {}
        for link in self._links:
            targets.setdefault(link.get("Id", ""), set()).add(_target(link.get("Target", "")))
        found: dict[str, set[str]] = {}
        for sheet in self._read_xml("xl/workbook.xml").iter():
            if sheet.tag.rpartition("}")[2] == "sheet":
                found.setdefault(sheet.get("name", ""), set()).update(targets.get(sheet.get(_RELATION, ""), set()))
        return {name: parts for name, parts in found.items() if parts and parts <= self._parts.keys()}


def _leads_to_sheet(link: ET.Element) -> bool:
    return link.get("Type", "").endswith("/worksheet")


def _plain(part: str) -> str:
    """Spell a part's path in the one way that all readers would find it."""
    return part.replace("\\", "/").lstrip("/").lower()


def _target(written: str) -> str:
    path = _plain(written)
    return path if path.startswith("xl/") else f"xl/{path}"


def _last_end(piece: bytes) -> int:
    """Find where the last whole cell, row or at least tag of a piece ends; 0 where none does."""
    cell = piece.rfind(b"</c>")
    return cell + 4 if cell > 0 else max(piece.rfind(b"<row"), 0) or max(piece.rfind(b"<"), 0)


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Tell whether two members of a zip file share bytes."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _HEADER + len(info.filename) + info.compress_size
    return False
