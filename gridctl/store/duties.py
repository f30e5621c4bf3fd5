"""Duties of a project from a day on, and what is done of those that have no book of their own."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.duties.duties import Duty, DutyRecord
from gridctl.store.schema import Day, Ledgered, link, unique

DUTY = Ledgered(
    "duty",
    Duty,
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    Column("enabled", Integer, nullable=False),
    Column("definition", Text, nullable=False),
    Column("clause", Text, nullable=False),
    unique("code", "valid_from"),
    CheckConstraint("code <> '' AND name <> '' AND definition <> ''", name="filled"),
    CheckConstraint("enabled IN (0, 1)", name="enabled"),
    CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="dated"),
)


DUTY_RECORD = Ledgered(
    "duty_record",
    DutyRecord,
    Column("code", Text, nullable=False),
    Column("day", Day, nullable=False),
    Column("at", Text, nullable=False),
    Column("staff", Integer),
    Column("grid", Integer),
    Column("building", Integer),
    Column("place", Integer),
    Column("excused", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    link("staff", to="staff"),
    link("grid", to="grid"),
    link("building", to="building"),
    link("place", to="place"),
    CheckConstraint("code <> '' AND at <> '' AND recorded_at <> ''", name="filled"),
    CheckConstraint("excused IN (0, 1) AND (excused = 0 OR note <> '')", name="excused"),
    CheckConstraint("excused = 1 OR staff IS NOT NULL", name="doer"),
)
Index("ix_duty_record_code_day", DUTY_RECORD.c["project"], DUTY_RECORD.c["code"], DUTY_RECORD.c["day"])
