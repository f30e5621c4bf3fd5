"""The values of journalled rows in words: codes by their names, numbers of rows by what those rows are called."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from gridctl.domain.money import yuan
from gridctl.domain.privacy import mask_name
from gridctl.domain.ticket_details import DETAIL_PREFIX
from gridctl.errors import NotFoundError
from gridctl.regulation.policies import policy_default
from gridctl.regulation.regulations import clause_words
from gridctl.services.estates.houses import Houses, shown_phase
from gridctl.services.journal.codes import ACTORS, INSTANTS, code_words
from gridctl.services.journal.duty_words import duty_wordings
from gridctl.services.journal.fields import FIELDS, REFERS, TOLD_BY, masked
from gridctl.services.journal.inspection_words import inspection_wordings
from gridctl.store.registry import LEDGERED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gridctl.services.desk import Desk
    from gridctl.store.schema import Ledgered

    Row = Mapping[str, Any]

TABLES: Mapping[str, Ledgered[Any]] = {item.name: item for item in LEDGERED}
_AT_ONCE = 5000  # rows looked up with one statement
_LONG = {  # shown by what they are of, not here
    ("issued_report", "content"),
    ("plan", "asked"),
    ("plan", "told"),
    ("checklist", "definition"),
    ("shift_handover", "content"),
}


class Wording:
    """Puts values into words; what other rows are called is read once for all rows of an entry."""

    def __init__(self, desk: Desk, actor: Callable[[str], str], rows: Iterable[tuple[str, int, Row]]) -> None:
        self._desk = desk
        self._wordings = {
            ("step", "words"): self._step_words,
            ("issued_report", "scope"): self._scope,
            **dict.fromkeys(INSTANTS, self._minute),
            **dict.fromkeys(ACTORS, actor),
            **inspection_wordings(desk),
            **duty_wordings(),
        }
        self._houses: Houses | None = None
        self._names: dict[tuple[str, int], str] = {}
        images: dict[tuple[str, int], Row] = {}
        wanted: dict[str, set[int]] = {}
        for table, key, row in rows:
            if row:
                images[table, key] = row
                _want(wanted, table, key, row)
        for table, keys in wanted.items():
            self._read(table, sorted(keys))
        for table, key in images.keys() - self._names.keys():
            self._names[table, key] = f"方案 {key}" if table == "plan" else _once_called(table, images[table, key])

    def subject(self, table: str, key: int, row: Row) -> str:
        """What the row is: 林晓彤（YS003）, GW-2026-0012, 3栋2单元101 张**."""
        if table not in TOLD_BY:
            return self._names.get((table, key), "")
        parts = (self.value(table, column, row.get(column), row) for column in TOLD_BY[table])
        return " ".join(filter(None, parts))

    def value(self, table: str, column: str, value: Any, row: Row) -> str:
        """A value as a clerk reads it; `value` is masked already where it must be, `row` is all of its row."""
        if value is None or value == "":
            return ""
        if column in REFERS and isinstance(value, int):
            return self._name(REFERS[column], value)
        if wording := self._wordings.get((table, column)):
            return wording(str(value))
        return _coded(table, column, value, row)

    def _name(self, table: str, key: int) -> str:
        if (table, key) not in self._names:
            self._read(table, [key])
        return self._names.get((table, key), f"已不在（{key}）")

    def _read(self, table: str, keys: list[int]) -> None:
        item, left = TABLES[table], iter(keys)
        while chunk := list(islice(left, _AT_ONCE)):
            for row in self._desk.reader.find(item, self._desk.pid, item.c["id"].in_(chunk)):
                self._names[table, row.id] = self._called(table, row)

    def _called(self, table: str, row: Any) -> str:
        """What a row of the ledger is called."""
        if table == "plan":
            return f"方案 {row.id}"
        if table in ("building", "unit", "place"):
            houses = self._houses = self._houses or Houses.of(self._desk)
            if table == "place":
                return houses.place_name(row)
            return houses.building_name(row.id) if table == "building" else houses.unit_name(row.id)
        return _once_called(table, dict(zip(TABLES[table].columns, TABLES[table].values(row), strict=True)))

    def _minute(self, recorded_at: str) -> str:
        return f"{self._desk.local(recorded_at):%Y-%m-%d %H:%M}"

    def _scope(self, scope: str) -> str:
        table, _, key = scope.partition(":")
        if key.isdecimal() and table in TABLES:
            return self._name(table, int(key))
        return {"project": "全项目", "grid:": "未划入网格"}.get(scope, scope)

    def _step_words(self, text: str) -> str:
        try:
            said = json.loads(text)
        except ValueError:  # a mask has taken away what made it JSON
            return text
        parts = [f"派给{self._name('staff', int(said['to']))}"] if said.get("to") else []
        parts += [f"派给{said['contractor']}"] if said.get("contractor") else []
        parts += [f"用料：{said['material']}"] if said.get("material") else []
        parts += [self._correction(*change) for change in said.get("changes", ())]
        return "；".join(parts)

    def _correction(self, field: str, before: Any, after: Any) -> str:
        said = (
            self.value("ticket", field, masked("ticket", field, value), {}) or "（空）" for value in (before, after)
        )
        label = FIELDS["ticket"].get(field) or FIELDS["round"].get(field) or _detail_title(field)
        return f"{label}：{' → '.join(said)}"


def _want(wanted: dict[str, set[int]], table: str, key: int, row: Row) -> None:
    """Note which rows must be called by name."""
    if table in REFERS.values():
        wanted.setdefault(table, set()).add(key)
    for column, of in REFERS.items():
        if isinstance(value := row.get(column), int):
            wanted.setdefault(of, set()).add(value)


_CALLED_BY = {
    "ticket": "code",
    "grid": "name",
    "plan_grid": "name",
    "contractor": "name",
    "clause": "code",
    "checklist": "name",
    "duty": "name",
    "training": "topic",
    "equipment": "name",
    "need": "what",
    "renovation": "works",
    **dict.fromkeys(("inspection", "visit", "meeting"), "day"),
}


def _once_called(table: str, row: Row) -> str:
    """What a row is called by itself, also one that is no longer in the ledger."""
    if table == "staff":
        return f"{row['name']}（{row['number']}）"
    if table == "person":
        return mask_name(row["name"])
    if table == "policy":
        return _policy_title(row["name"])
    column = _CALLED_BY.get(table, "written")
    return str(row.get(column, ""))


def _money(fen: int) -> str:
    return f"{yuan(fen)} 元"


def _metres(mm: int) -> str:
    return f"{mm / 1000:g} 米"


_FIGURES: Mapping[str, Callable[[int], str]] = {
    "x_mm": _metres,
    "y_mm": _metres,
    "area_cm2": lambda value: f"{value / 10_000:.2f} ㎡",
}


def _coded(table: str, column: str, value: Any, row: Row) -> str:
    """A value that is a code or a figure."""
    if column in _FIGURES or column.endswith("_fen"):
        return _FIGURES.get(column, _money)(value)
    if column == "phase":
        return shown_phase(value)
    if table == "policy":
        return _policy_words(column, value, row)
    if (table, column) == ("detail", "value"):
        return code_words()["detail", "value"].get(f"{row.get('name')}:{value}", str(value))
    if (table, column) in _LONG:
        return f"共 {len(value):,} 字"
    return code_words().get((table, column), {}).get(value, str(value))


def _policy_words(column: str, value: Any, row: Row) -> str:
    if column == "clause":
        return clause_words(value)
    if column == "name":
        return _policy_title(value)
    if column != "value":
        return str(value)
    try:
        return policy_default(row["name"]).words(json.loads(value))
    except NotFoundError:
        return str(value)


def _policy_title(name: str) -> str:
    try:
        return policy_default(name).title
    except NotFoundError:
        return name


def _detail_title(field: str) -> str:
    """What a field of a kind of ticket is called, as a correction names it; anything else as it is."""
    titles = code_words()["detail", "name"]
    return titles.get(field.removeprefix(DETAIL_PREFIX), field)
