from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.moments import (
    Moment,
    not_before,
    parse_cell_day,
    parse_cell_moment,
    parse_day,
    parse_moment,
)
from gridctl.errors import AmbiguousError, UsageError

NOW = datetime(2026, 11, 25, 9, 10)  # noqa: DTZ001 - the project's local time, a Wednesday
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
MINUTES = st.integers(0, 1439)
MOMENTS = st.builds(Moment, DAYS, st.none() | MINUTES)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("今天", "2026-11-25"),
        ("昨天", "2026-11-24"),
        ("昨日", "2026-11-24"),
        ("前天", "2026-11-23"),
        ("大前天", "2026-11-22"),
        ("yesterday", "2026-11-24"),
        ("Today", "2026-11-25"),
        ("刚才", "2026-11-25 09:10"),
        ("现在", "2026-11-25 09:10"),
        ("now", "2026-11-25 09:10"),
        ("昨天 8:30", "2026-11-24 08:30"),
        ("昨天8：30", "2026-11-24 08:30"),
        ("昨天 16:05", "2026-11-24 16:05"),
        ("昨天下午", "2026-11-24"),
        ("昨晚", "2026-11-24"),
        ("昨晚8点", "2026-11-24 20:00"),
        ("昨天晚上 8点20分", "2026-11-24 20:20"),
        ("昨晚20点", "2026-11-24 20:00"),
        ("昨晚八点半", "2026-11-24 20:30"),
        ("前晚11:05", "2026-11-23 23:05"),
        ("今早8点半", "2026-11-25 08:30"),
        ("早上8点", "2026-11-25 08:00"),
        ("今天凌晨3点", "2026-11-25 03:00"),
        ("今天凌晨0点", "2026-11-25 00:00"),
        ("昨天下午3点", "2026-11-24 15:00"),
        ("昨天下午三点一刻", "2026-11-24 15:15"),
        ("昨天下午 3:05", "2026-11-24 15:05"),
        ("昨天下午15点", "2026-11-24 15:00"),
        ("昨天中午12点", "2026-11-24 12:00"),
        ("昨天中午1点", "2026-11-24 13:00"),
        ("昨天中午11点半", "2026-11-24 11:30"),
        ("昨天上午十点整", "2026-11-24 10:00"),
        ("昨天傍晚6点", "2026-11-24 18:00"),
        ("昨天8点", "2026-11-24 08:00"),
        ("昨天3时5分", "2026-11-24 03:05"),
        ("昨天 3:00", "2026-11-24 03:00"),
        ("11-20", "2026-11-20"),
        ("11/20", "2026-11-20"),
        ("11.20", "2026-11-20"),
        ("11。20", "2026-11-20"),
        ("11－20", "2026-11-20"),
        ("11—20", "2026-11-20"),
        ("11月20日", "2026-11-20"),
        ("11月20号", "2026-11-20"),
        ("11 月 20 日", "2026-11-20"),
        ("十一月二十日", "2026-11-20"),
        ("03/04", "2026-03-04"),
        ("3-4", "2026-03-04"),
        ("20日", "2026-11-20"),
        ("20号", "2026-11-20"),
        ("25日", "2026-11-25"),
        ("二十号下午三点", "2026-11-20 15:00"),
        ("十一月廿日", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("2026-3-4", "2026-03-04"),
        ("2026/11/20", "2026-11-20"),
        ("2026.11.20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("2026年11月20日", "2026-11-20"),
        ("二〇二六年十一月二十日", "2026-11-20"),
        ("2026年11月20日8时30分", "2026-11-20 08:30"),
        ("2026年11月20日 8时30分", "2026-11-20 08:30"),
        ("2026-11-20 8:30", "2026-11-20 08:30"),
        ("2026-11-20T08:30", "2026-11-20 08:30"),
        ("2026-11-20t08:30:59", "2026-11-20 08:30"),
        ("2026-11-20，8:30", "2026-11-20 08:30"),
        ("20261120 0:00", "2026-11-20 00:00"),
        ("11-20 08:30", "2026-11-20 08:30"),
        ("11-20 下午3点", "2026-11-20 15:00"),
        ("１１－２０　８：３０", "2026-11-20 08:30"),
        ("２０２６．１１．２０", "2026-11-20"),
        ("2024-02-29", "2024-02-29"),
        ("8:30", "2026-11-25 08:30"),
        ("9:10", "2026-11-25 09:10"),
        ("周一", "2026-11-23"),
        ("周三", "2026-11-25"),
        ("本周三", "2026-11-25"),
        ("这周二", "2026-11-24"),
        ("上周五", "2026-11-20"),
        ("上个星期五", "2026-11-20"),
        ("上周日", "2026-11-22"),
        ("上星期日", "2026-11-22"),
        ("上礼拜天", "2026-11-22"),
        ("上上周五", "2026-11-13"),
        ("上周五8:30", "2026-11-20 08:30"),
        ("上周三三点五分", None),
        ("上周三十点", "2026-11-18 10:00"),
        ("上周五下午三点", "2026-11-20 15:00"),
        ("3天前", "2026-11-22"),
        ("三天前", "2026-11-22"),
        ("两天以前", "2026-11-23"),
        ("半小时前", "2026-11-25 08:40"),
        ("半个小时前", "2026-11-25 08:40"),
        ("2小时前", "2026-11-25 07:10"),
        ("两个小时之前", "2026-11-25 07:10"),
        ("一个半小时前", "2026-11-25 07:40"),
        ("20分钟前", "2026-11-25 08:50"),
        ("12小时前", "2026-11-24 21:10"),
    ],
)
def test_what_clerks_type(typed: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(AmbiguousError):
            parse_moment(typed, NOW)
    else:
        assert str(parse_moment(typed, NOW)) == meant


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("26-11-20", ("2026-11-20",)),
        ("26/1/2", ("2026-01-02",)),
        ("26年11月20日", ("2026-11-20",)),
        ("26-13-20", ()),
        ("11-20-26", ()),
        ("26日", ()),
        ("30号", ()),
        ("11-26", ("2025-11-26",)),
        ("12-20", ("2025-12-20",)),
        ("12月31日", ("2025-12-31",)),
        ("23:00", ("2026-11-24 23:00",)),
        ("9:11", ("2026-11-24 09:11",)),
        ("周五", ("2026-11-20",)),
        ("星期日", ("2026-11-22",)),
        ("礼拜天 8:30", ("2026-11-22",)),
        ("昨天3点", ("凌晨3点", "下午3点")),
        ("昨天五点半", ("凌晨5点", "下午5点")),
    ],
)
def test_what_could_be_several_is_asked_back(typed: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousError) as asked:
        parse_moment(typed, NOW)
    assert asked.value.choices == choices
    assert typed in asked.value.message
    assert asked.value.hint
    assert all(choice in asked.value.hint for choice in choices)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "是空的"),
        ("   ", "是空的"),
        ("3", "只有数字"),
        ("1120", "只有数字"),
        ("46346", "只有数字"),
        ("20261301", "没有13月"),
        ("13/5", "没有13月"),
        ("0-5", "没有0月"),
        ("2026-02-30", "2026年2月没有30日"),
        ("2026-02-29", "2026年2月没有29日"),
        ("2-29", "2026年2月没有29日"),
        ("11-31", "2026年11月没有31日"),
        ("31日", "2026年11月没有31日"),
        ("0日", "没有0日"),
        ("1899-12-31", "年份1899"),
        ("2100-01-01", "年份2100"),
        ("0000-01-01", "年份0"),
        ("2026-12-25", "还没有到"),
        ("2026-11-26", "还没有到"),
        ("今天下午3点", "还没有到"),
        ("今晚8点", "还没有到"),
        ("明天", "还没有到"),
        ("后天", "还没有到"),
        ("本周五", "还没有到"),
        ("下周一", "还没有到"),
        ("昨天 24:00", "没有24点"),
        ("昨天 8:60", "没有60分"),
        ("昨晚3点", "晚没有3点"),
        ("昨晚12点", "晚没有12点"),
        ("昨天上午3点", "上午没有3点"),
        ("下午", "没有写是哪一天"),
        ("半天前", "几天前"),
        ("半分钟前", "几分钟前"),
        ("昨天 8.30", "看不懂"),
        ("昨天 8:5", "看不懂"),
        ("昨天8", "看不懂"),
        ("11-20-2026", "年份四位"),
        ("3/4/2026", "年份四位"),
        ("11-208:30", "看不懂"),
        ("2026-11/20", "分隔符一致"),
        ("2026-11-20-1", "分隔符一致"),
        ("2026-11", "看不懂"),
        ("2026年11月", "看不懂"),
        ("2026-11-20 8:30Z", "看不懂"),
        ("2026-11-20 8:30+08:00", "看不懂"),
        ("202611208:30", "看不懂"),
        ("2026-11-208:30", "分隔符一致"),
        ("2026-W47", "看不懂"),
        ("上周", "看不懂"),
        ("1000天前", "看不懂"),
        ("-3天前", "看不懂"),
        ("٣天前", "看不懂"),
        ("20 Nov", "看不懂"),
        ("[red]", "看不懂"),
        ("=NOW()", "看不懂"),
        ("二〇十日", "看不懂"),
    ],
)
def test_what_is_no_moment_is_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_moment(typed, NOW)
    assert not isinstance(refused.value, AmbiguousError)
    assert reason in refused.value.message
    assert f"“{typed.strip()}”" in refused.value.message
    assert "2026-11-20" in refused.value.hint


def test_the_text_is_quoted_without_what_steers_a_terminal() -> None:
    with pytest.raises(UsageError) as refused:
        parse_moment("\x1b[31m昨\x07", NOW)
    assert refused.value.message == "看不懂是什么时候：“昨”"


@pytest.mark.parametrize(
    ("now", "typed", "meant"),
    [
        ("2027-01-05 09:00", "12-30", "2026-12-30"),
        ("2027-01-05 09:00", "12-30 8:30", "2026-12-30 08:30"),
        ("2027-01-05 09:00", "7-6", "2026-07-06"),
        ("2027-01-05 09:00", "7-5", None),
        ("2027-01-05 09:00", "2-6", None),
        ("2027-01-05 09:00", "1-31", None),
        ("2027-01-05 09:00", "1-5", "2027-01-05"),
        ("2027-01-01 00:00", "昨晚8点", "2026-12-31 20:00"),
        ("2027-01-01 00:10", "半小时前", "2026-12-31 23:40"),
        ("2027-01-01 00:10", "上周五", "2026-12-25"),
        ("2026-12-31 09:00", "1-1", "2026-01-01"),
        ("2024-03-01 09:00", "昨天", "2024-02-29"),
        ("2025-03-01 09:00", "昨天", "2025-02-28"),
        ("2024-01-10 09:00", "2-29", None),
        ("2024-08-01 09:00", "2-29", "2024-02-29"),
        ("2026-06-30 09:00", "8-15", None),
        ("2026-03-01 09:00", "30日", None),
    ],
)
def test_dates_without_a_year_near_its_turn(now: str, typed: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(AmbiguousError):
            parse_moment(typed, at(now))
    else:
        assert str(parse_moment(typed, at(now))) == meant


@pytest.mark.parametrize(
    ("now", "typed", "meant"),
    [
        ("2026-12-20 09:00", "明天", "2026-12-21"),
        ("2026-12-20 09:00", "后天下午3点", "2026-12-22 15:00"),
        ("2026-12-20 09:00", "大后天", "2026-12-23"),
        ("2026-12-20 09:00", "12-31", "2026-12-31"),
        ("2026-12-20 09:00", "1-5", "2027-01-05"),
        ("2026-12-20 09:00", "12-10", None),
        ("2027-01-05 09:00", "12-30", None),
        ("2026-12-20 09:00", "2027-12-31", "2027-12-31"),
        ("2026-12-20 09:00", "2026-11-20", "2026-11-20"),
        ("2026-12-20 09:00", "25日", "2026-12-25"),
        ("2026-12-20 09:00", "5日", None),
        ("2026-12-20 09:00", "下周五", "2026-12-25"),
        ("2026-12-20 09:00", "周五", None),
        ("2026-12-16 09:00", "周五", "2026-12-18"),
        ("2026-12-16 09:00", "17:30", "2026-12-16 17:30"),
        ("2026-12-16 09:00", "8:30", None),
        ("2023-12-20 09:00", "2-29", "no"),
    ],
)
def test_days_to_come_where_they_are_allowed(now: str, typed: str, meant: str | None) -> None:
    if meant is None or meant == "no":
        with pytest.raises(AmbiguousError if meant is None else UsageError):
            parse_moment(typed, at(now), ahead=True)
    else:
        assert str(parse_moment(typed, at(now), ahead=True)) == meant


def test_a_day_alone_takes_no_time() -> None:
    assert parse_day("上周五", NOW) == date(2026, 11, 20)
    assert parse_day("12-1", NOW, ahead=True) == date(2026, 12, 1)
    with pytest.raises(UsageError, match="只要日期") as refused:
        parse_day("昨天 8:30", NOW)
    assert refused.value.hint == "请写 2026-11-24"


def test_not_before_is_false_only_where_it_is_certain() -> None:
    early, late, day = (Moment.parse_stored(text) for text in ("2026-11-20 08:30", "2026-11-20 08:31", "2026-11-20"))
    next_day = Moment(date(2026, 11, 21))
    assert not not_before(early, late)
    assert not_before(late, early)
    assert all(not_before(a, b) for a, b in product((early, day), repeat=2))
    assert not not_before(late, next_day)
    assert not_before(next_day, late)


@given(a=MOMENTS, b=MOMENTS)
def test_of_two_moments_one_is_not_before_the_other(a: Moment, b: Moment) -> None:
    assert not_before(a, b) or not_before(b, a)


@given(moment=MOMENTS)
def test_what_is_stored_is_read_back(moment: Moment) -> None:
    assert Moment.parse_stored(str(moment)) == moment
    assert parse_moment(str(moment), NOW, ahead=True) == moment
    assert parse_cell_moment(str(moment)) == moment


@pytest.mark.parametrize("text", ["", "2026-11-20 8:30", "2026-11-20T08:30", "2026-11-20 24:00", "2026-02-30", "昨天"])
def test_what_is_not_as_stored_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"账册里的时间写法|day is out of range"):
        Moment.parse_stored(text)


@given(day=DAYS, minute=MINUTES, now=st.datetimes(at("1990-01-01"), at("2090-01-01")))
def test_every_way_to_write_a_full_date_is_the_same(day: date, minute: int, now: datetime) -> None:
    hour, rest = divmod(minute, 60)
    y, m, d = day.year, day.month, day.day
    for text in (f"{y}-{m}-{d}", f"{y}/{m:02}/{d:02}", f"{y}.{m}.{d}", f"{day:%Y%m%d}", f"{y}年{m}月{d}日"):
        for clock in (f" {hour}:{rest:02}", f" {hour:02}：{rest:02}", f" {hour}时{rest}分"):
            assert parse_moment(text + clock, now, ahead=True) == Moment(day, minute)


@given(now=st.datetimes(at("1950-01-01"), at("2090-01-01")), back=st.integers(0, 400))
def test_a_date_without_its_year_is_never_to_come_and_never_guessed_far(now: datetime, back: int) -> None:
    day = now.date() - timedelta(days=back)
    try:
        read = parse_day(f"{day.month}-{day.day}", now)
    except UsageError:
        assert day.year != now.year
    else:
        assert read <= now.date()
        assert read.year == now.year or now.date() - read <= timedelta(days=183)


@given(now=st.datetimes(at("1950-01-01"), at("2090-01-01")))
def test_a_weekday_of_last_week_is_before_this_monday(now: datetime) -> None:
    monday = now.date() - timedelta(days=now.weekday())
    days = [parse_day(f"上周{word}", now) for word in "一二三四五六日"]
    assert days == [monday - timedelta(days=7 - n) for n in range(7)]


@given(
    text=st.text("0123456789-/.: 年月日号周上昨前天晚早下午点半时分星期礼拜一二三十", max_size=12), ahead=st.booleans()
)
@settings(max_examples=200)
def test_any_text_is_read_or_refused_in_words(text: str, ahead: bool) -> None:  # noqa: FBT001
    try:
        moment = parse_moment(text, NOW, ahead=ahead)
    except UsageError as refused:
        assert refused.hint  # noqa: PT017
    else:
        assert ahead or not_before(Moment.of(NOW), moment)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (date(2026, 11, 20), "2026-11-20"),
        (at("2026-11-20 08:30:15"), "2026-11-20 08:30"),
        (at("2026-11-20 00:00:00"), "2026-11-20"),
        (at("2026-11-20 00:00:01"), "2026-11-20 00:00"),
        (datetime(2026, 11, 20, 8, 30, tzinfo=UTC), "2026-11-20 08:30"),
        ("2026-11-20", "2026-11-20"),
        (" 2026/11/20 ", "2026-11-20"),
        ("2026.11.20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("２０２６年１１月２０日", "2026-11-20"),
        ("2026-11-20 8:30", "2026-11-20 08:30"),
        ("2026-11-20 08:30:15", "2026-11-20 08:30"),
        ("2026-11-20T08:30:00", "2026-11-20 08:30"),
        ("2026-11-20 00:00:00", "2026-11-20"),
        ("2026/11/20 0:00:00", "2026-11-20"),
        ("2026-11-20 00:00", "2026-11-20 00:00"),
        ("2026年11月20日下午3点", "2026-11-20 15:00"),
        (46346, "2026-11-20"),
        (46346.0, "2026-11-20"),
        (46346.354166666664, "2026-11-20 08:30"),
        (46346.35416666, "2026-11-20 08:30"),
        (46346.999999, "2026-11-21"),
        (46346.9999, "2026-11-20 23:59"),
        (20000, "1954-10-03"),
        (80000, "2119-01-11"),
        (43890, "2020-02-29"),
        (20261120, "2026-11-20"),
        (20261120.0, "2026-11-20"),
    ],
)
def test_what_cells_hold(value: object, meant: str) -> None:
    assert str(parse_cell_moment(value)) == meant
    assert str(parse_cell_day(value)) == meant[:10]
    assert str(Moment.parse_stored(meant)) == meant


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "是空的"),
        ("", "是空的"),
        ("\u3000", "是空的"),
        (True, "不是日期"),
        (3, "不是日期"),
        (11.2, "不是日期"),
        (19999.99, "不是日期"),
        (80001, "不是日期"),
        (20261120.5, "不是日期"),
        (20261301, "没有13月"),
        (float("nan"), "不是日期"),
        (float("inf"), "不是日期"),
        (time(8, 30), "不是日期"),
        ("昨天", "要写明年月日"),
        ("11-20", "要写明年月日"),
        ("11月20日", "要写明年月日"),
        ("8:30", "要写明年月日"),
        ("26-11-20", "要写明年月日"),
        ("46346", "要写明年月日"),
        ("待定", "要写明年月日"),
        ("2026-02-30", "2月没有30日"),
        ("2026-13-01", "没有13月"),
        ("1026-11-20", "年份1026"),
        ("2026-11-20 25:00", "没有25点"),
        ("2026-11-20 3点", "凌晨还是下午"),
        ("2026-11-20 下午10:00:00", "下午没有10点"),
        ("2026-11-20（补）", "看不懂"),
    ],
)
def test_cells_that_hold_no_full_date(value: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_cell_moment(value)
    with pytest.raises(ValueError, match=reason):
        parse_cell_day(value)


@given(day=st.dates(date(1954, 10, 3), date(2119, 1, 11)), minute=st.integers(1, 1439))
def test_a_serial_number_is_its_minute(day: date, minute: int) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert parse_cell_day(serial) == day
    assert parse_cell_moment(serial + minute / 1440) == Moment(day, minute)
