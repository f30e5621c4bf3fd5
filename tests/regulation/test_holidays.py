"""The holidays that a ledger's calendar begins with, against the State Council's notice for 2026."""

from datetime import date

from gridctl.domain.calendar import calendar
from gridctl.regulation.holidays import holidays_of, known_years, seed


def test_the_arrangement_of_2026() -> None:
    days = holidays_of(2026)
    assert len(days) == len({item.day for item in days}) == 39
    off = [item.day for item in days if not item.working]
    assert (off[0], off[-1], len(off)) == (date(2026, 1, 1), date(2026, 10, 7), 33)
    made_up = [f"{item.day:%m-%d}" for item in days if item.working]
    assert made_up == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
    assert {item.name for item in days} == {"元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆节"}


def test_every_known_year_is_known_to_its_calendar() -> None:
    years = known_years()
    known = calendar(item for year in years for item in holidays_of(year))
    assert known.unknown_years(date(years[0], 1, 1), date(years[-1], 12, 31)) == ()
    assert 2026 in years


def test_an_unknown_year_has_none() -> None:
    after = known_years()[-1] + 1
    assert holidays_of(after) == ()
    assert calendar(seed(2025)).unknown_years(date(2025, 1, 1), date(after, 1, 1)) == (after,)


def test_the_seed_begins_with_a_year() -> None:
    days = seed(2025)
    assert days[0].day == date(2025, 1, 1)
    assert days == tuple(item for year in known_years() if year >= 2025 for item in holidays_of(year))
