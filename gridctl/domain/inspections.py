"""Inspections: a check-list gone through at a place on a day, one row a list, and what came of it (I1 to I6)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Inspection:
    """A check-list gone through on its ground: a grid, a building, a place, or none for the whole project.

    `answers` is canonical JSON by point; `started` and `finished` are local moments, `finished` is "" while it is under
    way; `partner` is the second inspector of a joint one; `abnormal` counts the points that were not normal.
    """

    project: int
    id: int
    checklist: int
    day: date
    started: str
    finished: str
    grid: int | None
    building: int | None
    place: int | None
    inspector: int
    partner: int | None
    answers: str
    abnormal: int
    note: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class InspectionTicket:
    """A ticket that a point of an inspection opened, found open already, accepted or sent back; `point` may be ""."""

    project: int
    id: int
    inspection: int
    point: str
    ticket: int
    outcome: str


class Outcome(StrEnum):
    """What an inspection did with a ticket."""

    OPENED = "opened"
    KNOWN = "known"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


OUTCOME_WORDS = {
    Outcome.OPENED: "开单",
    Outcome.KNOWN: "已有单",
    Outcome.ACCEPTED: "验收",
    Outcome.SENT_BACK: "退回返工",
}


class Mark(StrEnum):
    """The answer to a point."""

    NORMAL = "normal"
    ABNORMAL = "abnormal"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found at a point: its mark, what there is to say, where (a place), how many, and photographs (attachments)."""

    mark: Mark
    note: str = ""
    place: int | None = None
    count: int | None = None
    photos: tuple[int, ...] = ()


Answers = Mapping[str, Answer]
"""By the code of the point; a point that is not among them was not looked at."""


def answers_text(answers: Answers) -> str:
    """Answers as the ledger keeps them: canonical JSON, a point with nothing but its mark as that mark."""
    return json.dumps(
        {point: _kept(answer) for point, answer in answers.items()}, ensure_ascii=False, separators=(",", ":")
    )


def _kept(answer: Answer) -> object:
    said: dict[str, Any] = {"mark": answer.mark.value}
    said |= {"note": answer.note} if answer.note else {}
    said |= {"place": answer.place} if answer.place is not None else {}
    said |= {"count": answer.count} if answer.count is not None else {}
    said |= {"photos": list(answer.photos)} if answer.photos else {}
    return said if len(said) > 1 else answer.mark.value


def read_answers(text: str) -> dict[str, Answer]:
    """Read what `answers_text` wrote."""
    return {point: _read(kept) for point, kept in json.loads(text).items()}


def _read(kept: Any) -> Answer:
    if isinstance(kept, str):
        return Answer(Mark(kept))
    photos = tuple(kept.get("photos", ()))
    return Answer(Mark(kept["mark"]), kept.get("note", ""), kept.get("place"), kept.get("count"), photos)


def abnormal_points(answers: Answers) -> int:
    """How many points were not normal."""
    return sum(answer.mark is Mark.ABNORMAL for answer in answers.values())
