"""What is under way: one line of stderr while a long step runs, on a terminal only."""

from __future__ import annotations

import sys
from typing import Self

_CLEAR = "\r\x1b[K"


class Stage:
    """A long step, named while it runs and gone when it is over; `counted` tells how far it is."""

    def __init__(self, text: str) -> None:
        from gridctl.domain.text import shown
        from gridctl.settings import is_terminal

        self.text = shown(text)
        self.visible = is_terminal(sys.stderr)

    def __enter__(self) -> Self:
        self._write(f"{_CLEAR}{self.text} …")
        return self

    def __exit__(self, *_: object) -> None:
        self._write(_CLEAR)

    def counted(self, rows: int) -> None:
        """Tell how many rows are done."""
        self._write(f"\r{self.text} {rows:,} 行")

    def _write(self, text: str) -> None:
        if self.visible:
            sys.stderr.write(text)
            sys.stderr.flush()
