"""Reads the regulation's TOML files and checks each entry, so that a slip of an editing hand is named and not obeyed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from gridctl.errors import BadDataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Item = TypeVar("Item")
CODE = re.compile(r"[a-z][a-z0-9_]*")
REGULATION = re.compile(r"D(?:10|[1-9])")
CLAUSE = re.compile(rf"{REGULATION.pattern}(?: \S.*)?")


class Entry:
    """One entry of a file; each reader checks the type and names file, entry and key when it is wrong."""

    __slots__ = ("_values", "_where")

    def __init__(self, where: str, values: Mapping[str, Any]) -> None:
        self._where = where
        self._values = values

    def wrong(self, key: str, why: str) -> BadDataError:
        """The error for a key of this entry."""
        return BadDataError(
            f"规程数据 {self._where} 的 {key} {why}", "请改正 gridctl/regulation 下的该文件，或重新安装 gridctl"
        )

    def has(self, key: str) -> bool:
        """Whether the entry says anything under the key."""
        return key in self._values

    def raw(self, key: str) -> Any:
        """The value as TOML gives it; missing is an error."""
        if key not in self._values:
            raise self.wrong(key, "没有填写")
        return self._values[key]

    def text(self, key: str) -> str:
        """Text that is not blank."""
        value = self.raw(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "应为不空的文字")
        return value

    def code(self, key: str = "code") -> str:
        """A code in snake_case."""
        value = self.text(key)
        if not CODE.fullmatch(value):
            raise self.wrong(key, "应为小写英文代码")
        return value

    def regulation(self) -> str:
        """The code of a regulation, D1 to D10."""
        value = self.text("code")
        if not REGULATION.fullmatch(value):
            raise self.wrong("code", "应为规程编号 D1 至 D10")
        return value

    def clause(self) -> str:
        """The clause that the entry comes from, such as `D7 四.5`."""
        value = self.text("clause")
        if not CLAUSE.fullmatch(value):
            raise self.wrong("clause", "应以规程编号 D1 至 D10 开头")
        return value

    def number(self, key: str) -> int:
        """A whole number."""
        value = self.raw(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, "应为整数")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where nothing is said."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "应为 true 或 false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where nothing is said."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.wrong(key, "应为文字的列表")
        return tuple(value)

    def each(self, key: str, make: Callable[[Entry], Item]) -> tuple[Item, ...]:
        """What `make` makes of each entry of a table below this one; at least one."""
        value = self.raw(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(key, "至少要有一条")
        return tuple(make(Entry(f"{self._where} {key} 第 {n} 条", item)) for n, item in enumerate(value, 1))

    def any(self, key: str, make: Callable[[Entry], Item]) -> tuple[Item, ...]:
        """What `each` gives; nothing where nothing is said."""
        return self.each(key, make) if self.has(key) else ()


def read(file: str) -> Entry:
    """The whole of a file beside this module."""
    import tomllib  # noqa: PLC0415 - most commands never open a regulation file

    return Entry(file, tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8")))
