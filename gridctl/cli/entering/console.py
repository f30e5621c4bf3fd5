"""A line at a time on a terminal: over ssh, in a Windows console, in a narrow window; nothing is drawn."""

from __future__ import annotations

import contextlib
import io
import signal
import sys
from collections.abc import Iterable, Iterator

from gridctl.cli.output import words
from gridctl.cli.typed import typed
from gridctl.cli.width import screen_width, width, wrapped
from gridctl.errors import UsageError
from gridctl.settings import Settings

_UTF_8 = ("UTF-8", "UTF8")
_HANGING = 2  # a closing mark may stand beyond the last column but one
_HALF = "这一行里有半个汉字或认不出的编码"


class Console:
    """Asks and tells; what was typed comes back clean.

    Where somebody reads stdout the line is the terminal's own, which deletes a Chinese character as one; else the
    prompts go to stderr, so that stdout holds the list alone.
    """

    def __init__(self, settings: Settings) -> None:
        self._edited = settings.terminal
        _take_half_characters()
        if self._edited:
            _edit_lines()

    def ask(self, prompt: str) -> str:
        """A line as it was typed; EOFError at its end, KeyboardInterrupt, UsageError where it cannot be read."""
        try:
            line = input(prompt) if self._edited else _line(prompt)
        except UnicodeDecodeError:
            raise UsageError(_HALF, "请重打这一格") from None
        try:
            return str(typed(line))
        except UsageError:
            raise UsageError(_HALF, "请重打这一格") from None

    def say(self, *texts: str) -> None:
        """Say something, wrapped to the window."""
        words(*(line for text in texts for line in wrapped(text, screen_width() - _HANGING)))

    def list(self, items: Iterable[str]) -> None:
        """Say what can be chosen, as many to a line as the window holds, none broken that fits into one."""
        lines = [""]
        for item in (part for each in items for part in wrapped(each, screen_width() - _HANGING)):
            fits = width(lines[-1]) + width(item) + 2 < screen_width()
            lines = [*lines[:-1], f"{lines[-1]}{item}  "] if fits or not lines[-1] else [*lines, f"{item}  "]
        words(*(line.rstrip() for line in lines))


def _line(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _take_half_characters() -> None:
    """Let a half character come through, to be refused in words, rather than break the line that follows."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        with contextlib.suppress(io.UnsupportedOperation):  # a line was read already
            sys.stdin.reconfigure(errors="surrogateescape")


def _edit_lines() -> None:
    """Let the line be edited by readline where it is and knows the encoding; a kernel deletes half of what is wide.

    A Windows console, which has neither, edits lines by itself.
    """
    import locale

    encoding = getattr(locale, "nl_langinfo", None)
    if encoding is None or encoding(locale.CODESET).upper() not in _UTF_8:
        return
    with contextlib.suppress(ImportError):
        import readline

        readline.parse_and_bind("set enable-bracketed-paste off")


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done: a slip is kept or not, and the clerk is told which."""
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
