"""What a slip is made of: its fields in the order in which paper is read, what is typed of it, and what sticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from gridctl.errors import GridctlError, RuleError, UsageError

if TYPE_CHECKING:
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.tickets.entering import Entered, Meant, Sitting
    from gridctl.services.tickets.lists import TicketLine

Said = dict[str, str]  # what is typed of a slip, by field, as services understand it


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `read` turns what was typed into what is meant, `usual` is what Enter takes (None: it must be typed)."""

    name: str
    label: str
    read: Callable[[Desk, str, Pile], Meant]
    usual: Callable[[Pile], Meant | None] = lambda _: None
    asked: Callable[[Pile], bool] = lambda _: True
    optional: bool = False
    judged: bool = False  # what the slip says before it may no longer go with it
    listed: Callable[[Pile], Sequence[str]] = lambda _: ()
    person: bool = False  # one of several is picked by 工号

    def offered(self, pile: Pile) -> Meant | None:
        """What Enter takes: what was typed before going back, else what is usual."""
        return pile.said.get(self.name) or self.usual(pile)


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of slip: its fields, how one is kept, and what the list at the end says of one besides number and place."""

    kind: str
    paper: str
    fields: tuple[Field, ...]
    keep: Callable[[WritingDesk, Said], Entered]
    told: Callable[[TicketLine, dict[str, Meant]], str]


@dataclass(slots=True)
class Pile:
    """A pile of slips: what is typed of this one, what the last one said, and what sticks from slip to slip.

    `day` is the opening day, `done` the day on which work was finished, `hands` who last took each category.
    """

    form: Form
    sitting: Sitting
    day: date
    with_paper: bool = False
    said: dict[str, Meant] = field(default_factory=dict)
    last: dict[str, Meant] = field(default_factory=dict)
    done: date | None = None
    hands: dict[str, Meant] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What is typed of a field so far, "" where nothing is."""
        return self.said[name].text if name in self.said else ""

    def slip(self, before: str = "") -> Said:
        """The slip as it is typed: all of it, or what stands before a field."""
        said: Said = {}
        for each in self.form.fields:
            if each.name == before:
                break
            said |= {each.name: self.text(each.name)} if each.asked(self) else {}
        return said

    def turn(self) -> None:
        """Lay the slip aside, kept as it is, and take the next."""
        self.last, self.said = self.said, {}
        executor = self.last.get("executor")
        if executor and executor.text:
            self.hands[self.last["category"].text] = self.hands[""] = executor


def blank(of: Field) -> Meant:
    """What `-` says: the field stays empty. UsageError where it may not."""
    from gridctl.services.tickets.entering import Meant

    if not of.optional:
        raise UsageError(f"{of.label}不能空着")
    return Meant()


def same(of: Field, pile: Pile) -> Meant:
    """What `=` says: the same as the last slip. RuleError where there is none."""
    if of.name not in pile.last:
        raise RuleError("还没有上一张可以照抄")
    return pile.last[of.name]


def sentence(error: GridctlError, *, with_hint: bool) -> str:
    """A refusal in one line; what is said of options at the end of a rule's hint does not help here."""
    return f"{error.message}；{error.hint}" if with_hint and error.hint else error.message
