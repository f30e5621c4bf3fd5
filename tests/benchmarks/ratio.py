"""How much more one command costs than another: whole processes in turn, CPU seconds, the median of paired ratios.

Both sides of a pair run within the same second, so that what else the machine does weighs on both.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from statistics import median
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KIB = 1024
MIB = KIB * KIB
# A process is told to have held at least what its parent held when it was started: so a parent that holds little.
STARTER = """
import os, sys
end, *words = sys.argv[1:]
_, status, usage = os.wait4(os.spawnvp(os.P_NOWAIT, words[0], words), 0)
os.write(int(end), f"{usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}".encode())
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line; `before` runs first and is not measured, `terminal` gives it a terminal to write to."""

    words: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    terminal: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: CPU seconds, user and system, and the most memory it held, in bytes."""

    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Medians: of the ratios of the pairs, and of each side."""

    cpu: float
    memory: float
    ours: Cost
    peer: Cost


def compare(ours: Command, peer: Command, pairs: int) -> Comparison:
    """Run both in turn and compare them; the first pair only warms the caches, unless there is but one."""
    runs = [(cost(ours), cost(peer)) for _ in range(pairs + (pairs > 1))][pairs > 1 :]
    return Comparison(
        cpu=median(own.cpu / other.cpu for own, other in runs),
        memory=median(own.memory / other.memory for own, other in runs),
        ours=_middle([own for own, _ in runs]),
        peer=_middle([other for _, other in runs]),
    )


def _middle(costs: Sequence[Cost]) -> Cost:
    return Cost(median(each.cpu for each in costs), round(median(each.memory for each in costs)))


def cost(command: Command) -> Cost:
    """Run one command; a command that fails has measured nothing and is a RuntimeError."""
    command.before()
    with _somewhere(terminal=command.terminal) as out, tempfile.TemporaryFile() as errors:
        told, tells = os.pipe()
        started = subprocess.run(
            [sys.executable, "-ISc", STARTER, str(tells), *command.words],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
            env={**_surroundings(), **command.environment},
            pass_fds=[tells],
            check=False,
        )
        os.close(tells)
        with os.fdopen(told) as answer:
            cpu, memory = answer.read().split() or ("0", "0")
        if started.returncode:
            errors.seek(0)
            raise RuntimeError(f"{' '.join(command.words)}: {started.returncode} {errors.read().decode()}")
    return Cost(float(cpu), int(memory) * KIB)


def _surroundings() -> dict[str, str]:
    """What a user's own process finds: nothing that makes Python compile its modules anew each time."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GRIDCTL_"))}


@contextmanager
def _somewhere(*, terminal: bool) -> Iterator[int | IO[bytes]]:
    """Where the output goes: a pipe's end or a terminal's, drained as it comes."""
    theirs, ours = pty.openpty()[::-1] if terminal else os.pipe()[::-1]
    reader = threading.Thread(target=_drain, args=(ours,))
    reader.start()
    try:
        yield theirs
    finally:
        os.close(theirs)
        reader.join()
        os.close(ours)


def _drain(end: int) -> None:
    with suppress(OSError):  # how a terminal says that nobody writes to it any more
        while os.read(end, 65536):
            pass
