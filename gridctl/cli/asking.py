"""Questions to a person: only where one is there to answer, on stderr, never in a script."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from gridctl.errors import UsageError
from gridctl.settings import Settings

_LATER = "以后再补"
_YES = ("y", "yes", "是", "好", "对")


def ask(prompt: str, settings: Settings, *, option: str, usual: str = "") -> str:
    """Ask until something is answered, or once where Enter means what is `usual`.

    Without a terminal UsageError names the option that answers.
    """
    if not settings.interactive:
        raise UsageError(f"没有说明{prompt}", f"用 {option} 说明")
    shown = f"{prompt}（回车是 {usual}）" if usual else prompt
    answer = ""
    while not answer:
        answer = _answer(f"{shown}: ") or usual
    return answer


def ask_or_leave(titles: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """Ask for each of several things, by name and title; what a person leaves for later with Enter is not in the answer."""
    answers = {name: ask(title, settings, option="", usual=_LATER) for name, title in titles.items()}
    return {name: text for name, text in answers.items() if text != _LATER}


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
    from gridctl.cli.typed import typed

    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError as error:
        raise UsageError("输入的文字编码认不出来", "把终端的编码设成 UTF-8 后再试；什么也没有写入") from error
    if not line:
        raise KeyboardInterrupt
    return str(typed(line))
