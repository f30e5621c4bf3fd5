"""Issued reports: what was handed in, kept."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, Text

from gridctl.domain.issues import IssuedReport
from gridctl.store.schema import Day, Ledgered, unique

ISSUED = Ledgered(
    "issued_report",
    IssuedReport,
    Column("form", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("first_day", Day, nullable=False),
    Column("last_day", Day, nullable=False),
    Column("scope", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("issued_on", Day, nullable=False),
    Column("recorded_at", Text, nullable=False),
    unique("form", "first_day", "scope", "version"),
    CheckConstraint("first_day <= last_day", name="dated"),
    CheckConstraint("version >= 1", name="version"),
)
