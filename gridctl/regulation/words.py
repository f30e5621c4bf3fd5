"""Words with a code: what a clerk writes, in Chinese or English, finds the entry that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypedDict, TypeVar

from gridctl.domain.text import fold as plain
from gridctl.errors import BadDataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.regulation.reading import Entry


class WordFields(TypedDict):
    """The fields of a word."""

    code: str
    name: str
    aliases: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list: `code` is stored, `name` is shown, `aliases` are understood, `clause` says why it is there."""

    code: str
    name: str
    aliases: tuple[str, ...]
    clause: str


Item = TypeVar("Item", bound=Word)
IGNORED = str.maketrans("", "", " _-")


def fold(text: str) -> str:
    """The text as words are compared: folded, and case, spaces, `-` and `_` taken away."""
    return plain(text).casefold().translate(IGNORED)


class Lexicon(Generic[Item]):
    """A list of coded entries that can be found by code, name or alias; no text may mean two of them."""

    __slots__ = ("_found", "items")

    def __init__(self, title: str, items: tuple[Item, ...]) -> None:
        self.items = items
        self._found: dict[str, Item] = {}
        for item in items:
            for text in (item.code, item.name, *item.aliases):
                if self._found.setdefault(fold(text), item) is not item:
                    raise BadDataError(f"规程数据 {title} 中“{text}”有两种意思", "请改正 gridctl/regulation 下的该文件")

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def find(self, text: str) -> Item | None:
        """The entry that the text names, or None."""
        return self._found.get(fold(text))

    def names(self) -> str:
        """All names, to be listed in a hint."""
        return listed(item.name for item in self.items)


def listed(names: Iterable[str]) -> str:
    """Names in a row as Chinese writes them."""
    return "、".join(names)


def word(entry: Entry) -> Word:
    """A word as a file gives it."""
    return Word(**word_fields(entry))


def word_fields(entry: Entry) -> WordFields:
    """What every kind of word has, for the constructors of those that have more."""
    return {
        "code": entry.code(),
        "name": entry.text("name"),
        "aliases": entry.texts("aliases"),
        "clause": entry.clause(),
    }
