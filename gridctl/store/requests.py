"""What lists of requests say besides the ticket: plain SQL by number, never over the whole history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.store.snapshots import Reader

CHUNK = 10_000  # below SQLite's limit of variables in one statement


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """The answer of a request and what was said of it; moments as stored, "" for none. `urged` counts every round's."""

    phone: str
    answered: str
    answer: str
    answer_due: str
    answer_met: str
    satisfaction: str
    urged: int


_FACTS = text("""
SELECT ticket.code, ticket.reporter_phone, coalesce(answered.value, ''), coalesce(answer.value, ''),
    coalesce(term.due, ''), coalesce(term.met, ''), coalesce(rating.value, ''),
    (SELECT count(*) FROM step WHERE step.project = ticket.project AND step.ticket = ticket.id AND step.action = 'urge')
FROM ticket
LEFT JOIN detail AS answered ON answered.project = ticket.project AND answered.ticket = ticket.id
    AND answered.name = 'answered'
LEFT JOIN detail AS answer ON answer.project = ticket.project AND answer.ticket = ticket.id AND answer.name = 'answer'
LEFT JOIN detail AS rating ON rating.project = ticket.project AND rating.ticket = ticket.id
    AND rating.name = 'satisfaction'
LEFT JOIN term ON term.project = ticket.project AND term.ticket = ticket.id AND term.round = ticket.round
    AND term.stage = 'respond'
WHERE ticket.project = :project AND ticket.code IN :codes""").bindparams(bindparam("codes", expanding=True))


def request_facts(reader: Reader, project: int, codes: Sequence[str]) -> dict[str, RequestFacts]:
    """By number, what lists say besides."""
    found: dict[str, RequestFacts] = {}
    for start in range(0, len(codes), CHUNK):
        values = {"project": project, "codes": list(codes[start : start + CHUNK])}
        found |= {code: RequestFacts(*rest) for code, *rest in reader.connection.execute(_FACTS, values)}
    return found
