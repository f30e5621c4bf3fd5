"""Answers as the ledger keeps them: read back as they were, the same text for the same answers."""

import json

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.inspections import Answer, Mark, abnormal_points, answers_text, read_answers

ANSWERS = st.builds(
    Answer,
    st.sampled_from(Mark),
    st.text(max_size=20),
    st.none() | st.integers(1, 10**9),
    st.none() | st.integers(0, 10**6),
    st.lists(st.integers(1, 99), max_size=3).map(tuple),
)


@given(st.dictionaries(st.text("abcde_", min_size=1), ANSWERS, max_size=6))
def test_answers_are_read_back_as_they_were(answers: dict[str, Answer]) -> None:
    text = answers_text(answers)
    assert read_answers(text) == answers
    assert answers_text(read_answers(text)) == text
    assert list(read_answers(text)) == list(answers)
    assert abnormal_points(answers) == sum(one.mark == "abnormal" for one in answers.values())


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (Answer(Mark.NORMAL), "normal"),
        (Answer(Mark.NORMAL, count=0), {"mark": "normal", "count": 0}),
        (
            Answer(Mark.ABNORMAL, "灯不亮", 3, None, (1, 2)),
            {"mark": "abnormal", "note": "灯不亮", "place": 3, "photos": [1, 2]},
        ),
    ],
)
def test_a_point_with_nothing_but_its_mark_is_that_mark(answer: Answer, kept: object) -> None:
    assert json.loads(answers_text({"lifts": answer})) == {"lifts": kept}
