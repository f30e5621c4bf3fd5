"""`python -m tests.benchmarks`: every figure that gridctl promises, measured now on this machine as a ratio.

Give words to measure only the promises whose names hold one of them: `python -m tests.benchmarks import`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from gridctl.cli.main import main as gridctl
from tests.benchmarks import batches, divisions, duties, ledgers, rosters
from tests.benchmarks.divisions import Figure
from tests.benchmarks.ratio import MIB, Command, compare, cost
from tests.year_office import make_year

PIPE, TERMINAL, HELP = 1.35, 1.7, 1.4
ROSTER, WORKBOOK = 0.7, 1.5
WEEKLY, OF_HISTORY, MEMORY = 1.2, 1.5, 1.3
DIVIDING = {"60 mixed 0 normal": 2, "200 mixed 0 normal": 10, "1000 mixed 0 normal": 40, "200 mixed 0 quick": 3}
DIVIDING_MEMORY = 200  # MB, for 1,000 buildings
BATCH = 100  # times one opening that ten thousand may cost in a batch: each a hundredth of a process of its own
MISSED, INSPECTED = 3, 2.5
SHORT, LONG, LONGEST = 15, 5, 3  # pairs that are run of a short command, of a long one, and of one of half a minute
READS = (
    "ticket list",
    "ticket show 110",
    "today",
    "staff list",
    "place list",
    "resident list",
    "grid check",
    "project show",
    "report weekly",
)
WRITES = ("ticket progress 107 --note 等配件 --as owner", "ticket open 1#电梯 异响 --as owner")


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure that must be reached: ours against a peer's, in CPU and where `memory` is given in memory too."""

    name: str
    ours: Command
    peer: Command
    limit: float
    pairs: int = SHORT
    memory: float | None = None


def python(statement: str) -> Command:
    """A Python that does one thing."""
    return Command([sys.executable, "-c", statement])


def command(words: str, *more: object, terminal: bool = False, before: Callable[[], object] = lambda: None) -> Command:
    """A command line of ours."""
    size = {"COLUMNS": "100", "TERM": "xterm-256color"} if terminal else {}
    return Command([sys.executable, "-m", "gridctl", *words.split(), *map(str, more)], size, before, terminal)


def starts(folder: Path) -> Iterator[Promise]:
    """Help and ordinary commands on the sample, to a pipe and to a terminal."""
    for words in ("--help", "--version", "ticket --help"):
        yield Promise(words, command(words), python("import typer"), HELP)
    demo = folder / "demo"
    with redirect_stdout(StringIO()):
        gridctl(["demo", str(demo)])
    libraries = python("import typer, sqlalchemy")
    for words in (*READS, *WRITES):
        at = ("--ledger", demo / "ledger.db", "--today", "2026-03-16")
        yield Promise(f"{words} (pipe)", command(words, *at), libraries, PIPE)
        if words in READS:
            with_rich = python("import typer, sqlalchemy")
            yield Promise(f"{words} (terminal)", command(words, *at, terminal=True), with_rich, TERMINAL)


def imports(folder: Path) -> Iterator[Promise]:
    """A roster of 100,000 residents, validated, journalled and applied, each time into a fresh copy of the ledger."""
    made = rosters.make_estate(folder)
    sheet, book = rosters.write_csv(folder / "roster.csv"), rosters.write_workbook(folder / "roster.xlsx")
    ledger, peer = folder / "ledger.db", folder / "peer.db"

    def taken(file: Path) -> Command:
        words = ("--apply", "--ledger", ledger, "--as", "owner")
        return command("resident import", file, *words, before=lambda: shutil.copyfile(made, ledger))

    inserted = Command(
        [sys.executable, "-m", "sqlite_utils", "insert", str(peer), "roster", str(sheet), "--csv"],
        before=lambda: peer.unlink(missing_ok=True),
    )
    yield Promise("roster import, CSV, against sqlite-utils insert", taken(sheet), inserted, ROSTER, LONG)
    yield Promise("roster import, .xlsx against CSV", taken(book), taken(sheet), WORKBOOK, LONG)


def histories(folder: Path) -> Iterator[Promise]:
    """The same week, the same overdue slips and the same month on a ledger of 500,000 tickets and on one of 5,000."""
    sizes = 500_000, 5_000
    for count in sizes:
        ledgers.make_ledger(folder / f"{count}.db", count)

    def asked(words: str, limit: float, memory: float | None = None) -> Promise:
        large, small = (command(words, "--ledger", folder / f"{n}.db", "--today", ledgers.TODAY) for n in sizes)
        name = words.partition(" --f")[0]
        return Promise(f"{name}, 500,000 tickets against 5,000", large, small, limit, LONG, memory)

    yield asked("report weekly --format json", WEEKLY, MEMORY)
    yield asked("ticket list --overdue --format json", OF_HISTORY, MEMORY)
    yield asked("ticket stats --from 2026-02-01 --to 2026-02-28 --format json", OF_HISTORY, MEMORY)


def batched(folder: Path) -> Iterator[Promise]:
    """Ten thousand tickets opened in one process and one transaction, against a process for one."""
    made, ours = batches.make_estate(folder), [sys.executable, "-m", "gridctl"]
    lines = batches.write_openings(made, folder / "openings.jsonl")
    together, alone = batches.as_batch(made, lines, ours), batches.as_command(made, ours)
    yield Promise(f"batch of {batches.OPENINGS:,} openings, against one by itself", together, alone, BATCH, LONGEST)


def duty(folder: Path) -> Iterator[Promise]:
    """A month's missed duties on the year of a large estate, and a sheet of inspections into a fresh copy of it."""
    year = folder / "year.db"
    make_year(year)
    at = ("--ledger", year, "--today", duties.TODAY)
    month, plain = command(duties.MISSED, *at), command("staff list", *at)
    yield Promise(f"{duties.MISSED}, against a list", month, plain, MISSED)
    made, sheet = duties.make_estate(folder), duties.write_sheet(folder / "rounds.csv")
    taken = duties.imported(made, sheet, [sys.executable, "-m", "gridctl"])
    name = f"inspect import of {duties.INSPECTIONS:,}, against executemany"
    yield Promise(name, taken, duties.by_core_alone(folder), INSPECTED, LONG)


def grids(folder: Path) -> Iterator[Promise | Figure]:
    """How good divisions are, and what they cost beside a command that does next to nothing."""
    yield from divisions.qualities()
    demo = folder / "demo"
    with redirect_stdout(StringIO()):
        gridctl(["demo", str(demo)])
    plain = command("project show", "--ledger", demo / "ledger.db")
    for estate, limit in DIVIDING.items():
        divided = Command([sys.executable, "-m", "tests.benchmarks.divisions", *estate.split()])
        yield Promise(f"dividing {estate}, against a plain command", divided, plain, limit, LONG)
    largest = Command([sys.executable, "-m", "tests.benchmarks.divisions", "1000", "mixed", "0", "normal"])
    yield Figure("dividing 1000 buildings, MB", cost(largest).memory / MIB, DIVIDING_MEMORY)


GROUPS: dict[str, Callable[[Path], Iterator[Promise | Figure]]] = {
    "start": starts,
    "import": imports,
    "history": histories,
    "batch": batched,
    "grid": grids,
    "duty": duty,
}


def run(wanted: list[str]) -> int:
    """Measure the groups that are wanted (all) and print a line a promise; 1 where one is not kept."""
    outcomes: list[bool] = []
    for name, group in GROUPS.items():
        if wanted and name not in wanted:
            continue
        with TemporaryDirectory() as folder:
            outcomes += [_told(promise) for promise in group(Path(folder))]
    return 0 if all(outcomes) else 1


def _told(promise: Promise | Figure) -> bool:
    """Measure one promise and print how it came out."""
    if isinstance(promise, Figure):
        verdict = "kept" if promise.kept else "NOT KEPT"
        sys.stdout.write(f"{promise.name:<60} {'':<6} {promise.value:5.2f} of {promise.limit:4.2f}  {verdict}\n")
        sys.stdout.flush()
        return promise.kept
    measured = compare(promise.ours, promise.peer, promise.pairs)
    figures = [("CPU", measured.cpu, promise.limit), ("memory", measured.memory, promise.memory)]
    told = [(what, ratio, limit) for what, ratio, limit in figures if limit is not None]
    for what, ratio, limit in told:
        verdict = "kept" if ratio <= limit else "NOT KEPT"
        sys.stdout.write(f"{promise.name:<60} {what:<6} {ratio:5.2f} of {limit:4.2f}  {verdict}\n")
        sys.stdout.flush()
    return all(ratio <= limit for _, ratio, limit in told)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
