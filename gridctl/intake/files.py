"""What was handed in: the bytes of a file or of standard input, and what kind of file they really are."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gridctl.errors import BadDataError, NotFoundError

MAX_BYTES = 200 * 1024 * 1024
STDIN = "-"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = codecs.BOM_UTF8 + codecs.BOM_UTF16
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<body", b"mime-version:")
_SAVE_AS = "请在 Excel 或 WPS 里打开它，另存为 .xlsx 后再导入。"


class Kind(StrEnum):
    """What a file is, whatever its name ends in."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Handed:
    """The whole of a file, with the name to speak of it by."""

    name: str
    kind: Kind
    data: bytes


def take(source: str | Path) -> Handed:
    """Read a file, or standard input for `-`, and tell by its first bytes what it is.

    NotFoundError where there is no such file; BadDataError where it cannot be read, is empty, over 200 MB, locked with
    a password, or no sheet at all.
    """
    name = str(source)
    data = _read_stdin() if name == STDIN else _read_file(Path(source))
    if len(data) > MAX_BYTES:
        raise BadDataError(f"{name} 超过 200 MB，没有读取", "请删去多余的行列和图片，或拆成几个文件分别导入。")
    if not data.strip(b"\x00 \t\r\n"):
        raise BadDataError(f"{name} 是空的", "请检查文件是否保存完整。")
    return Handed(name, _kind(name, data), data)


def _read_stdin() -> bytes:
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _read_file(path: Path) -> bytes:
    """Read at most one byte more than the limit."""
    try:
        if not path.exists():
            raise NotFoundError(f"找不到文件 {path}", "请检查文件名和所在的文件夹。")
        if not path.is_file():
            raise BadDataError(f"{path} 不是一个文件", "请写出表格文件本身的名字，而不是文件夹。")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadDataError(f"{path} 读不出来：{reason}", "请关闭正在使用它的程序，或检查是否有读取权限。") from error


def _kind(name: str, data: bytes) -> Kind:
    """Tell what the bytes are; names lie."""
    if data.startswith(_ZIP):
        return Kind.XLSX
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise locked(name)
        return Kind.XLS
    start = data[:1024].lstrip(_MARKS).replace(b"\x00", b"").lstrip().lower()
    if start.startswith(_MARKUP):
        raise BadDataError(f"{name} 其实是网页，不是表格", _SAVE_AS)
    if b"\x00" in data[:4096] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadDataError(f"{name} 既不是 Excel 表格，也不是文本", _SAVE_AS)
    return Kind.TEXT


def locked(name: str) -> BadDataError:
    """Say that a file has a password."""
    return BadDataError(f"{name} 有密码，打不开", "请在 Excel 或 WPS 里去掉密码，保存后再导入。")


def damaged(name: str, why: str = "") -> BadDataError:
    """Say that a workbook is damaged."""
    told = f"：{why}" if why else ""
    return BadDataError(f"{name} 已损坏或不是完整的表格文件{told}", _SAVE_AS)
