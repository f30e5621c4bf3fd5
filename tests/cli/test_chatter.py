"""What libraries print past Python's streams is no data."""

import ctypes
import os
import subprocess
import sys

import pytest

from gridctl.cli.chatter import aside

posix = pytest.mark.skipif(os.name != "posix", reason="the C library as POSIX names it")


@posix
def test_what_the_c_library_prints_comes_out_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    library = ctypes.CDLL(None)
    with aside():
        os.write(1, b"one\n")
        library.puts(b"two")  # kept by the C library until it is flushed, where nobody looks at the screen
    sys.stdout.write("data\n")
    sys.stdout.flush()
    library.fflush(None)
    seen = capfd.readouterr()
    assert seen.out == "data\n"
    assert set(seen.err.split()) == {"one", "two"}


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_stops_nothing(closed: str) -> None:
    script = "from gridctl.cli.chatter import aside\nwith aside(): pass\nraise SystemExit(7)"
    command = f"exec '{sys.executable}' -c '{script}' {closed}"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 7


def test_what_was_printed_before_stays_where_it_belongs(capfd: pytest.CaptureFixture[str]) -> None:
    sys.stdout.write("before ")
    with aside():
        pass
    sys.stdout.write("after")
    sys.stdout.flush()
    assert capfd.readouterr().out == "before after"
