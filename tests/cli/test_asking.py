"""Questions: asked of a person, never of a script."""

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gridctl.cli.asking import ask, confirm
from gridctl.errors import UsageError
from gridctl.settings import Settings

SCRIPT = Settings(ledger=Path("l.db"))
PERSON = replace(SCRIPT, interactive=True)


def answers(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_script_is_told_which_option_answers() -> None:
    with pytest.raises(UsageError) as caught:
        ask("项目名称", SCRIPT, option="--name")
    assert caught.value.message == "没有说明项目名称"
    assert "--name" in caught.value.hint


def test_a_person_is_asked_until_something_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, "\n  \n 幸福里 \n")
    assert ask("项目名称", PERSON, option="--name") == "幸福里"
    assert capsys.readouterr() == ("", "项目名称: " * 3)


def test_the_end_of_input_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "")
    with pytest.raises(KeyboardInterrupt):
        ask("项目名称", PERSON, option="--name")


@pytest.mark.parametrize(
    ("said", "agreed"),
    [("y\n", True), ("是\n", True), ("YES\n", True), ("\n", False), ("n\n", False), ("随便\n", False)],
)
def test_only_a_clear_yes_confirms(said: str, agreed: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    answers(monkeypatch, said)
    assert confirm("覆盖原来的台账库", PERSON, yes=False) is agreed


def test_yes_answers_beforehand_and_a_script_must_say_it() -> None:
    assert confirm("覆盖", SCRIPT, yes=True)
    with pytest.raises(UsageError) as caught:
        confirm("覆盖", SCRIPT, yes=False)
    assert "--yes" in caught.value.hint
