"""Supervision findings, accountability and commendation, notes of the work log."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.supervisions import Merit, Supervision, WorkNote
from gridctl.store.schema import Day, Ledgered, link

SUPERVISION = Ledgered(
    "supervision",
    Supervision,
    Column("found_on", Day, nullable=False),
    Column("found_by", Integer),
    Column("what", Text, nullable=False),
    Column("place", Integer),
    Column("grid", Integer),
    Column("answerable", Integer),
    Column("due", Day, nullable=False),
    Column("mended_on", Day),
    Column("measures", Text, nullable=False),
    Column("checked_by", Integer),
    Column("checked_on", Day),
    Column("passed", Integer),
    link("found_by", to="staff"),
    link("place", to="place"),
    link("grid", to="grid"),
    link("answerable", to="staff"),
    link("checked_by", to="staff"),
    CheckConstraint("what <> '' AND found_on <= due", name="filled"),
    CheckConstraint("(checked_on IS NULL) = (passed IS NULL) AND (passed IS NULL OR passed IN (0, 1))", name="checked"),
    CheckConstraint("checked_by IS NULL OR answerable IS NULL OR checked_by <> answerable", name="four_eyes"),
)

MERIT = Ledgered(
    "merit",
    Merit,
    Column("kind", Text, nullable=False),
    Column("staff", Integer, nullable=False),
    Column("decided_on", Day, nullable=False),
    Column("decided_by", Integer),
    Column("reason", Text, nullable=False),
    Column("amount_fen", Integer, nullable=False),
    Column("supervision", Integer),
    Column("ticket", Integer),
    link("staff", to="staff"),
    link("decided_by", to="staff"),
    link("supervision", to="supervision"),
    link("ticket", to="ticket"),
    CheckConstraint("kind IN ('accountability', 'commendation') AND reason <> ''", name="kind"),
    CheckConstraint("amount_fen >= 0", name="amount"),
)

WORK_NOTE = Ledgered(
    "work_note",
    WorkNote,
    Column("staff", Integer, nullable=False),
    Column("day", Day, nullable=False),
    Column("part", Text, nullable=False),
    Column("text", Text, nullable=False),
    link("staff", to="staff"),
    CheckConstraint("part <> '' AND text <> ''", name="filled"),
)
Index("ix_work_note_day", WORK_NOTE.c["project"], WORK_NOTE.c["staff"], WORK_NOTE.c["day"])
