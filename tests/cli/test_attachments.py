"""Photographs and scans: kept by their content beside the ledger, verified, backed up and brought back."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from gridctl.cli.main import main
from gridctl.store.files import files_of, path_of
from tests.conftest import Outcome, Run
from tests.refusals import refused
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
ROOT = Path(__file__).parent.parent.parent
FIRST, SECOND = b"\xff\xd8 first", b"\xff\xd8 second"


@pytest.fixture(autouse=True)
def _estate(run: Run, ledger: Path) -> None:
    furnish(ledger, NOW)
    run("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-09 8:30")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "灯 前.jpg"
    path.write_bytes(FIRST)
    return path


def done(run: Run, *words: object, **settings: Any) -> Outcome:
    outcome = run(*words, **settings)
    assert outcome.status == 0, outcome.err
    return outcome


def card(run: Run) -> Any:
    return json.loads(done(run, "ticket", "show", 1, "--format", "json").out)


def kept(ledger: Path, content: bytes) -> Path:
    return path_of(files_of(ledger), sha256(content).hexdigest())


def test_a_file_is_kept_by_its_content_and_listed(run: Run, ledger: Path, photo: Path) -> None:
    done(run, "ticket", "attach", 1, photo, "--use", "整改前")
    photo.unlink()
    [line] = card(run)["attachments"]
    digest = sha256(FIRST).hexdigest()
    assert (line["use"], line["name"], line["size"], line["sha256"]) == ("before", "灯 前.jpg", len(FIRST), digest)
    assert line["file"] == str(ledger.parent / "ledger.files" / digest[:2] / digest)
    assert kept(ledger, FIRST).read_bytes() == FIRST
    assert "整改前" in run("ticket", "show", 1).out
    assert run("ledger", "verify").status == 0
    if os.name == "posix":
        assert not kept(ledger, FIRST).stat().st_mode & 0o077


def test_several_at_once_and_none_twice(run: Run, ledger: Path, photo: Path, tmp_path: Path) -> None:
    other, same = tmp_path / "b.jpg", tmp_path / "c.jpg"
    other.write_bytes(SECOND)
    same.write_bytes(FIRST)
    outcome = done(run, "ticket", "attach", 1, photo, other, same)
    assert "已经有 c.jpg" in outcome.err
    assert [line["name"] for line in card(run)["attachments"]] == ["灯 前.jpg", "b.jpg"]
    assert len([path for path in files_of(ledger).rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize(("name", "content", "status"), [("无.jpg", None, 3), ("空.jpg", b"", 5), (".", None, 5)])
def test_what_is_no_file_is_refused_before_one_is_copied(
    run: Run, ledger: Path, photo: Path, tmp_path: Path, name: str, content: bytes | None, status: int
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    refused(run, ledger, status, ("ticket", "attach", 1, photo, tmp_path / name))
    assert not files_of(ledger).exists()


def test_refusals_leave_no_row(run: Run, ledger: Path, photo: Path) -> None:
    refused(run, ledger, 2, ("ticket", "attach", 1, photo, "--use", "封面"))
    refused(run, ledger, 3, ("ticket", "attach", 99, photo))
    assert run("ledger", "verify").status == 0  # the file that was copied for it does no harm


def test_a_dry_run_copies_nothing(run: Run, ledger: Path, photo: Path) -> None:
    done(run, "ticket", "attach", 1, photo, "--dry-run")
    assert not files_of(ledger).exists()
    assert card(run)["attachments"] == []


def test_undo_takes_the_row_and_leaves_the_file(run: Run, ledger: Path, photo: Path) -> None:
    done(run, "ticket", "attach", 1, photo)
    done(run, "undo", "--yes")
    assert card(run)["attachments"] == []
    assert kept(ledger, FIRST).exists()
    assert run("ledger", "verify").status == 0


def test_verify_finds_a_file_that_is_gone_or_changed(run: Run, ledger: Path, photo: Path) -> None:
    done(run, "ticket", "attach", 1, photo)
    path = kept(ledger, FIRST)
    path.write_bytes(FIRST[:-1] + b"x")
    found = run("ledger", "verify", "--format", "json")
    assert found.status == 4
    assert [each["problem"] for each in json.loads(found.out)["findings"]] == ["附件的文件被改动或损坏"]
    path.unlink()
    found = run("ledger", "verify", "--format", "json")
    assert [(each["noun"], each["problem"]) for each in json.loads(found.out)["findings"]] == [
        ("附件", "附件的文件不见了")
    ]
    done(run, "ticket", "attach", 1, photo)  # the same photograph once more mends it
    assert run("ledger", "verify").status == 0


def test_a_backup_carries_them_and_a_restore_gives_them_back(
    run: Run, ledger: Path, photo: Path, tmp_path: Path
) -> None:
    done(run, "ticket", "attach", 1, photo)
    (files_of(ledger) / ".12-34").write_bytes(b"on its way in")
    folder = Path(json.loads(done(run, "ledger", "backup", "--format", "json").out)["folder"])
    digest = sha256(FIRST).hexdigest()
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {"ledger.db", "manifest.json", f"ledger.files/{digest[:2]}/{digest}"}
    later = tmp_path / "后.jpg"
    later.write_bytes(SECOND)
    done(run, "ticket", "attach", 1, later, "--use", "after")
    kept(ledger, FIRST).unlink()
    done(run, "ledger", "restore", folder, "--yes")
    assert kept(ledger, FIRST).read_bytes() == FIRST
    assert [line["name"] for line in card(run)["attachments"]] == ["灯 前.jpg"]
    assert run("ledger", "verify").status == 0
    elsewhere = tmp_path / "new" / "other.db"
    assert main(["ledger", "restore", str(folder), "--ledger", str(elsewhere)]) == 0
    assert kept(elsewhere, FIRST).read_bytes() == FIRST


def test_a_backup_whose_file_is_damaged_is_not_restored(run: Run, photo: Path) -> None:
    done(run, "ticket", "attach", 1, photo)
    folder = Path(json.loads(done(run, "ledger", "backup", "--format", "json").out)["folder"])
    path_of(folder / "ledger.files", sha256(FIRST).hexdigest()).write_bytes(SECOND)
    assert run("ledger", "restore", folder, "--yes").status == 6
    assert card(run)["attachments"][0]["name"] == "灯 前.jpg"


KILLED = """
import os, signal, sys
from gridctl.cli.main import main
at, seen = int(sys.argv[1]), 0
def hook(event, args):
    global seen
    if event in ("os.rename", "os.link", "os.mkdir", "os.remove", "shutil.copyfile") and "ledger" in str(args):
        seen += 1
        if seen > at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
status = main(sys.argv[2:])
seen = -10**9
sys.exit(status)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("what", ["attach", "restore"])
def test_killed_at_any_point_whichever_ledger_stands_has_its_files(
    run: Run, ledger: Path, photo: Path, tmp_path: Path, what: str
) -> None:
    done(run, "ticket", "attach", 1, photo)
    folder = Path(json.loads(done(run, "ledger", "backup", "--format", "json").out)["folder"])
    later = tmp_path / "后.jpg"
    later.write_bytes(SECOND)
    if what == "restore":
        done(run, "ticket", "attach", 1, later)
        kept(ledger, FIRST).write_bytes(FIRST[::-1])  # a damaged one, which the restoring mends
        words = ["ledger", "restore", str(folder), "--yes"]
    else:
        words = ["ticket", "attach", "1", str(later)]
    for at in range(0, 400, 4 if what == "restore" else 2):  # every few steps: a second of a test each
        process = subprocess.run(
            [sys.executable, "-c", KILLED, str(at), *words, "--ledger", str(ledger), "--as", "owner"],
            cwd=ROOT,
            capture_output=True,
            timeout=60,
            check=False,
        )
        if process.returncode != -signal.SIGKILL:
            break
        if what == "attach":
            assert run("ledger", "verify").status == 0
        else:
            found = json.loads(run("ledger", "verify", "--format", "json").out)
            assert {each["problem"] for each in found["findings"]} <= {"附件的文件被改动或损坏"}
    assert process.returncode == 0, process.stderr.decode()
    assert at > 2
    assert run("ledger", "verify").status == 0
