"""Asking for the figures that the regulations leave blank, when a ledger is made at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.cli.asking import ask
from gridctl.cli.output import say
from gridctl.errors import UsageError
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.services.duties.seeding import Figures

_LATER, _NO_MORE = "以后再定", "-"


def asked_figures(settings: Settings) -> Figures:
    """The figures that a person fills in: Enter leaves one for later, `-` all that follow; a script is asked nothing."""
    if not settings.interactive:
        return {}
    from gridctl.services.duties.seeding import blanks

    say("规程留空的数，由本项目定。回车是以后再定，- 是其余的都以后再定；多久一次写 每周、每半月、每月、每季度 等。")
    figures = {}
    for (code, blank), title in blanks().items():
        if (text := _asked(code, blank, title, settings)) == _NO_MORE:
            break
        if text:
            figures[code, blank] = text
    return figures


def _asked(code: str, blank: object, title: str, settings: Settings) -> str:
    """Ask until the answer can be filled in; "" for later."""
    from gridctl.domain.duties.duties import Blank
    from gridctl.services.duties.seeding import refuse_wrong

    while (text := ask(title, settings, option="", usual=_LATER)) not in (_LATER, _NO_MORE):
        try:
            refuse_wrong(code, Blank(str(blank)), text)
        except UsageError as wrong:
            say(f"{wrong.message}；{wrong.hint}")
        else:
            return text
    return "" if text == _LATER else text
