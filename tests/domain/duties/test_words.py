"""How often, as people say and type it."""

from dataclasses import replace

import pytest

from gridctl.domain.duties.duties import Blank, Definition, DutyDays, DutyScope
from gridctl.domain.duties.figures import filled
from gridctl.domain.duties.windows import NAMED_RULES
from gridctl.domain.duties.words import frequency_from_text, frequency_words, half_years_from_text, times_from_text
from gridctl.errors import UsageError

EMPTY = Definition(("guard",), "", DutyScope.GRID, "", 0, DutyDays.ALL, "24:00", "record", tuple(Blank))


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        *((words, rule, words) for words, rule in NAMED_RULES.items()),
        ("每日", "FREQ=DAILY", "每天"),
        ("每个工作日", "FREQ=DAILY", "每个工作日"),
        ("每周两次", "FREQ=WEEKLY", "每周2天"),
        ("每个月2天", "FREQ=MONTHLY;BYMONTHDAY=-1", "每月2天"),
        ("每3个月", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "每季度"),
        ("每两个月", "FREQ=YEARLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=-1", "每2个月"),
        ("每4个月", "FREQ=YEARLY;BYMONTH=4,8,12;BYMONTHDAY=-1", "每4个月"),
        ("每5个月", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1", "每5个月"),
        ("每十天", "FREQ=DAILY;INTERVAL=10", "每10天"),
        ("每2周", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "每2周"),
        ("每2年", "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=-1", "每2年"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=10", "FREQ=MONTHLY;BYMONTHDAY=10", "每月10日前"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "每年2月29日前"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;BYDAY=MO,TH"),
    ],
)
def test_how_often_is_read_and_said(text: str, rule: str, words: str) -> None:
    often = frequency_from_text(text)
    assert often.rule == rule
    assert frequency_words(often.rule, often.times or 1, often.days or DutyDays.ALL) == words


def test_what_is_blank_has_no_words() -> None:
    assert frequency_words("", 0) == ""


@pytest.mark.parametrize("text", ["定期", "每0天", "每周五", "每2个工作日", "每2季度", "经常", "", "每月0.5次"])
def test_what_is_no_frequency_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        frequency_from_text(text)
    assert "每半月" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "months"), [("6,12", "1,7"), ("12月底、6月底", "1,7"), ("1 7", "2,8"), ("六月和十二月", "1,7")]
)
def test_the_two_months_of_a_half_yearly_meeting(text: str, months: str) -> None:
    assert half_years_from_text(text) == f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=10"


@pytest.mark.parametrize("text", ["6", "6,6", "0,6", "13,1", "六", "6,12,3", "年底"])
def test_two_months_it_must_be(text: str) -> None:
    with pytest.raises(UsageError):
        half_years_from_text(text)


@pytest.mark.parametrize(("text", "times"), [("1", 1), ("两次", 2), ("31", 31), ("3 次".replace(" ", ""), 3)])
def test_so_many_times(text: str, times: int) -> None:
    assert times_from_text(text) == times


@pytest.mark.parametrize("text", ["0", "32", "几次", "-1", "1.5"])
def test_so_many_times_it_cannot_be(text: str) -> None:
    with pytest.raises(UsageError):
        times_from_text(text)


def test_filled_in_a_figure_is_blank_no_more() -> None:
    weekly = filled(EMPTY, Blank.EVERY, "每周两次")
    assert (weekly.rule, weekly.times, weekly.blank) == ("FREQ=WEEKLY", 2, (Blank.TIMES, Blank.MONTHS))
    assert filled(weekly, Blank.TIMES, "1").times == 1
    assert filled(EMPTY, Blank.MONTHS, "6,12").rule == "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10"
    assert filled(EMPTY, Blank.EVERY, "每个工作日").days is DutyDays.WORKING
    assert filled(replace(EMPTY, days=DutyDays.WORKING), Blank.EVERY, "每天").days is DutyDays.ALL
    with pytest.raises(UsageError):
        filled(EMPTY, Blank.EVERY, "定期")
