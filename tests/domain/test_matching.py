"""Pairs against every pairing there is."""

from itertools import permutations

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.matching import best_pairs

GAIN = st.integers(0, 9) | st.integers(0, 10**12)
GAINS = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(GAIN, min_size=columns, max_size=columns), min_size=1, max_size=5)
)


def best(gains: list[list[int]]) -> int:
    """The greatest sum, by trying them all."""
    if len(gains) > len(gains[0]):
        gains = [list(column) for column in zip(*gains, strict=True)]
    tries = permutations(range(len(gains[0])), len(gains))
    return max(sum(gains[row][column] for row, column in enumerate(each)) for each in tries)


@settings(max_examples=100, deadline=None)
@given(GAINS)
def test_no_pairing_gains_more(gains: list[list[int]]) -> None:
    pairs = best_pairs(gains)
    taken = [column for column in pairs if column is not None]
    assert len(pairs) == len(gains)
    assert len(taken) == len(set(taken)) == min(len(gains), len(gains[0]))
    assert sum(gains[row][column] for row, column in enumerate(pairs) if column is not None) == best(gains)
    assert best_pairs(gains) == pairs


@pytest.mark.parametrize(
    ("gains", "pairs"),
    [
        ([], []),
        ([[]], [None]),
        ([[0]], [0]),
        ([[0, 0], [0, 0]], [0, 1]),
        ([[1], [5], [3]], [None, 0, None]),
        ([[5, 4], [4, 0]], [1, 0]),  # who gains most is not always who goes first
    ],
)
def test_plain_cases(gains: list[list[int]], pairs: list[int | None]) -> None:
    assert best_pairs(gains) == pairs


def test_a_large_one_is_done_at_once() -> None:
    size = 120
    gains = [[(row * 7919 + column * 104729) % 1009 for column in range(size)] for row in range(size)]
    assert sorted(column for column in best_pairs(gains) if column is not None) == list(range(size))
