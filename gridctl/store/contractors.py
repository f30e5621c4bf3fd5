"""Contractors, the clauses and areas of their contracts, deductions and evaluations."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.contractors import Clause, Contractor, Deduction, Evaluation, ServiceArea
from gridctl.store.schema import Day, Ledgered, link, unique

CONTRACTOR = Ledgered(
    "contractor",
    Contractor,
    Column("name", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("fee_fen", Integer, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    unique("name"),
    CheckConstraint("name <> '' AND service <> ''", name="named"),
    CheckConstraint("fee_fen >= 0", name="fee"),
    CheckConstraint("valid_to IS NULL OR valid_from < valid_to", name="dated"),
)

CLAUSE = Ledgered(
    "clause",
    Clause,
    Column("contractor", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("deduction_fen", Integer, nullable=False),
    unique("contractor", "code"),
    link("contractor", to="contractor"),
    CheckConstraint("code <> '' AND words <> '' AND deduction_fen >= 0", name="filled"),
)

SERVICE_AREA = Ledgered(
    "service_area",
    ServiceArea,
    Column("contractor", Integer, nullable=False),
    Column("building", Integer),
    Column("place", Integer),
    Column("grid", Integer),
    link("contractor", to="contractor"),
    link("building", to="building"),
    link("place", to="place"),
    link("grid", to="grid"),
    CheckConstraint("(building IS NOT NULL) + (place IS NOT NULL) + (grid IS NOT NULL) <= 1", name="one_ground"),
)

DEDUCTION = Ledgered(
    "deduction",
    Deduction,
    Column("contractor", Integer, nullable=False),
    Column("clause", Integer),
    Column("ticket", Integer),
    Column("month", Text, nullable=False),
    Column("amount_fen", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposed_by", Integer),
    Column("proposed_on", Day, nullable=False),
    Column("state", Text, nullable=False),
    Column("confirmed_by", Integer),
    Column("confirmed_on", Day),
    Column("reverses", Integer),
    link("contractor", to="contractor"),
    link("clause", to="clause"),
    link("ticket", to="ticket"),
    link("proposed_by", to="staff"),
    link("confirmed_by", to="staff"),
    link("reverses", to="deduction"),
    CheckConstraint("state IN ('proposed', 'confirmed')", name="state"),
    CheckConstraint("(state = 'confirmed') = (confirmed_on IS NOT NULL)", name="confirmed"),
    CheckConstraint("amount_fen <> 0 AND (amount_fen < 0) = (reverses IS NOT NULL)", name="amount"),
)
Index("ix_deduction_month", DEDUCTION.c["project"], DEDUCTION.c["month"])

EVALUATION = Ledgered(
    "evaluation",
    Evaluation,
    Column("contractor", Integer, nullable=False),
    Column("month", Text, nullable=False),
    Column("score", Integer, nullable=False),
    Column("scored_by", Integer),
    Column("remark", Text, nullable=False),
    unique("contractor", "month"),
    link("contractor", to="contractor"),
    link("scored_by", to="staff"),
    CheckConstraint("score BETWEEN 0 AND 100", name="score"),
)
