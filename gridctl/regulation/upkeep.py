"""Environment services in the regulations: refuse removal, pest control, deep cleaning, lawns (D3 服务内容, D10 3.1.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridctl.domain.text import fold
from gridctl.errors import NotFoundError, UsageError
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, listed, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry

_QUANTITY = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*(.*)", re.ASCII)
_ALSO = {"平米": "平方米", "平": "平方米", "m2": "平方米", "方": "立方米", "m3": "立方米"}


@dataclass(frozen=True, slots=True)
class UpkeepService(Word):
    """An environment service; `units` are those that it is measured in, its own first, `contractors` who does it."""

    units: tuple[str, ...]
    contractors: tuple[str, ...]

    def quantity(self, text: str) -> str:
        """A quantity as it is kept, `3 车` or `120.5 平方米`, of what a clerk writes; UsageError where it is none."""
        found = _QUANTITY.fullmatch(fold(text))
        unit = found and (_ALSO.get(found[2].casefold(), found[2]) or self.units[0])
        if not found or unit not in self.units or not float(found[1]):
            raise UsageError(
                f"“{fold(text)}”不是{self.name}的数量", f"写数字和单位，例如 3{self.units[0]}；{self._units()}"
            )
        whole, _, part = found[1].partition(".")
        part = part.rstrip("0")
        return f"{int(whole)}{'.' if part else ''}{part} {unit}"

    def _units(self) -> str:
        return f"单位可以是{listed(self.units)}，不写就是{self.units[0]}"


def upkeep_services() -> tuple[UpkeepService, ...]:
    """Every environment service."""
    return _services().items


def upkeep_from_text(text: str) -> UpkeepService:
    """The service that is meant (`垃圾清运`, `剪草`, `refuse`); NotFoundError with all of them where there is none."""
    found = _services().find(text)
    if found is None:
        raise NotFoundError(f"没有“{text}”这种环境作业", f"环境作业有：{_services().names()}")
    return found


def upkeep_name(code: str) -> str:
    """The name of a service; what is no code stays as it is."""
    return next((one.name for one in upkeep_services() if one.code == code), code)


@cache
def _services() -> Lexicon[UpkeepService]:
    return Lexicon("upkeep.toml", read("upkeep.toml").each("service", _service))


def _service(entry: Entry) -> UpkeepService:
    units = (entry.text("unit"), *entry.texts("units"))
    return UpkeepService(**word_fields(entry), units=units, contractors=entry.texts("contractors"))
