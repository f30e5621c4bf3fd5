"""Photographs and scans of a ticket: kept beside the ledger first, then named in it (T11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.attachments import Attachment
from gridctl.domain.text import clean
from gridctl.errors import UsageError
from gridctl.services.tickets.opening import find_ticket
from gridctl.store import files
from gridctl.store.attachments import ATTACHMENT
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.store.files import Kept

USES = {"before": "整改前", "after": "整改后", "paper": "签字纸件", "other": "其他"}


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """An attachment of a ticket: what it shows, its own name, bytes, when it was put in (local), and where it lies."""

    use: str
    name: str
    size: int
    added: datetime
    sha256: str
    file: Path


def use_from_text(text: str) -> str:
    """What a photograph shows, by code or in words (`before`, `整改前`, `前`)."""
    wanted = clean(text).lower()
    for code, words in USES.items():
        if wanted and (wanted in (code, words) or words.endswith(wanted)):
            return code
    raise UsageError(
        f"附件用途“{text}”看不懂", f"用途有：{'、'.join(f'{code} {words}' for code, words in USES.items())}"
    )


def keep_files(caller: Caller, sources: Sequence[Path], *, dry_run: bool = False) -> list[Kept]:
    """Keep files beside the ledger before anything is written to it; `dry_run` only looks at them."""
    looked = [files.look_at(source) for source in sources]  # all are looked at before one is copied
    return looked if dry_run else [files.keep(caller.ledger, source) for source in sources]


def attach(desk: WritingDesk, number: str, kept: Sequence[Kept], use: str) -> list[AttachmentLine]:
    """Name kept files as those of a ticket; one that it has already is told of and not named twice."""
    ticket = find_ticket(desk, number)
    known = {row.sha256 for row in attachments_of(desk, ticket.id)}
    rows = []
    for file in kept:
        if file.sha256 in known:
            desk.notices.append(f"{ticket.code} 已经有 {clean(file.name)} 这个文件，没有再存")
            continue
        known.add(file.sha256)
        rows.append(add_attachment(desk, file, use, ticket.id))
    return [_line(desk, row) for row in rows]


def add_attachment(desk: WritingDesk, kept: Kept, use: str, ticket: int | None) -> Attachment:
    """Name one kept file."""
    row = Attachment(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, ATTACHMENT),
        sha256=kept.sha256,
        name=clean(kept.name),
        size=kept.size,
        use=use,
        ticket=ticket,
        added_at=utc_text(desk.tx.now),
    )
    desk.tx.insert(ATTACHMENT, [row])
    return row


def attachments_of(desk: Desk, ticket: int) -> list[Attachment]:
    """The attachments of a ticket, in the order they were put in."""
    return desk.reader.find(ATTACHMENT, desk.pid, ATTACHMENT.c["ticket"] == ticket)


def attachment_lines(desk: Desk, ticket: int) -> list[AttachmentLine]:
    """The attachments of a ticket in words."""
    return [_line(desk, row) for row in attachments_of(desk, ticket)]


def _line(desk: Desk, row: Attachment) -> AttachmentLine:
    file = files.path_of(files.files_of(desk.reader.path.absolute()), row.sha256)
    return AttachmentLine(row.use, row.name, row.size, desk.local(row.added_at), row.sha256, file)
