"""What is installed: every data file beside its code, and a wheel that needs no checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import gridctl
from gridctl.cli.demo import sample_folder

ROOT = Path(__file__).parent.parent
PACKAGE = Path(gridctl.__file__).parent


def test_the_sample_is_found_in_a_checkout() -> None:
    assert Path(str(sample_folder())) == ROOT / "sample_data"


def run(*words: object, cwd: Path) -> str:
    """Run a program as someone who has never heard of the checkout."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "GRIDCTL_"))}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=inherited, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_wheel_carries_its_data_and_plays_the_demo(tmp_path: Path) -> None:
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, ROOT, cwd=tmp_path)
    [wheel] = tmp_path.glob("gridctl-*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    code = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    assert {name for name in code if not name.endswith(".pyc")} <= carried
    assert {"gridctl/py.typed", "gridctl/regulation/policy.toml", "gridctl/intake/columns.toml"} <= carried
    sample = {
        path.name for path in (ROOT / "sample_data").iterdir() if path.suffix in {".csv", ".toml", ".xls", ".xlsx"}
    }
    assert {name for name in carried if "/sample_data/" in name} == {f"gridctl/sample_data/{name}" for name in sample}

    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    assert run(programs / "gridctl", "--version", cwd=tmp_path) == f"gridctl {gridctl.__version__}\n"
    origin = run(programs / "python", "-c", "import gridctl; print(gridctl.__file__)", cwd=tmp_path)
    assert Path(origin.strip()).is_relative_to(tmp_path / "venv")
    run(programs / "gridctl", "demo", cwd=tmp_path)
    assert (tmp_path / "gridctl-demo" / "周汇总表.xlsx").stat().st_size > 0
