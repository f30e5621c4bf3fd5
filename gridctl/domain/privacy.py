"""Masks for personal data: what a listing shows unless it is asked, with a reason, to show all.

A mask never shows more than its rule says of a value that it does not understand: it then shows less.
"""

from __future__ import annotations

import re
from functools import cache

_MASK = "*"
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # one for one, so positions stay
_DIALLED = {code: code - 0xFEE0 for code in map(ord, "０１２３４５６７８９－＋")}
_SHORT, _LOCAL, _FULL = 4, 7, 11  # digits of a number that shows nothing, its last four, its first three too
_MOBILE = tuple(f"1{digit}" for digit in "3456789")
_SHOWN_HALF = 8  # a document number this short shows one character at each end

# Longest first: an identity number must not be taken for a telephone number with something behind it.
_FINDS = r"""(?x)
    (?P<id>(?<![0-9]) [1-9][0-9]{5}[\s-]?(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][\s-]?[0-9]{3}[0-9Xx] (?![0-9]))
  | (?P<landline>(?<![0-9]) \(?(?P<area>0(?:[12][0-9]|[3-9][0-9]{2}))\)?[\s-]{0,2}[1-9][0-9]{2,3}[\s-]?[0-9]{4} (?![0-9]))
  | (?P<mobile>(?<![0-9]) 1[3-9][0-9][\s-]?[0-9]{4}[\s-]?[0-9]{4} (?![0-9]))
  | (?P<oldid>(?<![0-9]) [1-9][0-9]{14} (?![0-9]))
  | (?P<long>[0-9]{11,}[Xx]?)
  | (?P<local>(?:(?<=电话|座机|联系|手机|号码)|(?<=[Tt][Ee][Ll])) [:\s是为]{0,3} (?P<number>[1-9][0-9]{2,3}[\s-]?[0-9]{4}) (?![0-9]))
"""
_COMPOUND = (  # a pair of characters without a space stands in it only as one whole surname
    "欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 "
    "司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 "
    "第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 完颜 纳兰 那拉 耶律 哥舒 贺兰 綦毋 "
)
_ORGANISATION = ("公司", "集团", "银行", "委员会", "合作社")


@cache
def _finds() -> re.Pattern[str]:
    """Compile on first need: only commands that show people need it."""
    return re.compile(_FINDS)


def _ends(text: str, head: int, tail: int) -> str:
    """Keep so many characters at each end and mask each one between."""
    return text[:head] + _MASK * (len(text) - head - tail) + text[len(text) - tail :]


def _mask_digits(digits: str) -> str:
    """Mask a number by its length alone: 3+4 of a mobile, the last four of a local one, nothing of a short one."""
    if len(digits) >= _FULL:
        return _ends(digits, 3, 4)
    return _ends(digits, 0, 4 if len(digits) >= _LOCAL else 0)


def _mask_landline(found: str, area: str) -> str:
    """Mask all but the area code and the last four digits."""
    digits = re.sub(r"[^0-9]", "", found)
    return f"{area}-{_ends(digits[len(area) :], 0, 4)}"


def _mask_find(find: re.Match[str]) -> str:
    """Mask one number found in a text."""
    if find["landline"]:
        return _mask_landline(find[0], find["area"])
    if find["mobile"] or find["local"]:
        return _mask_digits(re.sub(r"[^0-9]", "", find["number"] or find[0]))
    return _ends(re.sub(r"[\s-]", "", find[0]), *((4, 4) if find["id"] or find["oldid"] else (3, 4)))


def mask_free_text(text: str) -> str:
    """Mask telephone and identity numbers wherever they stand in a text; the rest stays as it was written.

    Any run of eleven digits or more is taken for one, whatever it is.
    """
    if not text or sum(map(str.isdigit, text)) < _LOCAL:  # no number in it, and no pattern to compile
        return text
    parts, end = [], 0
    for find in _finds().finditer(text.translate(_WIDTH)):
        parts += [text[end : find.start("number" if find["local"] else 0)], _mask_find(find)]
        end = find.end()
    return "".join([*parts, text[end:]])


def mask_phone(text: str) -> str:
    """Mask a telephone cell: 138****0001, 010-****5678, ****5678; several numbers in one cell each by itself."""
    if not text:
        return text
    if (
        len(text) == _FULL and text.startswith(_MOBILE) and text.isascii() and text.isdigit()
    ):  # as nearly all are written
        return _mask_digits(text)
    masked = mask_free_text(re.sub(r"^(?:\+|00)86[\s-]?", "", text.translate(_DIALLED).strip()))
    if _MASK not in masked:
        return _mask_unknown_phone(masked)
    return re.sub(rf"[0-9]{{{_SHORT + 1},}}", lambda run: _mask_digits(run[0]), masked)


def _mask_unknown_phone(text: str) -> str:
    """Mask a number of no known shape: its last four digits at most, wherever its hyphens stand."""
    joined = re.sub(r"(?<=[0-9])[\s().-]+(?=[0-9])", "", text)
    return re.sub(r"[0-9]+", lambda run: _mask_digits(run[0]), joined)


def mask_id(text: str) -> str:
    """Mask an identity number of 15 or 18 digits 4+4; any other document shows two characters at each end or one."""
    plain = text.isascii() and text.isalnum()  # as nearly all are written
    number = text if plain or not text else re.sub(r"[\s-]", "", text.translate(_WIDTH))
    if len(number) in {15, 18}:
        return _ends(number, 4, 4)
    if len(number) > _SHOWN_HALF:
        return _ends(number, 2, 2)
    return _ends(number, 1, 1) if len(number) > 3 else _MASK * len(number)  # noqa: PLR2004


def _mask_one_name(name: str) -> str:
    """Keep the surname of one name: two characters of a compound one, else the first."""
    head = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1  # noqa: PLR2004
    return name[:head] + _MASK * (len(name) - head)


def mask_name(text: str) -> str:
    """Mask a name but for its surname (张*, 欧阳*); several names in one cell each by itself.

    A company is no person and stays. Spaces inside a padded name (张 三) go, lest each character passes for a surname.
    """
    text = text.strip()
    if text.endswith(_ORGANISATION):
        return text
    if text.isalpha():  # one name, as nearly all cells hold
        return _mask_one_name(text)
    if re.search(r"(?:^|\s)\S(?:\s|$)", text):
        text = re.sub(r"\s+", "", text)
    return re.sub(r"[^\s、，,;；/／()（）&+]+", lambda name: _mask_one_name(name[0]), text)
