"""What a ticket says besides: the fields of its kind, its further limits, when it was held, who was told (T5 to T8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DETAIL_PREFIX = "detail:"  # how a field of a kind is named among the changes that a step keeps


@dataclass(frozen=True, slots=True)
class Detail:
    """A field of a ticket's kind, as text; which fields a kind has, and when they are needed, is regulation."""

    project: int
    id: int
    ticket: int
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Term:
    """A limit of a round besides the day it is due: `stage` is "respond" or "finish", `due` and `met` are moments.

    `met` is "" as long as it was not met; `policy` is the row of the policy that it was judged by.
    """

    project: int
    id: int
    ticket: int
    round: int
    stage: str
    due: str
    policy: int
    met: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A round put aside (挂起) in [since, until) for a reason; taken up before that on `resumed`."""

    project: int
    id: int
    ticket: int
    round: int
    since: date
    until: date
    reason: str
    note: str
    resumed: date | None


@dataclass(frozen=True, slots=True)
class Notification:
    """Who was told of an incident or a hazard, when (a moment) and by which means; `told` names those who are not staff."""

    project: int
    id: int
    ticket: int
    post: str
    staff: int | None
    told: str
    at: str
    means: str
    note: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A ticket joined to another as the same fault; `before` is the JSON text of what is put back when it is undone."""

    project: int
    id: int
    ticket: int
    target: int
    merged_on: date
    before: str
    undone_on: date | None
