"""Attachments: photographs and scans kept beside the ledger by the hash of their content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a ticket (or to none yet); `sha256` names it beside the ledger, `use` says what it shows.

    `use` is one of before, after, paper, other; `size` is in bytes.
    """

    project: int
    id: int
    sha256: str
    name: str
    size: int
    use: str
    ticket: int | None
    added_at: str
