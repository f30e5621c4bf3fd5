"""The old .xls, read by a second process: a mangled one can end the process that reads it, or ask for all memory.

The second process gets the file on its standard input and answers in JSON.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from gridctl.intake.sheets import ERROR_CELL, Damage, Grid, Merged, address

MAX_CELLS = 10_000_000
_MEMORY = 2 * 1024**3
_SECONDS = 120
_QUIET = {"RUST_BACKTRACE": "0"}  # to say at length where the parser broke takes longer than all the rest
_MAKERS: dict[str, Callable[[Any], object]] = {
    "timedelta": lambda seconds: timedelta(seconds=seconds),
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


@dataclass(slots=True)
class Said:
    """What the second process answered; `error` is "password", "damaged" or "", `far` the corner of sheets too large."""

    error: str = ""
    sheets: list[tuple[str, bool]] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    far: dict[str, str] = field(default_factory=dict)


def read_apart(data: bytes) -> Said:
    """Read an .xls in a process of its own; whatever happens to that one is an error here."""
    command = [sys.executable, "-P", "-m", "gridctl.intake.legacy"]
    try:
        done = subprocess.run(  # noqa: S603 - this very file
            command, input=data, capture_output=True, timeout=_SECONDS, check=False, env=os.environ | _QUIET
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else {"error": "damaged"}
    except (subprocess.TimeoutExpired, ValueError, OSError):
        return Said(error="damaged")
    return _understood(answer)


def _understood(answer: dict[str, Any]) -> Said:
    said = Said(error=answer.get("error", ""))
    for sheet in answer.get("sheets", []):
        name = sheet["name"]
        said.sheets.append((name, sheet["visible"]))
        if sheet["far"]:
            said.far[name] = sheet["far"]
        else:
            rows = [[_value(cell) if type(cell) is dict else cell for cell in row] for row in sheet["rows"]]
            said.grids[name] = Grid(name, rows, [Merged(*merge) for merge in sheet["merges"]])
            _mark(rows, sheet["errors"])
    return said


def _mark(rows: list[list[object]], errors: list[tuple[int, int, str]]) -> None:
    """Put in the errors, which the parser gives as blank."""
    for row, column, text in errors:
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            rows[row][column] = Damage(text, ERROR_CELL)


def _value(cell: dict[str, Any]) -> object:
    """Make a date or time again of what JSON has no word for."""
    kind, said = next(iter(cell.items()))
    return _MAKERS[kind](said)


def _wrapped(value: object) -> dict[str, object]:
    if isinstance(value, timedelta):
        return {"timedelta": value.total_seconds()}
    if isinstance(value, date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value).__name__)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _answer(data: bytes) -> dict[str, object]:
    """Read the book, in the second process."""
    import python_calamine as calamine  # noqa: PLC0415 - the first process may not need it

    from gridctl.intake.biff import errors_in  # noqa: PLC0415 - as above
    from gridctl.intake.contents import merges_of, names_of  # noqa: PLC0415 - as above

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        errors = errors_in(data)
        sheets: list[dict[str, object]] = []
        for name, visible in names_of(book):
            sheet = book.get_sheet_by_name(name)
            height, width = sheet.end or (-1, -1)
            if (height + 1) * (width + 1) > MAX_CELLS:
                sheets.append({"name": name, "visible": visible, "far": address(width, height + 1)})
            else:
                rows = sheet.to_python(skip_empty_area=False)
                marks = [(*cell, text) for cell, text in errors.get(name, {}).items()]
                whole = {"rows": rows, "merges": merges_of(sheet), "errors": marks}
                sheets.append({"name": name, "visible": visible, "far": ""} | whole)
    except calamine.PasswordError:
        return {"error": "password"}
    return {"sheets": sheets}


def main() -> None:
    """Be the second process."""
    _limit_memory()
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read()), default=_wrapped))


if __name__ == "__main__":
    main()
