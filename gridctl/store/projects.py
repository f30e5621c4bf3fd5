"""The ledger's own row, its projects and their policies."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import CheckConstraint, Column, Text

from gridctl.domain.policies import Policy
from gridctl.domain.projects import Project
from gridctl.store.schema import Day, Ledgered, unique


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What the ledger says of itself, on chain 0."""

    project: int
    id: int
    identity: str
    created_at: str
    made_by: str


LEDGER = Ledgered(
    "ledger",
    LedgerRow,
    Column("identity", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
)

PROJECT = Ledgered(
    "project",
    Project,
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("live_from", Day, nullable=False),
    CheckConstraint("id = project", name="own_key"),
    CheckConstraint("code <> '' AND name <> ''", name="named"),
)

POLICY = Ledgered(
    "policy",
    Policy,
    Column("name", Text, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    Column("value", Text, nullable=False),
    Column("clause", Text, nullable=False),
    unique("name", "valid_from"),
    CheckConstraint("valid_to IS NULL OR valid_from < valid_to", name="dated"),
)
