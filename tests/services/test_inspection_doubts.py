"""What a sheet's rows are told of who inspected is what each day by itself would be told, in whatever order they stand."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from gridctl.domain.imports import Numbered, Parsed
from gridctl.domain.leaves import Leave
from gridctl.domain.moments import Moment
from gridctl.domain.sheets import InspectionRow
from gridctl.services.checklists.finding import version_on
from gridctl.services.desk import writing
from gridctl.services.imports import Draft
from gridctl.services.inspections.crew import Crew
from gridctl.services.inspections.grounds import Ground, GroundSaid
from gridctl.services.inspections.sheet_rows import SheetRows
from gridctl.settings import Settings
from gridctl.store.leaves import LEAVE
from gridctl.store.transactions import Act, writing as transaction
from tests.conftest import Run
from tests.inspected_estate import furnish
from tests.small_estate import GRID_1, LI, ZHOU

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
FIRST, DAYS = date(2026, 2, 25), 19
PEOPLE = ("李梅", "周静", "新来", "王强")


@pytest.fixture
def changing(run: Run, ledger: Path) -> Path:
    """Grid 01 is 李梅's until 5 March, nobody's, 新来's from 10 March, 李梅's again from 13 March; both heads have leave."""
    furnish(ledger, NOW)
    for words in (
        ("grid", "assign", "01", "G01", "--to", "2026-03-04"),
        ("grid", "assign", "01", "N01", "--from", "2026-03-10", "--to", "2026-03-12"),
        ("grid", "assign", "01", "G01", "--from", "2026-03-13"),
    ):
        assert run(*words).status == 0
    away = ((LI, date(2026, 3, 2), date(2026, 3, 4), ZHOU), (ZHOU, date(2026, 3, 7), date(2026, 3, 8), None))
    with transaction(ledger, Act("owner", "staff leave"), NOW) as tx:
        first = tx.next_id(1, LEAVE, len(away))
        rows = [
            Leave(1, first + i, who, "personal", since, until, deputy, None, "")
            for i, (who, since, until, deputy) in enumerate(away)
        ]
        tx.insert(LEAVE, rows)
    return ledger


@pytest.mark.parametrize("seed", range(3))
def test_rows_are_doubted_as_each_day_by_itself(changing: Path, seed: int) -> None:
    asked = [(who, FIRST + timedelta(days=n)) for who in PEOPLE for n in range(DAYS)]
    asked = [(who, day) for who, day in asked if who != "新来" or day >= date(2026, 3, 10)]
    Random(seed).shuffle(asked)  # noqa: S311 - dice, not secrets
    rows = [
        Numbered(
            line, InspectionRow("安全巡查", "01", None, None, Moment(day), None, None, who, None, None, None, ("√",))
        )
        for line, (who, day) in enumerate(asked, 2)
    ]
    parsed: Parsed[InspectionRow] = Parsed("表.csv", "", ("电梯",), rows, columns={"point:电梯": 0})
    caller = Settings(changing, actor="owner", clock=lambda: NOW)
    with writing(caller, "inspect import", dry_run=True) as desk:
        draft = Draft(parsed)
        reader = SheetRows(desk, draft, "", GroundSaid())
        assert all(reader.take(item) for item in draft.rows)
        told = {(one.line, one.reason) for one in draft.warnings if not one.reason.startswith("没有查")}
        crew, ground = Crew(desk), Ground(grid=GRID_1)
        wanted = set()
        for line, (who, day) in enumerate(asked, 2):
            version = version_on(desk, "fire_daily", day)
            for doubt in crew.doubts(version, version.definition.posts, ground, crew.named(who), day):
                wanted.add((line, doubt))
    assert told == wanted
    assert len(wanted) > 20
