"""Who answers for a duty: the holder of the post on the ground that day, or who stands in for him."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.calendar import SpecialDay, calendar
from gridctl.domain.duties.duties import GRID_HEAD, GRID_TEAM
from gridctl.domain.duties.people import Answer, Ground, Roster
from gridctl.domain.duties.windows import Window
from gridctl.domain.grids import Assignment, Extent, holds_on
from gridctl.domain.leaves import Leave, on_leave
from gridctl.domain.staff import Staff

MARCH = Window(date(2026, 3, 1), date(2026, 3, 31))
DAY = timedelta(days=1)
START, TENTH, TWENTIETH = date(2025, 1, 1), date(2026, 3, 10), date(2026, 3, 20)
HEAD, OTHER, GUARD, CLEANER, CHIEF = 1, 2, 3, 4, 5
POSTS = {HEAD: "steward", OTHER: "steward", GUARD: "guard", CLEANER: "cleaner", CHIEF: "service_supervisor"}


def person(key: int, post: str, departed: date | None = None) -> Staff:
    return Staff(1, key, f"N{key}", f"员工{key}", post, "", None, departed, "", "")


def put(key: int, staff: int, post: str, first: date = START, last: date | None = None, **ground: int) -> Assignment:
    scope = {"grid": "grid", "building": "buildings", "place": "place"}.get(next(iter(ground), ""), "project")
    where = ground.get("grid"), ground.get("building"), ground.get("place")
    return Assignment(1, key, staff, post, scope, *where, first, last)


def away(staff: int, first: date, last: date, deputy: int | None = None) -> Leave:
    return Leave(1, staff * 100 + first.day, staff, "annual", first, last + DAY, deputy, None, "")


def roster(*assignments: Assignment, leaves: tuple[Leave, ...] = (), staff: tuple[Staff, ...] = ()) -> Roster:
    extents = [Extent(1, 1, 1, 11, None, START, None), Extent(1, 2, 2, 21, None, START, TWENTIETH)]
    extents.append(Extent(1, 3, 1, 21, None, TWENTIETH, None))
    people = staff or tuple(person(key, post) for key, post in POSTS.items())
    buildings = {11: 1, 21: 2}
    return Roster(people, assignments, leaves, extents, buildings, lambda day: "steward" if day else "", {"cleaner"})


GRID_1, GRID_2, BUILDING_2 = Ground(grid=1), Ground(grid=2), Ground(building=2)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2026, 3, 9), Answer((HEAD,), ())),
        (TENTH, Answer((OTHER,), ())),
        (date(2026, 3, 15), Answer((HEAD,), (OTHER,))),
        (date(2026, 3, 25), Answer((), (OTHER,))),
        (date(2024, 12, 31), Answer((), ())),
    ],
)
def test_the_holder_of_the_day_or_his_deputy_answers(day: date, answer: Answer) -> None:
    rows = put(1, HEAD, "steward", last=TENTH, grid=1), put(2, OTHER, "steward", TENTH, grid=1)
    leaves = away(OTHER, date(2026, 3, 15), date(2026, 3, 16), HEAD), away(OTHER, date(2026, 3, 25), date(2026, 3, 25))
    assert roster(*rows, leaves=leaves).answer((GRID_HEAD,), GRID_1, day) == answer


def test_a_post_answers_for_what_lies_in_its_ground_and_for_what_its_ground_lies_in() -> None:
    known = roster(
        put(1, HEAD, "steward", grid=2),
        put(2, GUARD, "guard", building=2),
        put(3, CHIEF, "service_supervisor"),
        put(4, OTHER, "reception_foreman", place=7),
    )
    assert known.answer(("steward",), BUILDING_2, TENTH).people == (HEAD,)
    assert known.answer(("steward",), BUILDING_2, TWENTIETH).people == ()  # the building went to another grid
    assert known.answer(("guard",), GRID_2, TENTH).people == (GUARD,)
    assert known.answer(("guard",), GRID_1, TENTH).people == ()
    assert known.answer(("service_supervisor",), GRID_1, TENTH).people == (CHIEF,)
    assert known.answer(("reception_foreman",), Ground(place=7), TENTH).people == (OTHER,)
    assert known.answer(("guard",), Ground(building=2, place=70), TENTH).people == (GUARD,)  # a home of that building
    assert known.answer(("guard",), Ground(place=7), TENTH).people == ()


def test_several_answer_together_and_one_is_named_once() -> None:
    known = roster(
        put(1, HEAD, "steward", grid=1), put(2, GUARD, "guard", building=1), put(3, HEAD, "guard", building=1)
    )
    assert known.answer(("guard", "steward"), Ground(building=1), TENTH).people == (GUARD, HEAD)


def test_for_the_project_the_register_tells_where_nobody_was_put() -> None:
    gone = person(CHIEF, "service_supervisor", departed=TWENTIETH)
    known = roster(staff=(gone,))
    assert known.answer(("service_supervisor",), Ground(), TENTH).people == (CHIEF,)
    assert known.answer(("service_supervisor",), Ground(), TWENTIETH).people == ()


def test_a_person_answers_for_himself_also_on_leave() -> None:
    known = roster(leaves=(away(HEAD, TENTH, TENTH, OTHER),))
    assert known.answer((GRID_TEAM,), Ground(staff=HEAD), TENTH) == Answer((HEAD,), ())


def test_members_are_those_put_on_grids_or_buildings_in_the_window() -> None:
    rows = (
        put(1, HEAD, "steward", last=date(2026, 2, 1), grid=1),
        put(2, OTHER, "steward", date(2026, 3, 31), grid=1),
        put(3, GUARD, "guard", building=1),
        put(4, CLEANER, "cleaner", building=1),
        put(5, CHIEF, "service_supervisor"),
    )
    assert roster(*rows).members((GRID_TEAM,), MARCH) == [OTHER, GUARD]
    assert roster(*rows).members((GRID_HEAD,), MARCH) == [OTHER]
    assert roster(*rows).members(("service_supervisor",), MARCH) == [CHIEF]


def test_days_there_are_those_in_post_and_not_on_leave() -> None:
    row = put(1, GUARD, "guard", date(2026, 3, 2), date(2026, 3, 12), building=1)
    known = roster(row, leaves=(away(GUARD, date(2026, 3, 5), date(2026, 3, 8)),))
    assert known.days_there(GUARD, (GRID_TEAM,), MARCH) == 6
    working = calendar([SpecialDay(date(2026, 3, 3), working=False)])
    assert known.days_there(GUARD, (GRID_TEAM,), MARCH, working) == 5
    assert known.days_there(HEAD, (GRID_TEAM,), MARCH) == 0


days = st.integers(0, 30).map(lambda n: MARCH.first + n * DAY)
people = st.sampled_from([HEAD, OTHER, GUARD])
spans = st.tuples(days, days).map(sorted)


@given(
    st.lists(st.tuples(people, spans), max_size=6),
    st.lists(st.tuples(people, spans, st.none() | people), max_size=6),
    days,
    st.randoms(),
)
def test_whoever_answers_is_there(
    posted: list[tuple[int, list[date]]], absent: list[tuple[int, list[date], int | None]], day: date, dice: object
) -> None:
    rows = [put(n, who, "steward", a, b + DAY, grid=1) for n, (who, (a, b)) in enumerate(posted, 1)]
    leaves = [away(who, a, b, deputy) for who, (a, b), deputy in absent if deputy != who]
    answer = roster(*rows, leaves=tuple(leaves)).answer((GRID_HEAD,), GRID_1, day)
    holders = {row.staff for row in rows if holds_on(row, day)}
    assert not [one for one in answer.people if on_leave(leaves, one, day)]
    assert set(answer.deputy_for) == {one for one in holders if on_leave(leaves, one, day)}
    assert holders - set(answer.deputy_for) <= set(answer.people)
    dice.shuffle(rows)  # type: ignore[attr-defined]
    assert roster(*rows, leaves=tuple(leaves)).answer((GRID_HEAD,), GRID_1, day) == answer
