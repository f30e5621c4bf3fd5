"""Where the ledger is, who acts and which day it is: flag > GRIDCTL_* > default."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from gridctl.errors import UsageError

_YEARS = range(1900, 2100)
_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def utc_now() -> datetime:
    """The machine's clock, aware and in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """What one command was told about its surroundings.

    `today` moves what is shown and reported, never what is recorded: that is always `clock`'s, aware UTC.
    `interactive` says that somebody can answer (stdin is a terminal), `terminal` that somebody reads (stdout is one).
    `batch` is what a command among others of one batch works at (services.batches), None where it runs by itself.
    """

    ledger: Path
    project: str | None = None
    actor: str | None = None
    today: date | None = None
    clock: Callable[[], datetime] = utc_now
    interactive: bool = False
    terminal: bool = False
    batch: Any = None


def seat() -> str:
    """Where somebody sits: the account and the machine."""
    import getpass  # noqa: PLC0415 - only who says nothing of himself is looked up by his seat
    import platform  # noqa: PLC0415

    try:
        account = getpass.getuser()
    except (KeyError, ImportError, OSError):  # an account without a name
        account = str(os.getuid()) if hasattr(os, "getuid") else "?"
    return f"{account}@{platform.node()}"


def default_ledger() -> Path:
    """The ledger in the folder where this system keeps a user's data."""
    from platformdirs import user_data_path  # noqa: PLC0415 - a quarter of what a bare command costs

    return user_data_path("gridctl", appauthor=False) / "ledger.db"


def day(text: str, source: str) -> date:
    """Read a day written year-month-day, with or without leading zeros, and nothing else; `source` is the option or variable named in the UsageError."""
    if found := _DAY.fullmatch(text):
        with contextlib.suppress(ValueError):  # the 30th of February
            said = date(*map(int, found.groups()))
            if said.year in _YEARS:
                return said
    raise UsageError(f"{source} 的日期“{text}”看不懂", "日期写成 2026-11-20 这样的年-月-日")


def resolve(
    flags: Mapping[str, str], environment: Mapping[str, str], clock: Callable[[], datetime] | None = None
) -> Settings:
    """Settle every setting: what the line said, else GRIDCTL_*, else the default; an empty text says nothing.

    `flags` has the keys ledger, project, actor and today, as far as they were given.
    """

    def said(key: str) -> str | None:
        return flags.get(key) or environment.get(f"GRIDCTL_{key.upper()}") or None

    ledger, today = said("ledger"), said("today")
    source = "--today" if flags.get("today") else "GRIDCTL_TODAY"
    return Settings(
        ledger=Path(ledger).expanduser() if ledger else default_ledger(),
        project=said("project"),
        actor=said("actor"),
        today=day(today, source) if today else None,
        clock=clock or utc_now,
        interactive=is_terminal(sys.stdin),
        terminal=is_terminal(sys.stdout),
    )


def is_terminal(stream: object) -> bool:
    """Whether a person is at the other end; a stream that is missing (pythonw) or closed is none."""
    try:
        return bool(stream is not None and os.isatty(stream.fileno()))  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return False
