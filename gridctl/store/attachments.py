"""Attachments: which files are kept beside the ledger."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.attachments import Attachment
from gridctl.store.schema import Ledgered, link

ATTACHMENT = Ledgered(
    "attachment",
    Attachment,
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("use", Text, nullable=False),
    Column("ticket", Integer),
    Column("added_at", Text, nullable=False),
    link("ticket", to="ticket"),
    CheckConstraint("length(sha256) = 64 AND size >= 0", name="content"),
    CheckConstraint("use IN ('before', 'after', 'paper', 'other')", name="use"),
)
Index("ix_attachment_ticket", ATTACHMENT.c["project"], ATTACHMENT.c["ticket"])
