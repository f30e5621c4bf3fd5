"""Environment services as regulation data, and what a clerk writes of them."""

import pytest

from gridctl.errors import NotFoundError, UsageError
from gridctl.regulation.contractors import services
from gridctl.regulation.upkeep import upkeep_from_text, upkeep_name, upkeep_services


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("垃圾清运", "refuse"),
        ("消杀", "pest_control"),
        ("开荒", "deep_cleaning"),
        ("剪草", "lawn"),
        ("refuse", "refuse"),
    ],
)
def test_a_service_is_found_by_its_words(text: str, code: str) -> None:
    assert upkeep_from_text(text).code == code


def test_the_services_of_the_regulations_are_all_there_with_their_clause() -> None:
    assert {one.name: one.clause for one in upkeep_services()} == {
        "垃圾清运": "D10 3.1.2",
        "消杀": "D10 3.1.2",
        "开荒": "D10 3.1.2",
        "草坪修剪": "D3 服务内容",
    }


def test_whoever_does_it_is_a_kind_of_contractor() -> None:
    known = {one.code for one in services()}
    assert all(one.contractors and set(one.contractors) <= known for one in upkeep_services())


def test_an_unknown_service_names_all_of_them() -> None:
    with pytest.raises(NotFoundError) as error:
        upkeep_from_text("修鞋")
    assert all(one.name in error.value.hint for one in upkeep_services())
    assert (upkeep_name("lawn"), upkeep_name("旧的")) == ("草坪修剪", "旧的")


@pytest.mark.parametrize(
    ("service", "text", "kept"),
    [
        ("refuse", "3", "3 车"),
        ("refuse", "３车", "3 车"),
        ("refuse", "12.50 吨", "12.5 吨"),
        ("refuse", "2方", "2 立方米"),
        ("deep_cleaning", "120㎡", "120 平方米"),
        ("deep_cleaning", "007户", "7 户"),
        ("lawn", "100.0", "100 平方米"),
    ],
)
def test_a_quantity_has_a_unit_of_its_service(service: str, text: str, kept: str) -> None:
    assert upkeep_from_text(service).quantity(text) == kept


@pytest.mark.parametrize("text", ["", "很多", "车", "0 车", "-3", "3 平方米", "3 车 左右", "1e5", "12345678901"])
def test_what_is_no_quantity_of_the_service_is_told_with_its_units(text: str) -> None:
    with pytest.raises(UsageError, match="垃圾清运的数量") as error:
        upkeep_from_text("refuse").quantity(text)
    assert all(unit in error.value.hint for unit in upkeep_from_text("refuse").units)
