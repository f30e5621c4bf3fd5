"""Small estates, by hand and by chance, and what can be worked out about them by trying everything."""

from collections.abc import Iterable, Iterator, Sequence

from hypothesis import strategies as st

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.connected import parts
from gridctl.domain.dividing.estate import Asked, Band, Block, Effort
from gridctl.domain.dividing.measure import breaches, violation_of
from gridctl.domain.dividing.task import Task

BAND = Band(35, 40)
GOLD = Band(40, 50)
METRE = 1000


def block(
    key: int, *households: int, at: tuple[int, int] | None = None, phase: str = "", care: int = 0, name: str = ""
) -> Block:
    """A building with a unit for each number of households; `at` in metres."""
    units = tuple(key * 10 + nth for nth in range(len(households)))
    point = None if at is None else Point(at[0] * METRE, at[1] * METRE)
    return Block(key, name or f"{key}栋", phase, units, households, (care,) * len(households), point)


def row(*households: int, phase: str = "", first: int = 1) -> tuple[Block, ...]:
    """Buildings of one unit in a row, 40 metres apart."""
    return tuple(block(first + nth, count, at=(40 * nth, 0), phase=phase) for nth, count in enumerate(households))


def asked(**changes: object) -> Asked:
    """What is asked in the tests: 35 to 40 households, quickly."""
    return Asked(**({"band": BAND, "effort": Effort.QUICK} | changes))  # type: ignore[arg-type]


@st.composite
def estates(draw: st.DrawFn, *, most: int = 9, placed: bool | None = None, heaviest: int = 45) -> tuple[Block, ...]:
    """A few buildings of one to three units, with coordinates or without, in one or two phases."""
    count = draw(st.integers(2, most))
    has_points = draw(st.booleans()) if placed is None else placed
    cells = st.tuples(st.integers(0, 6), st.integers(0, 6))
    at = draw(st.lists(cells, min_size=count, max_size=count).filter(lambda found: len(set(found)) > 1))
    sizes = st.lists(st.integers(0, heaviest // 3), min_size=1, max_size=3)
    found = []
    for nth in range(count):
        households = draw(sizes)
        phase = draw(st.sampled_from(["", "", "二期"]))
        place = (at[nth][0] * 30, at[nth][1] * 30) if has_points else None
        found.append(block(nth + 1, *households, at=place, phase=phase, care=draw(st.integers(0, 3))))
    return tuple(found)


@st.composite
def tasks(draw: st.DrawFn, *, most: int = 7, line: bool = False) -> Task:
    """A few nodes with neighbours, in a line or in any way, with pairs apart and a gold steward at times."""
    count = draw(st.integers(1, most))
    weights = tuple(draw(st.lists(st.integers(0, 45), min_size=count, max_size=count)))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    links = {(nth - 1, nth) for nth in range(1, count)}
    if not line and count > 1:
        links = draw(st.sets(pairs, max_size=2 * count))
    return Task(
        weights=weights,
        care=tuple(weight // 9 for weight in weights),
        points=tuple(Point(40 * METRE * nth, 0) for nth in range(count)),
        neighbours=tuple(
            tuple(sorted({b for a, b in links if a == node} | {a for a, b in links if b == node}))
            for node in range(count)
        ),
        grids=draw(st.integers(1, count)),
        band=BAND,
        apart=frozenset(draw(st.sets(pairs, max_size=2))) if count > 1 else frozenset(),
        gold=draw(st.integers(0, 1)),
        gold_band=GOLD,
    )


def partitions(count: int, grids: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every way to put nodes into so many grids, none empty, grids in the order of their first nodes."""
    for owners in _owners(count, grids, []):
        yield tuple(tuple(node for node in range(count) if owners[node] == grid) for grid in range(grids))


def _owners(count: int, grids: int, given: list[int]) -> Iterator[list[int]]:
    """The grids of all nodes, the first of them given: each next one goes to a grid that has begun, or to the next."""
    begun, left = max(given, default=-1) + 1, count - len(given)
    if begun + left < grids:
        return
    if not left:
        yield given
        return
    for grid in range(min(begun + 1, grids)):
        yield from _owners(count, grids, [*given, grid])


def connected_cuts(task: Task) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every cut into connected grids that keeps apart what must be."""
    for grids in partitions(len(task.weights), task.grids):
        if not breaches(task, grids) and all(len(parts(task.neighbours, grid)) == 1 for grid in grids):
            yield grids


def violation(task: Task, grids: Iterable[Sequence[int]]) -> int:
    """The households of a cut outside the band."""
    return violation_of(task, [sum(task.weights[node] for node in grid) for grid in grids])
