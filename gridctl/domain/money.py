"""Money: whole fen inside, yuan as people write it (50, 50元, ¥1,200.50)."""

from __future__ import annotations

import re

from gridctl.domain.text import fold
from gridctl.errors import UsageError

_WRITTEN = re.compile(r"[¥￥]?(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?元?", re.ASCII)
_FEN = 100


def fen_from_text(text: str) -> int:
    """The fen that are meant; UsageError where it is no amount, or one below zero."""
    found = _WRITTEN.fullmatch(fold(text).replace(" ", ""))
    if found is None:
        raise UsageError(f"“{fold(text)}”不是金额", "写几元或几元几角几分，例如 50、120.50")
    return int(found[1].replace(",", "")) * _FEN + int((found[2] or "").ljust(2, "0"))


def yuan(fen: int) -> str:
    """Money for a screen or a form: `50`, `120.50`."""
    sign, whole, rest = "-" if fen < 0 else "", *divmod(abs(fen), _FEN)
    return f"{sign}{whole}.{rest:02}" if rest else f"{sign}{whole}"
