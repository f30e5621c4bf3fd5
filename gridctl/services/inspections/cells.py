"""The cells of a row of a check-sheet: each different row of marks is read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Answer, Mark, answers_text
from gridctl.regulation.checklists import mark_signs, marks
from gridctl.regulation.words import fold
from gridctl.services.checklists.finding import stranger_words
from gridctl.services.inspections.speaking import Spoken, spoken_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.sheets import InspectionRow
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk

_NOTHING = {"无", "没有", "暂无", "——", "—", ""}


@dataclass(frozen=True, slots=True)
class Heard:
    """What the cells of a row say, in the order of the list's points; `text` are the answers where nothing is abnormal.

    `wrongs` are (point, cell, reason), `left` the names of points that were not looked at, `rest` words of the row's own
    column that no point took.
    """

    said: dict[str, Spoken]
    wrongs: tuple[tuple[str, str, str], ...]
    left: tuple[str, ...]
    text: str
    rest: str


class Cells:
    """Reads the cells of points; `columns` are the points as the sheet names them."""

    def __init__(self, desk: Desk, columns: Sequence[str]) -> None:
        self.desk, self.columns = desk, columns
        self._known: dict[tuple[int, tuple[str, ...], str | None], Heard] = {}

    def heard(self, version: Version, row: InspectionRow) -> Heard:
        """What the cells of a row say; a mark without words has those of the row's own column."""
        key = (version.row.id, row.answers, row.words)
        heard = self._known.get(key)
        if heard is None:
            heard = self._known[key] = self._read(row, version)
        return heard

    def _read(self, row: InspectionRow, version: Version) -> Heard:
        said: dict[str, Spoken] = {}
        wrongs: list[tuple[str, str, str]] = []
        for name, cell in zip(self.columns, row.answers, strict=True):
            point = version.by_name.get(fold(name)) if cell else None
            if cell and point is None:
                wrongs.append((name, cell, stranger_words(self.desk, version, name)))
            elif point is not None:
                try:
                    one = spoken_in(point, cell)
                except ValueError as error:
                    wrongs.append((name, cell, str(error)))
                else:
                    said |= {point.code: one} if one else {}
        words = "" if _say_nothing(row.words or "") else row.words or ""
        rest = _give_words(said, words, version, wrongs)
        if not said and not wrongs:
            wrongs.append(("", row.words or "", "没有填检查点"))
        left = tuple(point.name for code, point in version.points.items() if code not in said)
        ordered = {code: said[code] for code in version.points if code in said}
        return Heard(ordered, tuple(wrongs), left, _plain_text(ordered), rest)


def _say_nothing(words: str) -> bool:
    """Whether words only say that there is nothing to say: 无, 正常, /."""
    known = marks().find(words)
    return fold(words) in _NOTHING or (known is not None and known.code != Mark.ABNORMAL)


def _give_words(said: dict[str, Spoken], words: str, version: Version, wrongs: list[tuple[str, str, str]]) -> str:
    """Give the words of the row to its one mark without any; gives back those that no point took."""
    abnormal = [code for code, one in said.items() if one.mark is Mark.ABNORMAL]
    bare = [code for code in abnormal if not said[code].words]
    sign = mark_signs()[Mark.ABNORMAL]
    if len(bare) == 1 and words:
        said[bare[0]] = replace(said[bare[0]], words=words)
        return ""
    if words and said and not abnormal:
        wrongs.append(("", words, f"写了异常情况，没有一个检查点是 {sign}；在那一点写 {sign}"))
    why = "有几处异常，情况要写在各自的格里" if words else "异常，没有写是什么情况"
    wrongs += [(version.points[code].name, sign, f"{why}，例如 {sign}3栋1单元楼道：堆放杂物") for code in bare]
    return words


def _plain_text(said: dict[str, Spoken]) -> str:
    """The answers as the ledger keeps them, "" where something is abnormal and so may have a place."""
    if any(one.mark is Mark.ABNORMAL for one in said.values()):
        return ""
    return answers_text({code: Answer(one.mark, one.words, None, one.count) for code, one in said.items()})
