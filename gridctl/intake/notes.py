"""Rows that are no data: notes below a table, totals, signatures, and the sample row of a template."""

from __future__ import annotations

import re

from gridctl.intake.sheets import as_written

_NOTE = re.compile(
    r"(?:填[表写报])?(?:说明|注意事项|注意|备注|附注|注)\s*(?:[:：、.．（(]|\d|$)"
    r"|(?:填表|制表|填报|审核|编制|复核|打印|统计|登记|负责|经办|盖章|签字|签名|单位|日期)\S{0,4}\s*[:：]"
    r"|以上|以下(?:空白|为空)|本表"
)
_TOTAL = re.compile(r"(?:本[页栋表月周])?\s*[总合小共]\s*计(?:[:：\s\d]|$)")
_SAMPLE = re.compile(r"[（(【\[]?(?:示例|样例|范例|例如|例[:：])")


def is_note(row: list[object]) -> bool:
    """Tell whether a row that lacks what data has is a note, a total or a sample, by its first filled cell."""
    for cell in row:
        text = as_written(cell).strip()
        if text:
            return bool(_NOTE.match(text) or _TOTAL.match(text) or _SAMPLE.match(text))
    return False


def is_single(row: list[object]) -> bool:
    """Tell whether only one cell of a row is filled, as in the lines of a note."""
    return sum(bool(as_written(cell).strip()) for cell in row) == 1
