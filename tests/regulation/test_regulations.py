"""The ten regulations, and clauses in words."""

import pytest

from gridctl.regulation.estates import place_categories, resident_roles, room_kinds, room_states
from gridctl.regulation.policies import policy_defaults
from gridctl.regulation.posts import posts
from gridctl.regulation.regulations import clause_words, regulation_titles
from gridctl.regulation.tickets import ticket_kinds


def test_ten_regulations_each_with_a_title_of_its_own() -> None:
    titles = regulation_titles()
    assert list(titles) == [f"D{number}" for number in range(1, 11)]
    assert len(set(titles.values())) == len(titles)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("D7 四.5", "《物业客服管家区域网格化管理》四.5"),
        ("D10 3.2(3.3.1)", "《物业服务网格化管理流程》3.2(3.3.1)"),
        ("D1", "《街道网格中心工作制度》"),
        ("D11 一", "D11 一"),
        ("公司规定", "公司规定"),
        ("", ""),
    ],
)
def test_a_clause_is_shown_with_its_regulation(clause: str, words: str) -> None:
    assert clause_words(clause) == words


def test_every_clause_is_of_a_known_regulation() -> None:
    kinds = ticket_kinds()
    words = [*posts(), *room_kinds(), *room_states(), *resident_roles(), *place_categories(), *kinds]
    words += [word for kind in kinds for word in (*kind.states, *kind.urgencies, *kind.sources, *kind.categories)]
    clauses = {item.clause for item in words} | {item.clause for item in policy_defaults()}
    assert [clause for clause in clauses if not clause_words(clause).startswith("《")] == []


def test_no_text_for_clerks_speaks_of_codes() -> None:
    texts = [item.meaning for item in policy_defaults()] + [post.duty for post in posts()]
    assert [text for text in texts if any(f"{code} " in text for code in regulation_titles())] == []
