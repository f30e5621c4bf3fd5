"""Check-lists and inspections in the journal's words: lists, points and answers by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.inspections import OUTCOME_WORDS, Outcome, read_answers
from gridctl.regulation.checklists import checklists, mark_signs
from gridctl.services.checklists.finding import all_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gridctl.domain.inspections import Answer
    from gridctl.services.desk import Desk


def inspection_wordings(desk: Desk) -> Mapping[tuple[str, str], Callable[[str], str]]:
    """How the columns of check-lists and inspections are read."""
    return {
        ("checklist", "code"): lambda code: _list_names(desk).get(code, code),
        ("inspection", "answers"): lambda text: _answers_words(desk, text),
        ("inspection", "recorded_at"): lambda at: f"{desk.local(at):%Y-%m-%d %H:%M}",
        ("inspection_ticket", "point"): lambda code: point_names(desk).get(code, code),
        ("inspection_ticket", "outcome"): lambda code: OUTCOME_WORDS.get(Outcome(code), code),
    }


def point_names(desk: Desk) -> dict[str, str]:
    """What each point is called, by its code, which no two lists share."""
    seeds = {point.code: point.name for seed in checklists() for point in seed.definition.points}
    return seeds | {point.code: point.name for one in all_versions(desk) for point in one.definition.points}


def answer_words(answer: Answer) -> str:
    """An answer in a word: √, ×轿厢灯不亮, √36."""
    count = "" if answer.count is None else str(answer.count)
    return " ".join(part for part in (mark_signs()[answer.mark] + count, answer.note) if part)


def _list_names(desk: Desk) -> dict[str, str]:
    return {seed.code: seed.name for seed in checklists()} | {one.row.code: one.name for one in all_versions(desk)}


def _answers_words(desk: Desk, text: str) -> str:
    names = point_names(desk)
    try:
        answers = read_answers(text)
    except ValueError:  # a mask has taken away what made it JSON
        return text
    return "；".join(f"{names.get(code, code)} {answer_words(answer)}" for code, answer in answers.items())
