"""Contractors as regulation data."""

import pytest

from gridctl.errors import NotFoundError
from gridctl.regulation.contractors import (
    confirmers,
    inspection_days,
    proposers,
    service_from_text,
    service_name,
    services,
)
from gridctl.regulation.tickets import kind_codes, ticket_kind


@pytest.mark.parametrize(
    ("text", "code"), [("保洁", "cleaning"), ("电梯维保", "lift"), ("消防", "fire"), ("cleaning", "cleaning")]
)
def test_services_are_found_by_their_words(text: str, code: str) -> None:
    assert service_from_text(text).code == code


def test_an_unknown_service_names_all_of_them() -> None:
    with pytest.raises(NotFoundError) as error:
        service_from_text("修鞋")
    assert all(one.name in error.value.hint for one in services())
    assert (service_name("lift"), service_name("旧的")) == ("电梯", "旧的")


def test_a_service_mends_kinds_and_categories_that_exist() -> None:
    for one in services():
        for kind, categories in one.tickets:
            assert kind in kind_codes(), one.code
            assert set(categories) <= {each.code for each in ticket_kind(kind).categories}, one.code


def test_a_cleaner_mends_every_cleaning_fault_and_a_lift_company_lifts_alone() -> None:
    cleaner, lift = service_from_text("保洁"), service_from_text("电梯")
    assert cleaner.mends("cleaning", "lobby")
    assert not cleaner.mends("repair", "lift")
    assert lift.mends("repair", "lift")
    assert not lift.mends("repair", "fire")
    assert not service_from_text("其他").mends("repair", "other")


def test_who_proposes_and_who_confirms_stands_on_a_clause() -> None:
    assert [(one.post.code, one.clause) for one in proposers()] == [
        ("property_assistant", "D10 3.2(3.3.1)"),
        ("environment_officer", "D10 3.3.2"),
    ]
    assert [(one.post.code, one.clause) for one in confirmers()] == [("environment_officer", "D10 3.1.2")]
    assert inspection_days() == (15, 31)
