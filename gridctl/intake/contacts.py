"""Names, telephone numbers and identity documents, as people write them into cells.

What is no real number (无, 000, 13800000000) is blank; what looks odd is kept as written, and said.
"""

from __future__ import annotations

import re

from gridctl.domain.text import fold
from gridctl.intake.values import NOTHING, Doubt, plain, text as text_of

_SEVERAL = re.compile(r"[、,，;；/]|\s和\s|\n")
_TWO_NAMES = re.compile(r"[㐀-鿿]{2,4}\s+[㐀-鿿]{2,4}")
_SPREAD_NAME = re.compile(r"([㐀-鿿\U00020000-\U000323af])\s+([㐀-鿿\U00020000-\U000323af])")
_FAKE_PHONE = re.compile(r"0+|(\d)\1{6,}|1\d{2}0{8}|12345678\d*")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?|[48]00-?\d{3}-?\d{4}|\d{3,6}")
_NUMBERS = re.compile(r"\d{7,}")
_FAKE_IDENTITY = re.compile(r"(\d)\1*|123456\w*")
_IDENTITY = re.compile(r"\d{17}[\dX]|\d{15}|[A-Z]{1,3}[A-Z0-9()]{5,17}|\d{8,9}")


def person(cell: object) -> object:
    """Read a name; 王 芳 is spread to look as wide as three characters."""
    value = text_of(cell)
    if not isinstance(value, str):
        return value
    spread = _SPREAD_NAME.fullmatch(value)
    if spread:
        return spread[1] + spread[2]
    if value in NOTHING:
        return Doubt(None, "不是姓名，按没有填处理")
    if _SEVERAL.search(value) or _TWO_NAMES.fullmatch(value):
        return Doubt(value, "一格里像是有几个人，照原样保留")
    return value


def phone(cell: object) -> object:
    """Read a telephone number; a mobile number becomes its eleven digits."""
    if type(cell) is str and len(cell) == 11 and cell.isascii() and cell.isdigit() and not _FAKE_PHONE.fullmatch(cell):  # noqa: PLR2004
        return cell if cell[0] == "1" else Doubt(cell, "不像电话号码，照原样保留")
    said = plain(cell)
    if not isinstance(said, tuple):
        return said
    text, doubt = said
    bare = re.sub(r"[\s\-()]", "", fold(text))
    if text.casefold() in NOTHING or _FAKE_PHONE.fullmatch(bare):
        return Doubt(None, "不是真的号码，按没有填处理")
    mobile = _MOBILE.fullmatch(bare)
    if mobile:
        return Doubt(mobile[1], doubt) if doubt else mobile[1]
    return _other_phone(text, doubt)


def _other_phone(text: str, doubt: str) -> object:
    folded = fold(text)
    if len(_NUMBERS.findall(folded.replace("-", ""))) > 1 or _SEVERAL.search(folded):
        return Doubt(text, "一格里像是有几个号码，照原样保留")
    if not _LANDLINE.fullmatch(re.sub(r"[()]|\s", "", re.sub(r"\)\s*", "-", folded))):
        return Doubt(text, "不像电话号码，照原样保留")
    return Doubt(folded, doubt) if doubt else folded


def identity(cell: object) -> object:
    """Read the number of an identity document."""
    if type(cell) is str and len(cell) == 18 and cell.isascii() and cell.isdigit() and cell[-3:] != "000":  # noqa: PLR2004
        return Doubt(None, "不是真的证件号，按没有填处理") if _FAKE_IDENTITY.fullmatch(cell) else cell
    said = plain(cell)
    if not isinstance(said, tuple):
        return said
    number = re.sub(r"\s", "", fold(said[0])).upper()
    if number.casefold() in NOTHING or _FAKE_IDENTITY.fullmatch(number):
        return Doubt(None, "不是真的证件号，按没有填处理")
    if not _IDENTITY.fullmatch(number):
        return Doubt(number, "位数或写法不像证件号，请核对")
    if len(number) == 18 and number.endswith("000"):  # noqa: PLR2004
        return Doubt(number, "末三位是 000，可能被 Excel 改坏过，请核对")
    return Doubt(number, said[1]) if said[1] else number
