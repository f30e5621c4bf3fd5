"""Mangled files: an error of ours or rows, and the process lives."""

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gridctl.errors import BadDataError
from gridctl.intake.residents import read_residents
from tests.intake.workbooks import as_excel_writes, pack

Write = Callable[..., Path]
ROWS: list[list[object]] = [
    ["住户名册", None, None, None],
    ["楼栋", "房号", "姓名", "手机"],
    ["3栋", "101", "王一", 13912345678],
    [None, "102", "李二", 13812345678],
]


def mangled(data: bytes, seed: int) -> bytes:
    """Change, cut and repeat bytes, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    mangled = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(mangled))
        way = chance.randrange(4)
        if way == 0:
            mangled[at] = chance.randrange(256)
        elif way == 1:
            mangled[at] = chance.choice(b"0123456789<>\"/ ZAX:;&='")
        elif way == 2:
            del mangled[at : at + chance.randint(1, 8)]
        else:
            mangled[at:at] = mangled[at : at + chance.randint(1, 16)]
    return bytes(mangled)


def survives(path: Path) -> bool:
    """Read; an error must be the one that names the file and says what to do."""
    try:
        read_residents(path)
    except BadDataError as error:
        if not error.hint:
            pytest.fail(f"{error.message}: no hint")
        return False
    return True


@pytest.mark.parametrize("block", range(4))
def test_mangled_xlsx_files(xlsx_file: Write, block: int) -> None:
    data = xlsx_file(ROWS, merges=["A3:A4"]).read_bytes()
    path = xlsx_file(ROWS)
    for seed in range(block * 100, block * 100 + 100):
        path.write_bytes(mangled(data, seed))
        survives(path)


@pytest.mark.parametrize("block", range(8))
def test_mangled_parts_of_an_xlsx(xlsx_file: Write, block: int) -> None:
    path = as_excel_writes(xlsx_file(ROWS, merges=["A3:A4"]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(name for name in parts if name.startswith("xl/") and "theme" not in name)
    read = 0
    for seed in range(block * 100, block * 100 + 100):
        name = names[seed % len(names)]
        parts_now = parts | {name: mangled(parts[name], seed)}
        read += survives(pack(path, parts_now))
    assert 0 < read < 100


def test_mangled_xls_files(xls_file: Write) -> None:
    path = xls_file(ROWS, merges=[(2, 3, 0, 0)])
    data = path.read_bytes()
    read = 0
    for seed in range(24):
        path.write_bytes(mangled(data, seed))
        read += survives(path)
    assert read < 24


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_mangled_texts(csv_file: Write, encoding: str) -> None:
    path = csv_file([["" if cell is None else cell for cell in row] for row in ROWS], encoding=encoding)
    data = path.read_bytes()
    for seed in range(150):
        path.write_bytes(mangled(data, seed))
        survives(path)
