"""The line on stderr while a long step runs: seen by a person, never by a script."""

import os
import sys

import pytest

from gridctl.cli.stages import Stage


def test_it_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with Stage("读取 名册.csv") as stage:
        stage.counted(5000)
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_a_person_sees_how_far_it_is_and_then_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = os.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as screen:
        monkeypatch.setattr(sys, "stderr", screen)
        with Stage("读取 \x1b]0;名册.csv\x07") as stage:
            stage.counted(5000)
        monkeypatch.undo()
        seen = b""
        while not seen.endswith(b"\r\x1b[K") or b"5,000" not in seen:
            seen += os.read(master, 1000)
    os.close(master)
    assert "5,000 行" in seen.decode()
    assert "\x1b]0" not in seen.decode()
