from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.privacy import mask_free_text, mask_id, mask_name, mask_phone


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800000001", "138****0001"),
        ("138 0000 0001", "138****0001"),
        ("138-0000-0001", "138****0001"),
        ("１３８００００００００１", "138*****0001"),
        ("１３８０００００００１", "138****0001"),
        ("+8613800000001", "138****0001"),
        ("0086-13800000001", "138****0001"),
        ("010-62345678", "010-****5678"),
        ("(010)62345678", "010-****5678"),
        ("01062345678", "010-****5678"),
        ("0571 8765432", "0571-***5432"),
        ("0755-8765-4321", "0755-****4321"),
        ("010-62345678-80123", "010-****5678-*****"),
        ("62345678", "****5678"),
        ("6234-5678", "****5678"),
        ("665432", "******"),
        ("110", "***"),
        ("+852 9123 4567", "+852****4567"),
        ("13800000001、13900000002", "138****0001、139****0002"),
        ("13800000001/62345678", "138****0001/****5678"),
        ("13800000001（女儿）", "138****0001（女儿）"),
        ("无", "无"),
        ("", ""),
    ],
)
def test_phone(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("110101199003074512", "1101**********4512"),
        ("11010119900307451x", "1101**********451x"),
        ("110101 19900307 4512", "1101**********4512"),
        ("１１０１０１１９９００３０７４５１２", "1101**********4512"),
        ("110101900307451", "1101*******7451"),
        ("E12345678", "E1*****78"),
        ("A123456", "A*****6"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_identity_number(number: str, masked: str) -> None:
    assert mask_id(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳锋", "欧阳*"),
        ("司马相如", "司马**"),
        ("欧阳", "欧*"),
        ("张 三", "张*"),
        ("欧 阳 锋", "欧阳*"),
        ("张", "张"),
        ("张三、李四", "张*、李*"),
        ("张三 李四", "张* 李*"),
        ("张三（租客）", "张*（租*）"),
        ("阿卜杜拉·买买提", "阿*******"),
        ("John Smith", "J*** S****"),
        ("𠮷野三", "𠮷**"),
        ("示例置业有限公司", "示例置业有限公司"),
        ("", ""),
    ],
)
def test_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("业主来电13800000001，漏水", "业主来电138****0001，漏水"),
        ("tel13800000001转3栋", "tel138****0001转3栋"),
        ("座机010-62345678，3栋2单元101", "座机010-****5678，3栋2单元101"),
        ("联系电话：62345678", "联系电话：****5678"),
        ("身份证110101199003074512。", "身份证1101**********4512。"),
        ("旧证110101900307451", "旧证1101*******7451"),
        ("１３８００００\x30００１", "138****0001"),
        ("1380000000113900000002", "138***************0002"),
        ("110101 19900307 451X 已核", "1101**********451X 已核"),
        ("单号GW-2026-0001，2026-11-20 8:30，120元", "单号GW-2026-0001，2026-11-20 8:30，120元"),
        ("20261120 更换灯管 12 支", "20261120 更换灯管 12 支"),
        ("", ""),
    ],
)
def test_free_text(text: str, masked: str) -> None:
    assert mask_free_text(text) == masked


MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
IDENTITY = st.from_regex(r"[1-9][0-9]{5}(19|20)[0-9]{2}0[1-9][0-2][0-9][0-9]{3}[0-9X]", fullmatch=True)
WORDS = st.text("张三漏水，。 栋A", max_size=6)


@given(WORDS, MOBILE | IDENTITY, WORDS, MOBILE | IDENTITY, WORDS)
def test_no_number_survives_in_a_text(before: str, one: str, between: str, two: str, after: str) -> None:
    masked = mask_free_text(before + one + between + two + after)
    assert one not in masked
    assert two not in masked
    assert not re.search(r"[0-9]{9}", masked)
    assert masked.startswith(before)
    assert masked.endswith(after)


@given(st.text(max_size=30) | st.text("0123456789Xx-() +１２、张", max_size=30))
def test_a_mask_never_raises_nor_uncovers_and_holds_when_put_on_twice(text: str) -> None:
    for mask in (mask_phone, mask_id, mask_name, mask_free_text):
        assert mask(mask(text)).count("*") >= mask(text).count("*")
    assert mask_free_text(mask_free_text(text)) == mask_free_text(text)
    assert not re.search(r"[0-9]{7}", mask_phone(text))
    assert not re.search(r"[0-9]{7}", mask_id(text))
