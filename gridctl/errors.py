"""The few kinds of error: what happened, what to do about it, and the exit status a script sees."""

from __future__ import annotations


class GridctlError(Exception):
    """An error told to the user in one line, with a hint.

    `message` says what happened and where (file, sheet, cell, option); `hint` says what to do next.
    """

    status = 1
    code = "unexpected"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(GridctlError):
    """The command was typed wrongly, or something it needs was not said."""

    status = 2
    code = "usage"


class NotFoundError(GridctlError):
    """What was named is not in the ledger."""

    status = 3
    code = "not_found"


class RuleError(GridctlError):
    """A rule of the regulations, or what the ledger already holds, forbids it."""

    status = 4
    code = "rule_broken"


class AmbiguousError(UsageError):
    """What was named fits several; `choices` are shown so that one can be typed in full."""

    code = "ambiguous"

    def __init__(self, message: str, hint: str = "", choices: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.choices = choices


class BadDataError(GridctlError):
    """A file or a value that was handed in cannot be read or is wrong."""

    status = 5
    code = "bad_data"


class ProblemsError(BadDataError):
    """A sheet has cells that cannot be taken: `problems` says each in one line, with its place in the file."""

    def __init__(self, message: str, hint: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.problems = problems


class LedgerError(GridctlError):
    """The ledger is missing, locked, damaged, read-only or of another version."""

    status = 6
    code = "ledger"
