"""Where a file is to be written: looked at before anything else is done, so that no work is lost to a wrong name."""

from __future__ import annotations

import os
from pathlib import Path

from gridctl.errors import RuleError, UsageError


def place_of(target: Path) -> Path:
    """Return the file that `target` names, links followed, if it can be written at all.

    Raises UsageError (no such folder, a folder, no file name), RuleError (read-only).
    """
    place = Path(os.path.realpath(target))
    try:
        return _checked(target, place)
    except (OSError, ValueError) as error:
        raise UsageError(f"不能用作文件名：“{target}”", "请换一个较短的、不含特殊符号的文件名") from error


def _checked(target: Path, place: Path) -> Path:
    if place.is_dir():
        raise UsageError(f"“{target}”是文件夹，不是文件", "请写明文件名，例如：周汇总表.xlsx")
    if not place.parent.is_dir():
        raise UsageError(f"文件夹不存在：{place.parent}", "请先建好文件夹，或换一个位置")
    if place.exists() and not os.access(place, os.W_OK):
        raise RuleError(f"“{target}”是只读文件，没有写入", "请取消只读，或用 -o 换一个文件名；原文件未改动")
    return place


def workbook_target(target: Path, source: Path) -> None:
    """Refuse a name that no workbook can be written under, or that would cover the sheet being read."""
    if target.suffix.lower() != ".xlsx":
        raise UsageError(f"“{target}”要以 .xlsx 结尾", "写出的是 Excel 表格，例如：有错的行.xlsx")
    place = place_of(target)
    if source.exists() and place.exists() and place.samefile(source):
        raise UsageError(f"“{target}”就是正在导入的表，写上去会盖掉原表", "请换一个文件名；什么也没有写入")
