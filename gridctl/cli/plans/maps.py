"""A plan as a map of letters: a mark and a colour for each grid, and what they stand for below.

Readable without colour, for each building bears the mark of its grid; of as many columns as the page has.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from gridctl.cli.plans.map_layout import Cell, in_list_order, placed
from gridctl.cli.width import padded, page_width, width

if TYPE_CHECKING:
    from gridctl.domain.plan_views import MapCell, PlanGridView, PlanView
    from gridctl.settings import Settings

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SQUEEZED = 1.5  # how much nearer columns may come for the names of buildings to be shown
_TALLEST_LIST = 40  # lines of an estate in list order, before names give way to marks
_GAP = 2
_FIGURES = 2  # the place of households in an entry of the legend
_SUFFIXES = ("号楼", "栋", "幢", "座", "#")
_PALETTE = (  # black on these 256-colour grounds can be read, and each differs from the next
    "color(117)", "color(215)", "color(120)", "color(218)", "color(228)", "color(147)",
    "color(209)", "color(80)", "color(183)", "color(149)", "color(254)", "color(180)",
)  # fmt: skip


class Piece(NamedTuple):
    """A piece of a line: its text, and the ordinal of the grid that colours it (0 for none)."""

    text: str
    grid: int = 0


Line = tuple[Piece, ...]


def marks(count: int) -> dict[int, str]:
    """The mark of each grid by its ordinal: A to Z, or AA, AB… where there are more."""
    if count <= len(_LETTERS):
        return dict(enumerate(_LETTERS[:count], 1))
    return {n + 1: _LETTERS[n // 26] + _LETTERS[n % 26] if n < 26 * 26 else str(n + 1) for n in range(count)}


def show_map(view: PlanView, settings: Settings) -> None:
    """Print a plan as a map, or in the order of its list where buildings stand nowhere, with its legend."""
    from gridctl.domain.plan_views import map_cells

    cells, columns = map_cells(view), page_width()
    lines = draw_map(cells, columns)
    below = draw_legend(view.grids, columns)
    note = "上北下南，按相对位置排列，不按比例" if view.has_map else "没有楼栋坐标，按台账次序排列"
    title = (Piece(f"{note}；先写网格代号，再写楼栋" if _named(lines) else f"{note}；字母是网格代号"),)
    _print([title, (), *lines, (), *below], colours(cells, lines), settings)


def draw_map(cells: Sequence[MapCell], columns: int) -> list[Line]:
    """The lines of a map of at most so many columns of the terminal, north at the top; every building is on it.

    Names of buildings are shown where there is room, else their numbers, else the marks of their grids alone.
    """
    if not cells:
        return []
    signs = marks(max(max(cell.grids, default=0) for cell in cells))
    for names in _names(cells):
        texts = [_pieces(cell, signs, name) for cell, name in zip(cells, names, strict=True)]
        found = _placed(cells, _fitting(texts, columns, _GAP), squeeze=_SQUEEZED, tallest=_TALLEST_LIST)
        if found:
            return _lines(texts, found, _GAP)
    return _marks_alone(cells, signs, columns)


def _names(cells: Sequence[MapCell]) -> Iterator[list[str]]:
    """What may be said of each building beside its grid: its name, or only its number."""
    from gridctl.domain.text import shown

    names = [shown(cell.name) for cell in cells]
    yield names
    short = [_shortened(name) for name in names]
    if len(set(short)) == len(set(names)):
        yield short


def _marks_alone(cells: Sequence[MapCell], signs: Mapping[int, str], columns: int) -> list[Line]:
    """A map where each building is no more than the mark of its grid; a shared one is two marks joined by +."""
    parts = [(cell, grid) for cell in cells for grid in cell.grids or (0,)]
    texts = [(Piece(signs.get(grid, "-"), grid),) for _, grid in parts]
    joined = {place for place, (before, part) in enumerate(pairwise(parts), 1) if before[0] is part[0]}
    found = _placed([cell for cell, _ in parts], _fitting(texts, columns, 1))
    return _lines(texts, found or [], 1, joined)


def _fitting(texts: Sequence[Line], columns: int, gap: int) -> int:
    """How many cells fit side by side."""
    return max(1, (columns + gap) // (max(map(_width, texts)) + gap))


def _shortened(name: str) -> str:
    """A building's number without the word for a building."""
    return next((name.removesuffix(end) for end in _SUFFIXES if name.endswith(end) and name != end), name)


def _placed(cells: Sequence[MapCell], most: int, squeeze: float = inf, tallest: float = inf) -> list[Cell] | None:
    spots = [(cell.x, cell.y) for cell in cells if cell.x is not None and cell.y is not None]
    if len(spots) == len(cells):
        return placed(spots, most, squeeze)
    return in_list_order(len(cells), most) if len(cells) <= most * tallest else None


def _pieces(cell: MapCell, signs: Mapping[int, str], name: str) -> Line:
    """A building: the marks of its grids, each in its colour, and its name."""
    if not cell.grids:
        return (Piece(f"- {name}".rstrip()),)
    told = [Piece(("+" if place else "") + signs[grid], grid) for place, grid in enumerate(cell.grids)]
    return (*told, Piece(f" {name}", cell.grids[0])) if name else tuple(told)


def _width(line: Iterable[Piece]) -> int:
    return sum(width(piece.text) for piece in line)


def _lines(texts: Sequence[Line], cells: Sequence[Cell], gap: int, joined: Container[int] = ()) -> list[Line]:
    """Lines of pieces, each column of cells as wide as its widest; `joined` texts hang on the one before them."""
    at = {cell: place for place, cell in enumerate(cells)}
    widths = [0] * (max(column for _, column in cells) + 1)
    for (_, column), place in at.items():
        widths[column] = max(widths[column], _width(texts[place]))
    lines: list[list[Piece]] = [[] for _ in range(max(row for row, _ in cells) + 1)]
    behind = [0] * len(lines)  # blanks still to be written before the next cell of a line
    for row, column in product(range(len(lines)), range(len(widths))):
        if (row, column) in at:
            place = at[row, column]
            hangs = place in joined and at.get((row, column - 1)) == place - 1
            blanks = " " * (behind[row] - hangs) + "+" * hangs
            lines[row] += [Piece(blanks), *texts[place]] if blanks else texts[place]
            behind[row] = -_width(texts[place])
        behind[row] += widths[column] + gap
    return [tuple(line) for line in lines]


def _named(lines: Sequence[Line]) -> bool:
    return any(piece.grid and piece.text.startswith(" ") for line in lines for piece in line)


def draw_legend(grids: Sequence[PlanGridView], columns: int) -> list[Line]:
    """What each mark stands for, in as many columns as fit, to be read downwards."""
    if not grids:
        return []
    signs = marks(max(grid.ordinal for grid in grids))
    told = [_told(grid) for grid in grids]
    widths = [max(map(width, column)) for column in zip(*told, strict=True)]
    texts = [
        (Piece(signs[grid.ordinal], grid.ordinal), Piece("  " + "  ".join(_aligned(cells, widths))))
        for grid, cells in zip(grids, told, strict=True)
    ]
    beside = max(1, (columns + 2 * _GAP) // (max(map(_width, texts)) + 2 * _GAP))
    height = -(-len(texts) // beside)
    return [tuple(_beside(texts[line::height])) for line in range(height)]


def _told(grid: PlanGridView) -> tuple[str, str, str, str]:
    from gridctl.domain.plan_views import STANDING_WORDS
    from gridctl.domain.text import shown

    by = f" {grid.over_by:+d}" if grid.over_by else ""
    name = "" if grid.name == grid.code else shown(grid.name)
    return shown(grid.code), name, f"{grid.households} 户", f"{STANDING_WORDS[grid.standing]}{by}"


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Code, name and standing from the left, figures from the right; without names where no grid has one of its own."""
    places = [place for place, most in enumerate(widths) if most]
    return [padded(cells[place], widths[place], right=place == _FIGURES) for place in places]


def _beside(entries: Sequence[Line]) -> Iterator[Piece]:
    for place, entry in enumerate(entries):
        yield from ([Piece(" " * 2 * _GAP)] if place else [])
        yield from entry


def colours(cells: Sequence[MapCell], lines: Sequence[Line]) -> dict[int, str]:
    """A colour for each grid, another one than those of the grids around it as far as there are enough."""
    beside = _grids_beside(lines)
    chosen: dict[int, int] = {}
    for grid in sorted({grid for cell in cells for grid in cell.grids}):
        taken = {chosen[other] for other in beside.get(grid, ()) if other in chosen}
        ring = [(grid - 1 + step) % len(_PALETTE) for step in range(len(_PALETTE))]
        chosen[grid] = next((colour for colour in ring if colour not in taken), ring[0])
    return {grid: _PALETTE[colour] for grid, colour in chosen.items()}


def _grids_beside(lines: Sequence[Line]) -> dict[int, set[int]]:
    """The grids that each grid meets on the map, along a line or from a line to the next."""
    found: dict[int, set[int]] = {}
    spans = [list(_spans(line)) for line in lines]
    for above, line in zip([[], *spans], spans, strict=False):
        near = [
            (one, other) for one, other in product([*above, *line], line) if one[0] < other[1] and other[0] < one[1]
        ]
        for one, other in near:
            found.setdefault(one[2], set()).add(other[2])
            found.setdefault(other[2], set()).add(one[2])
    return {grid: others - {grid} for grid, others in found.items()}


def _spans(line: Line) -> Iterator[tuple[int, int, int]]:
    """From where to where, with some air around, a line is of which grid."""
    at = 0
    for piece in line:
        end = at + width(piece.text)
        if piece.grid:
            yield at - 2 * _GAP, end + 2 * _GAP, piece.grid
        at = end


def _print(lines: Sequence[Line], palette: Mapping[int, str], settings: Settings) -> None:
    """Write the lines, in colour where somebody sees them."""
    if not settings.terminal:
        sys.stdout.write("".join(f"{''.join(piece.text for piece in line).rstrip()}\n" for line in lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    for line in lines:
        styled = ((piece.text, f"black on {palette[piece.grid]}" if piece.grid in palette else "") for piece in line)
        console.print(Text.assemble(*styled), no_wrap=True, overflow="ignore", crop=False)
