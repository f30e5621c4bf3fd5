"""Duties found by what a clerk types: a code, a name or another usual name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.text import fold
from gridctl.errors import NotFoundError, RuleError
from gridctl.regulation.duties import duty_named
from gridctl.regulation.words import fold as as_word, listed
from gridctl.store.duties import DUTY

if TYPE_CHECKING:
    from gridctl.domain.duties.duties import Duty
    from gridctl.services.desk import Desk


def find_duty(desk: Desk, text: str) -> list[Duty]:
    """The dated rows of the duty that is meant by code, name or another usual name, oldest first.

    NotFoundError with all of them where there is none; RuleError for one that the project has not adopted yet.
    """
    rows = sorted(desk.reader.alike(DUTY, desk.pid), key=lambda row: (row.valid_from, row.id))
    seed = duty_named(text)
    wanted = (
        {seed.code} if seed else {row.code for row in rows if as_word(text) in (as_word(row.code), as_word(row.name))}
    )
    found = [row for row in rows if row.code in wanted]
    if found:
        return found
    if seed:
        raise RuleError(f"本项目还没有“{seed.name}”这项例行工作", "采用程序的：gridctl duty adopt")
    names = listed(dict.fromkeys(row.name for row in rows))
    raise NotFoundError(f"没有“{fold(text)}”这项例行工作", f"有：{names}" if names else "先采用：gridctl duty adopt")
