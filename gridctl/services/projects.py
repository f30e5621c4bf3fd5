"""Projects and their policies: made by `ledger init` and `project add`, changed from a day on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gridctl.domain.policies import Policy
from gridctl.domain.projects import Project
from gridctl.regulation import policies as regulation
from gridctl.store.projects import POLICY, PROJECT
from gridctl.store.transactions import WHOLE_LEDGER

if TYPE_CHECKING:
    from datetime import date

    from gridctl.store.transactions import Transaction


def add_project(tx: Transaction, *, code: str, name: str, company: str, zone: str, live_from: date) -> Project:
    """Add a project, with the regulations' defaults as its first policies, in force from the go-live day."""
    key = tx.next_id(WHOLE_LEDGER, PROJECT)
    project = Project(key, key, code, name, company, zone, live_from)
    tx.insert(PROJECT, [project])
    defaults = regulation.policy_defaults()
    first = tx.next_id(key, POLICY, len(defaults))
    tx.insert(
        POLICY,
        (
            Policy(
                key, first + i, item.name, live_from, None, json.dumps(item.default, ensure_ascii=False), item.clause
            )
            for i, item in enumerate(defaults)
        ),
    )
    return project
