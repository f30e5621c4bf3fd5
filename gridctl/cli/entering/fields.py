"""The fields of a slip in the order in which paper is read: what each is called, takes, lists and offers for Enter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.errors import GridctlError, RuleError, UsageError

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.entering import Meant, Sitting
    from gridctl.services.tickets.entry import Words

_ROLL = 20  # people listed for `?`
_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")


@dataclass(slots=True)
class Pile:
    """A pile of slips: what is typed of this one, what the last one said, and what sticks from slip to slip.

    `day` is the opening day, `done` the day on which work was finished, `hands` who last took each category.
    """

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

    def words(self, before: str = "") -> Words:
        """The slip as it is typed: all of it, or what stands before a field."""
        from gridctl.services.tickets.entry import Words

        said: dict[str, str] = {}
        for each in FIELDS:
            if each.name == before:
                break
            said |= {each.name: self.text(each.name)} if each.asked(self) else {}
        return Words(**said)

    def turn(self) -> None:
        """Lay the slip aside, kept as it is, and take the next."""
        self.last, self.said = self.said, {}
        executor = self.last.get("executor")
        if executor and executor.text:
            self.hands[self.last["category"].text] = self.hands[""] = executor


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

    def offered(self, pile: Pile) -> Meant | None:
        """What Enter takes: what was typed before going back, else what is usual."""
        return pile.said.get(self.name) or self.usual(pile)


def _nothing() -> Meant:
    from gridctl.services.tickets.entering import Meant

    return Meant()


def _place(desk: Desk, text: str, __: Pile) -> Meant:
    from gridctl.services.tickets.entering import place_meant

    return place_meant(desk, text)


def _problem(_: Desk, text: str, pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import problem_meant

    if text != pile.text("problem"):
        pile.said.pop("category", None)  # it is suggested by the problem
    return problem_meant(text)


def _category(_: Desk, text: str, __: Pile) -> Meant:
    from gridctl.services.tickets.entering import category_meant

    return category_meant(text)


def _suggested(pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import category_meant, category_suggested

    return category_suggested(pile.text("problem")) or category_meant("other")


def _categories(_: Pile) -> Sequence[str]:
    from gridctl.services.tickets.entering import categories

    return categories()


def _person(desk: Desk, text: str, __: Pile) -> Meant:
    from gridctl.services.tickets.entering import person_meant

    return person_meant(desk, text)


def _verifier(desk: Desk, text: str, pile: Pile) -> Meant:
    meant = _person(desk, text, pile)
    _refuse_fault(desk, pile, "verifier", meant)
    return meant


def _roll(pile: Pile) -> Sequence[str]:
    people = [" ".join(reversed(one.names)) for one in pile.sitting.people]
    more = [f"…共 {len(people)} 人"] if len(people) > _ROLL else []
    return ["写姓名里的字、拼音首字母或工号", *people[:_ROLL], *more]


def _usual_hand(pile: Pile) -> Meant:
    return pile.hands.get(pile.text("category")) or pile.hands.get("") or _nothing()


def _usual_verifier(pile: Pile) -> Meant:
    last = pile.last.get("verifier")
    return last if last and last.text != pile.text("executor") else _nothing()


def _opened(desk: Desk, text: str, pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import day_of, moment_meant

    meant = moment_meant(desk, text, pile.day)
    _refuse_fault(desk, pile, "opened", meant)
    pile.day = day_of(meant)
    return meant


def _finished(desk: Desk, text: str, pile: Pile) -> Meant:
    from gridctl.services.tickets.entering import day_of, moment_meant

    meant = moment_meant(desk, text, _finishing_day(pile))
    _refuse_fault(desk, pile, "finished", meant)
    pile.done = day_of(meant)
    return meant


def _refuse_fault(desk: Desk, pile: Pile, name: str, meant: Meant) -> None:
    """Refuse at once what the end would refuse, as far as the slip is typed."""
    from gridctl.services.tickets.entering import refuse_fault

    refuse_fault(desk, replace(pile.words(before=name), **{name: meant.text}))


def _on(day: date, pile: Pile) -> Meant:
    from gridctl.domain.moments import Moment
    from gridctl.services.tickets.entering import shown_moment

    return shown_moment(Moment(day), pile.sitting.today)


def _finishing_day(pile: Pile) -> date:
    """The day on which the last work was finished, unless this slip was opened later."""
    from gridctl.services.tickets.entering import day_of

    opened = day_of(pile.said["opened"])
    return max(opened, pile.done or opened)


def _paper(_: Desk, text: str, __: Pile) -> Meant:
    from gridctl.services.tickets.entering import problem_meant

    return problem_meant(text)


def _next_paper(pile: Pile) -> Meant:
    """The number after the last slip's: a pad is numbered through."""
    from gridctl.services.tickets.entering import Meant

    last = pile.last["paper"].text if "paper" in pile.last else ""
    text = _LAST_NUMBER.sub(lambda found: str(int(found[0]) + 1).zfill(len(found[0])), last)
    return Meant(text, text)


def _times(_: Pile) -> Sequence[str]:
    from gridctl.domain.moments import HINT

    return ("只写时间（8:30）就是方括号里那天", *HINT.split("，"))


def _ways(_: Pile) -> Sequence[str]:
    return ("部位或房号：1#电梯、3-2-101", "拼音首字母：dmg 是东门岗", "名称里的字：东门", "楼栋单元加首字母：3-2dt")


FIELDS = (
    Field("place", "部位", _place, listed=_ways),
    Field("problem", "问题", _problem),
    Field("category", "类别", _category, _suggested, listed=_categories),
    Field("executor", "接单人", _person, _usual_hand, optional=True, listed=_roll),
    Field("opened", "报修", _opened, lambda pile: _on(pile.day, pile), judged=True, listed=_times),
    Field(
        "finished",
        "完成",
        _finished,
        lambda pile: _on(_finishing_day(pile), pile),
        lambda pile: bool(pile.text("executor")),
        optional=True,
        judged=True,
        listed=_times,
    ),
    Field(
        "verifier",
        "验收人",
        _verifier,
        _usual_verifier,
        lambda pile: bool(pile.text("executor") and pile.text("finished")),
        optional=True,
        judged=True,
        listed=_roll,
    ),
    Field("paper", "纸质单号", _paper, _next_paper, lambda pile: pile.with_paper, optional=True),
)


def blank(of: Field) -> Meant:
    """What `-` says: the field stays empty. UsageError where it may not."""
    if not of.optional:
        raise UsageError(f"{of.label}不能空着")
    return _nothing()


def same(of: Field, pile: Pile) -> Meant:
    """What `=` says: the same as the last slip. RuleError where there is none."""
    if of.name not in pile.last:
        raise RuleError("还没有上一张可以照抄")
    return pile.last[of.name]


def sentence(error: GridctlError, *, with_hint: bool) -> str:
    """A refusal in one line; what is said of options at the end of a rule's hint does not help here."""
    return f"{error.message}；{error.hint}" if with_hint and error.hint else error.message
