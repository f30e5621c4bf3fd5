"""Words as they were typed: control characters go at the door, and what is in another encoding is never just dropped."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from gridctl.errors import UsageError

_PATHS = {"GRIDCTL_LEDGER", "ledger"}  # a file may have any name


def typed(value: Any) -> Any:
    """Give a value of the line with its texts clean, whatever it is made of; paths stay as they are."""
    if isinstance(value, str):
        return _text(value)
    return type(value)(map(typed, value)) if type(value) in (list, tuple) else value


def typed_settings(said: Mapping[str, str]) -> dict[str, str]:
    """Give settings from the line or from the environment with their texts clean."""
    return {key: value if key in _PATHS else _text(value) for key, value in said.items()}


def _text(text: str) -> str:
    from gridctl.domain.text import clean

    return clean(text if text.isprintable() else _decoded(text))


def _decoded(text: str) -> str:
    """A terminal or a script whose locale says nothing of UTF-8 hands UTF-8 over as bytes; other bytes are refused."""
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(text).decode()
        except UnicodeError:
            from gridctl.domain.text import shown

            hint = "把终端或脚本文件的编码设成 UTF-8 后再试；什么也没有写入"
            raise UsageError(f"“{shown(text)}”里有认不出编码的文字", hint) from None
    return text
