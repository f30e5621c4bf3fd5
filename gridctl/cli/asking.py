"""Questions to a person: only where one is there to answer, on stderr, never in a script."""

from __future__ import annotations

import sys
import time
from typing import Self

from gridctl.errors import UsageError
from gridctl.settings import Settings, is_terminal

_YES = ("y", "yes", "是", "好", "对")
_REDRAW_SECONDS = 0.1


def ask(prompt: str, settings: Settings, *, option: str) -> str:
    """Ask until something is answered; without a terminal UsageError names the option that answers."""
    if not settings.interactive:
        raise UsageError(f"没有说明{prompt}", f"用 {option} 说明")
    answer = ""
    while not answer:
        answer = _answer(f"{prompt}: ")
    return answer


def confirm(question: str, settings: Settings, *, yes: bool) -> bool:
    """Whether to go on: `yes` has answered already; without a terminal UsageError asks for --yes."""
    if yes:
        return True
    if not settings.interactive:
        raise UsageError(f"{question}需要确认", "确实要做，就加上 --yes")
    return _answer(f"{question} [y/N] ").lower() in _YES


def _answer(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


class Progress:
    """How far a long task is, on one line of stderr and only on a terminal.

    Use it as a context manager; `advance` counts.
    """

    def __init__(self, label: str, total: int | None = None) -> None:
        self.label = label
        self.total = total
        self.done = 0
        self._drawn = 0.0
        self._visible = is_terminal(sys.stderr)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._visible and self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def advance(self, count: int = 1) -> None:
        """Count what was done."""
        self.done += count
        now = time.monotonic()
        if self._visible and now - self._drawn >= _REDRAW_SECONDS:
            self._drawn = now
            sys.stderr.write(f"\r{self.label} {self._figure()}")
            sys.stderr.flush()

    def _figure(self) -> str:
        if self.total:
            return f"{self.done:,}/{self.total:,}（{self.done * 100 // self.total}%）"
        return f"{self.done:,}"
