"""A real pseudo-terminal with `gridctl` at its other end: keys in, the screen out, every wait with an end."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 10.0  # seconds for anything; a session that hangs fails, and does not stop the suite
STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\x07\r]|.\x08")
PROGRAM = """
import os, sys
os.login_tty(0)
from datetime import datetime
from gridctl.cli.main import main
now = datetime.fromisoformat(sys.argv[1])
sys.exit(main(sys.argv[2:], clock=lambda: now))
"""


class Terminal:
    """What a clerk sees and types."""

    def __init__(self, handle: int, process: "subprocess.Popen[bytes]") -> None:
        self.handle = handle
        self.process = process
        self.raw = b""
        self.keys = 0
        self._seen = 0

    @property
    def screen(self) -> str:
        """Everything shown so far, without what steers the cursor."""
        return STEERING.sub("", self.raw.decode("utf-8", "replace"))

    def wait(self, text: str) -> str:
        """Read until a text is shown that was not seen before; give what was shown up to it."""
        deadline = time.monotonic() + PATIENCE
        while (at := self.screen.find(text, self._seen)) < 0:
            if not self._read(deadline):
                raise AssertionError(f"“{text}” was not shown after:\n{self.screen[self._seen :]}")
        shown = self.screen[self._seen : at]
        self._seen = at + len(text)
        return shown

    def type(self, text: str | bytes) -> None:
        """Type keys."""
        self.keys += len(text)
        os.write(self.handle, text.encode() if isinstance(text, str) else text)

    def answer(self, prompt: str, text: str | bytes) -> str:
        """Wait for a prompt and answer it with a line; give what was shown before it."""
        shown = self.wait(prompt)
        self.wait(": ")
        self.type(text)
        self.type("\n")
        return shown

    def press(self, prompt: str, key: bytes) -> None:
        """Press a key at a prompt as a person would: when the program waits, not while it draws."""
        self.wait(prompt)
        self.wait(": ")
        status = Path(f"/proc/{self.process.pid}/stat")
        while status.exists() and status.read_text().rpartition(") ")[2][0] != "S":
            time.sleep(0.01)
        self.type(key)

    def end(self) -> int:
        """Read to the end and give the exit status."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self.process.wait(PATIENCE)

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self.handle], [], [], max(0.0, deadline - time.monotonic()))
        try:
            more = os.read(self.handle, 65536) if ready else b""
        except OSError:  # Linux: the other end is closed
            more = b""
        self.raw += more
        return bool(more)


@contextmanager
def terminal(now: str, *argv: object, columns: int = 80, **environment: str) -> Iterator[Terminal]:
    """Run a command line at a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    around = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "LC_ALL", "LANG")}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, now, *map(str, argv)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=Path(__file__).parent.parent.parent,
        env={**around, "TERM": "xterm", "LC_ALL": "C.UTF-8", **environment},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
