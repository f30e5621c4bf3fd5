"""Who was to come to meetings and training, and who came."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.attendances import Attendance
from gridctl.store.schema import Ledgered, link

ATTENDANCE = Ledgered(
    "attendance",
    Attendance,
    Column("meeting", Integer),
    Column("training", Integer),
    Column("staff", Integer),
    Column("person", Text, nullable=False),
    Column("capacity", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("granted_by", Integer),
    Column("granted_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("score", Integer),
    link("meeting", to="meeting"),
    link("training", to="training"),
    link("staff", to="staff"),
    link("granted_by", to="staff"),
    CheckConstraint("(meeting IS NULL) <> (training IS NULL)", name="one_event"),
    CheckConstraint("(staff IS NULL) = (person <> '')", name="somebody"),
    CheckConstraint("state IN ('expected', 'present', 'late', 'absent', 'leave')", name="state"),
    CheckConstraint("result IN ('', 'passed', 'failed')", name="result"),
)
Index("ix_attendance_meeting", ATTENDANCE.c["project"], ATTENDANCE.c["meeting"])
Index("ix_attendance_training", ATTENDANCE.c["project"], ATTENDANCE.c["training"])
