"""Training and certificates."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.trainings import Certificate, Training
from gridctl.store.schema import Day, Ledgered, link

TRAINING = Ledgered(
    "training",
    Training,
    Column("kind", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("planned_on", Day, nullable=False),
    Column("held_on", Day),
    Column("trainer", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    CheckConstraint("kind <> '' AND topic <> ''", name="filled"),
    CheckConstraint("(held_on IS NULL) = (recorded_at = '')", name="held"),
)
Index("ix_training_planned_on", TRAINING.c["project"], TRAINING.c["planned_on"])


CERTIFICATE = Ledgered(
    "certificate",
    Certificate,
    Column("staff", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("issued_on", Day, nullable=False),
    Column("valid_until", Day),
    Column("issuer", Text, nullable=False),
    Column("training", Integer),
    link("staff", to="staff"),
    link("training", to="training"),
    CheckConstraint("kind <> ''", name="filled"),
    CheckConstraint("valid_until IS NULL OR issued_on <= valid_until", name="dated"),
)
Index("ix_certificate_staff", CERTIFICATE.c["project"], CERTIFICATE.c["staff"])
