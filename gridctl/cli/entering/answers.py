"""What fields of slips have in common: how an answer is read, what is usual, what is listed for `?`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gridctl.cli.entering.fields import Field

if TYPE_CHECKING:
    from gridctl.cli.entering.fields import Pile
    from gridctl.regulation.words import Word
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.entering import Meant

Usual = Callable[["Pile"], "Meant | None"]
Asked = Callable[["Pile"], bool]

_ROLL = 20  # people listed for `?`
_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")


def nothing(_: Pile | None = None) -> Meant:
    """An empty field."""
    from gridctl.services.tickets.entering import Meant

    return Meant()


def always(_: Pile) -> bool:
    """Every slip has it."""
    return True


def filled(*names: str) -> Asked:
    """Whether all of some fields are filled in."""
    return lambda pile: all(pile.text(name) for name in names)


def as_last(name: str, otherwise: Usual = nothing) -> Usual:
    """What the last slip said of a field."""
    return lambda pile: pile.last.get(name) or otherwise(pile)


def needed(usual: Usual) -> Usual:
    """What is usual, unless that is nothing: then it must be typed."""

    def offered(pile: Pile) -> Meant | None:
        found = usual(pile)
        return found if found and found.text else None

    return offered


def constant(text: str) -> Usual:
    """The same words on every slip."""

    def usual(_: Pile) -> Meant:
        from gridctl.services.tickets.entering import text_meant

        return text_meant(text)

    return usual


def place(label: str = "部位") -> Field:
    """Where; with nothing typed the pile is done."""
    return Field("place", label, _place, listed=_ways)


def _place(desk: Desk, text: str, __: Pile) -> Meant:
    from gridctl.services.tickets.entering import place_meant

    return place_meant(desk, text)


def _ways(_: Pile) -> Sequence[str]:
    return ("部位或房号：1#电梯、3-2-101", "拼音首字母：dmg 是东门岗", "名称里的字：东门", "楼栋单元加首字母：3-2dt")


def problem(label: str = "问题") -> Field:
    """What is wrong; it suggests the category."""
    return Field("problem", label, _problem)


def _problem(desk: Desk, text: str, pile: Pile) -> Meant:
    if text != pile.text("problem"):
        pile.said.pop("category", None)  # it is suggested by the problem
    return _text(desk, text, pile)


def text(
    name: str, label: str, usual: Usual = lambda _: None, asked: Asked = always, *, optional: bool = True
) -> Field:
    """Words."""
    return Field(name, label, _text, usual, asked, optional)


def _text(_: Desk, typed: str, __: Pile) -> Meant:
    from gridctl.services.tickets.entering import text_meant

    return text_meant(typed)


def category() -> Field:
    """A category of the kind, by digit or word."""
    return Field("category", "类别", _category, _suggested, listed=_categories)


def _category(_: Desk, typed: str, pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import category_meant

    return category_meant(typed, pile.form.kind)


def _suggested(pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import category_meant, category_suggested

    return category_suggested(pile.text("problem"), pile.form.kind) or category_meant("other", pile.form.kind)


def _categories(pile: Pile) -> Sequence[str]:
    from gridctl.services.tickets.entering import categories

    return categories(pile.form.kind)


def choice(
    name: str,
    label: str,
    words: Callable[[], Sequence[Word]],
    usual: Usual = lambda _: None,
    asked: Asked = always,
    *,
    optional: bool = False,
) -> Field:
    """A word of a short list, by digit or in full."""

    def read(_: Desk, typed: str, __: Pile) -> Meant:
        from gridctl.services.tickets.entering import word_meant

        return word_meant(label, words(), typed)

    def listed(_: Pile) -> Sequence[str]:
        from gridctl.services.tickets.entering import words_listed

        return words_listed(words())

    return Field(name, label, read, usual, asked, optional, listed=listed)


def urgency(label: str, kind: str) -> Field:
    """How urgent, or of which level; the kind's first is usual."""

    def words() -> Sequence[Word]:
        from gridctl.regulation.tickets import ticket_kind

        return ticket_kind(kind).urgencies

    return choice("urgency", label, words, _first(words))


def source(label: str, kind: str) -> Field:
    """How it came in: as the last one did, else in the kind's first way."""

    def words() -> Sequence[Word]:
        from gridctl.regulation.tickets import ticket_kind

        return ticket_kind(kind).sources

    return choice("source", label, words, as_last("source", _first(words)))


def _first(words: Callable[[], Sequence[Word]]) -> Usual:
    def usual(_: Pile) -> Meant:
        from gridctl.services.tickets.entering import word_shown

        return word_shown(words()[0])

    return usual


def money(name: str, label: str, usual: str, asked: Asked) -> Field:
    """An amount."""

    def read(_: Desk, typed: str, __: Pile) -> Meant:
        from gridctl.services.tickets.entering import money_meant

        return money_meant(typed)

    def offered(_: Pile) -> Meant:
        from gridctl.services.tickets.entering import money_meant

        return money_meant(usual)

    return Field(name, label, read, offered, asked)


def person(
    name: str, label: str, usual: Usual, asked: Asked = always, *, unlike: str = "", required: bool = False
) -> Field:
    """One of the staff, who is another than that of the field `unlike`."""

    def read(desk: Desk, typed: str, pile: Pile) -> Meant:
        from gridctl.services.tickets.entering import person_meant, refuse_same

        meant = person_meant(desk, typed)
        if unlike:
            refuse_same(meant, pile.said.get(unlike), (label_of(pile, unlike), label))
        return meant

    offered = needed(usual) if required else usual
    return Field(name, label, read, offered, asked, not required, judged=bool(unlike), listed=roll, person=True)


def roll(pile: Pile) -> Sequence[str]:
    """The staff."""
    people = [" ".join(reversed(one.names)) for one in pile.sitting.people]
    more = [f"…共 {len(people)} 人"] if len(people) > _ROLL else []
    return ["写姓名里的字、拼音首字母或工号", *people[:_ROLL], *more]


def usual_hand(pile: Pile) -> Meant:
    """Who last took the category, else who last took any."""
    return pile.hands.get(pile.text("category")) or pile.hands.get("") or nothing()


def other_than(name: str, besides: str) -> Usual:
    """Who was named last, unless the slip names him for the field `besides`."""

    def usual(pile: Pile) -> Meant:
        last = pile.last.get(name)
        return last if last and last.text != pile.text(besides) else nothing()

    return usual


def own(name: str) -> Usual:
    """Who was named last, else who enters."""
    return as_last(name, lambda pile: pile.sitting.own)


def label_of(pile: Pile, name: str) -> str:
    """What a field of the form is called."""
    return next(each.label for each in pile.form.fields if each.name == name)


def paper_number(label: str = "纸质单号") -> Field:
    """The number on the paper; a pad is numbered through."""
    return Field("paper", label, _text, _next_paper, lambda pile: pile.with_paper, optional=True)


def _next_paper(pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import Meant

    last = pile.last["paper"].text if "paper" in pile.last else ""
    number = _LAST_NUMBER.sub(lambda found: str(int(found[0]) + 1).zfill(len(found[0])), last)
    return Meant(number, number)
