"""What libraries print by themselves, past Python's streams: kept off stdout, where only data belongs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_OUT, _ERR = 1, 2


@contextmanager
def aside() -> Iterator[None]:
    """Let what is written to descriptor 1 come out on descriptor 2 meanwhile; nothing happens where either is closed."""
    with suppress(AttributeError, OSError, ValueError):
        sys.stdout.flush()
    try:
        kept = os.dup(_OUT)
    except OSError:
        yield
        return
    try:
        with suppress(OSError):
            os.dup2(_ERR, _OUT)
        yield
    finally:
        _flush_library()
        os.dup2(kept, _OUT)
        os.close(kept)


def _flush_library() -> None:
    """Let the C library write what it still holds back."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)
