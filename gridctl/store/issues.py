"""Issued reports: what was handed in, kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, Integer, Text, func, select

from gridctl.domain.issues import IssuedReport
from gridctl.store.schema import Day, Ledgered, unique

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader

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


def first_open_day(reader: Reader, project: int, form: str) -> date:
    """The first day that no issued report of a form covers; the first of all days where none was issued."""
    statement = select(func.max(ISSUED.c["last_day"])).where(ISSUED.c["project"] == project, ISSUED.c["form"] == form)
    last: date | None = reader.connection.execute(statement).scalar_one()
    return last + timedelta(days=1) if last else date.min
