"""Signatures: PINs and extensions."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.signatures import Extension, Pin
from gridctl.store.schema import Day, Ledgered, link, unique

PIN = Ledgered(
    "pin",
    Pin,
    Column("staff", Integer, nullable=False),
    Column("salt", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("set_at", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Text, nullable=False),
    unique("staff"),
    link("staff", to="staff"),
    CheckConstraint("failures >= 0", name="failures"),
)

EXTENSION = Ledgered(
    "extension",
    Extension,
    Column("ticket", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("asked_on", Day, nullable=False),
    Column("asked_by", Integer),
    Column("until", Day, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("signer", Integer),
    Column("means", Text, nullable=False),
    Column("signed_at", Text, nullable=False),
    Column("paper_on", Day),
    Column("attachment", Integer),
    Column("note", Text, nullable=False),
    link("ticket", to="ticket"),
    link("asked_by", to="staff"),
    link("signer", to="staff"),
    link("attachment", to="attachment"),
    CheckConstraint("state IN ('asked', 'signed', 'refused')", name="state"),
    CheckConstraint("means IN ('', 'pin', 'paper')", name="means"),
    CheckConstraint("(state = 'asked') = (signer IS NULL) AND (state = 'asked') = (means = '')", name="signed"),
    CheckConstraint("(state = 'asked') = (signed_at = '')", name="signed_at"),
    CheckConstraint("reason <> ''", name="reason"),
)
Index("ix_extension_ticket", EXTENSION.c["project"], EXTENSION.c["ticket"])
