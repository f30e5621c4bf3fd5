from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from gridctl.errors import RuleError, UsageError
from gridctl.forms.saving import save, to_bytes
from gridctl.forms.workbook import Look, add_sheet, blank_workbook, put

WRITE = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from tests.forms.samples import weekly
from gridctl.forms.saving import to_bytes
from gridctl.forms.weekly import weekly_workbook
book = weekly_workbook([weekly(items=30, plans=5, categories=15), weekly("1号网格"), weekly("2号网格", items=0)])
print(hashlib.sha256(to_bytes(book)).hexdigest())
"""
FULL_DISK = """
import resource, sys
from pathlib import Path
from gridctl.errors import BadDataError
from gridctl.forms.saving import save
from gridctl.forms.workbook import Look, add_sheet, blank_workbook, put
book = blank_workbook("试")
put(add_sheet(book, "试", [10]), 1, (1, 1), "灯", Look.TEXT)
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
try:
    save(book, Path(sys.argv[1]))
except BadDataError as error:
    print(error.message)
"""

AS_ORDINARY_USER = """
import os, sys
from pathlib import Path
from gridctl.errors import GridctlError
from gridctl.forms.saving import save_bytes
target = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)
try:
    save_bytes(b"new", target)
except GridctlError as error:
    print(type(error).__name__)
"""


def book(text: str = "灯不亮") -> Workbook:
    workbook = blank_workbook("试")
    put(add_sheet(workbook, "试", [10, 10]), 1, (1, 2), text, Look.TEXT)
    return workbook


def value(path: Path) -> object:
    return load_workbook(path).worksheets[0]["A1"].value


def test_same_content_same_bytes_in_other_processes() -> None:
    seen = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("4711", "America/Lima")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", WRITE, str(Path(__file__).parents[2])]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        seen.add(done.stdout)
    assert len(seen) == 1


def test_same_content_same_bytes_at_another_time() -> None:
    first = to_bytes(book())
    time.sleep(2.1)  # zip counts in two seconds
    assert to_bytes(book()) == first


def test_a_workbook_gives_its_bytes_twice() -> None:
    workbook = book()
    assert to_bytes(workbook) == to_bytes(workbook)


def test_nothing_of_the_clock_or_the_computer_stands_in_the_parts() -> None:
    with ZipFile(io.BytesIO(to_bytes(book()))) as parts:
        infos = parts.infolist()
        core = parts.read("docProps/core.xml").decode()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.external_attr) for info in infos} == {(0, 0o600 << 16)}
    assert infos[0].filename == "[Content_Types].xml"
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_save_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "周汇总表.xlsx"
    assert save(book("旧"), target) == target
    target.chmod(0o640)
    save(book("新"), target)
    assert value(target) == "新"
    assert target.read_bytes() == to_bytes(book("新"))
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    save(book("旧"), real)
    link.symlink_to(real)
    save(book("新"), link)
    assert link.is_symlink()
    assert value(real) == "新"


def test_a_device_is_written_to_and_not_replaced() -> None:
    save(book(), Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_open_elsewhere_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "周.xlsx"
    save(book("旧"), target)

    def held(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(RuleError) as raised:
        save(book("新"), target)
    assert "正被其他程序打开" in raised.value.message
    assert "关闭该文件后重试" in raised.value.hint
    assert value(target) == "旧"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_disk_full_loses_nothing(tmp_path: Path) -> None:
    target = tmp_path / "周.xlsx"
    save(book("旧"), target)
    command = [sys.executable, "-c", FULL_DISK, str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "磁盘空间不足" in done.stdout
    assert value(target) == "旧"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize(("folder", "file", "kind"), [(0o555, 0o666, "BadDataError"), (0o777, 0o444, "RuleError")])
def test_read_only(folder: int, file: int, kind: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "周.xlsx"
        save(book("旧"), target)
        target.chmod(file)
        Path(place).chmod(folder)
        command = [sys.executable, "-c", AS_ORDINARY_USER, str(target)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        Path(place).chmod(0o755)
        assert done.stdout.split() == [kind]
        assert value(target) == "旧"
        assert [path.name for path in Path(place).iterdir()] == [target.name]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    places = [tmp_path, tmp_path / "none" / "x.xlsx", tmp_path / "file" / "x.xlsx", tmp_path / ("长" * 300 + ".xlsx")]
    for place in places:
        with pytest.raises(UsageError) as raised:
            save(book(), place)
        assert raised.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
