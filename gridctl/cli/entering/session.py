"""The round of a session: from field to field, back by one, slip after slip, each kept as soon as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.cli.entering.console import Console, undisturbed
from gridctl.cli.entering.fields import Field, Pile, Said, blank, same, sentence
from gridctl.errors import AmbiguousError, GridctlError, RuleError

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.entering import Entered, Meant

_BACK = ("<", "＜", "《", "〈")
_SAME = ("=", "＝")
_BLANK = ("-", "－", "—", "——")
_LIST = ("?", "？")
_OFFERED = 9  # choices that one digit picks


class _EndError(Exception):
    """The pile is done: nothing was typed where the next slip begins."""


class _BackError(Exception):
    """One field back."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A slip that is kept, and what was typed of it."""

    slip: Entered
    said: dict[str, Meant]


class Session:
    """A pile of slips typed at a console; `desk` opens the ledger to look something up, `keep` keeps a slip.

    `take_back` undoes the entry of a slip just kept. What is kept is in `entered`, in its order.
    """

    def __init__(
        self,
        console: Console,
        pile: Pile,
        desk: Callable[[], AbstractContextManager[Desk]],
        keep: Callable[[Said], Entered],
        take_back: Callable[[int], object],
    ) -> None:
        self.console = console
        self.pile = pile
        self.entered: list[Kept] = []
        self._fields = pile.form.fields
        self._desk = desk
        self._keep = keep
        self._take_back = take_back

    def run(self) -> bool:
        """Take slips until the pile is done; False where Ctrl-C ended it."""
        while True:
            try:
                self._slip()
            except _EndError:
                return True
            except EOFError:
                self.console.say("")
                self._dropped()
                return True
            except KeyboardInterrupt:
                self.console.say("")
                if not self._dropped():
                    return False
                self.console.say("接着录下一张；部位直接回车结束")

    def _dropped(self) -> bool:
        """Say which slip is not kept, where one was begun."""
        if not self.pile.said:
            return False
        begun = " ".join(meant.shown for meant in list(self.pile.said.values())[:2])
        kept = f"；前面 {len(self.entered)} 张都已存好" if self.entered else ""
        self.console.say(f"正在录的这张没有存：{begun}{kept}")
        self.pile.said = {}
        return True

    def _slip(self) -> None:
        at = 0
        while True:
            at = self._through(at)
            try:
                with undisturbed():
                    entered = self._keep(self.pile.slip())
                    self.pile.turn()
                    self.entered.append(Kept(entered, self.pile.last))
                    self._told(entered)
            except GridctlError as error:
                self.console.say(f"没有存：{sentence(error, with_hint=not isinstance(error, RuleError))}")
                self.console.say("按 < 退回去改，或再回车试一次")
                at = self._before(len(self._fields))
                continue
            return

    def _told(self, entered: Entered) -> None:
        line = entered.line
        self.console.say(f"已存 {line.number}  期限 {str(line.due)[5:]}")

    def _through(self, at: int) -> int:
        """Ask every field from one on; the slip is typed when they are through."""
        while at < len(self._fields):
            of = self._fields[at]
            if not of.asked(self.pile):
                self.pile.said.pop(of.name, None)
                at += 1
                continue
            try:
                self.pile.said[of.name] = self._answer(of)
                at += 1
            except _BackError:
                at = self._before(at)
        return at

    def _before(self, at: int) -> int:
        """The field before one; before the first is the last slip, which is taken back."""
        asked = [i for i in range(at) if self._fields[i].asked(self.pile)]
        return asked[-1] if asked else self._last_slip()

    def _last_slip(self) -> int:
        if not self.entered:
            self.console.say("这是第一张的第一格")
            return 0
        last = self.entered[-1].slip
        try:
            with undisturbed():
                self._take_back(last.entry)
                self.entered.pop()
                self.pile.said = self.pile.last
        except GridctlError as error:
            self.console.say(f"退不回 {last.line.number}：{error.message}；用 gridctl ticket edit 更正")
            return 0
        self.console.say(f"已取回 {last.line.number}，它的号不再用；改好后会另编一号")
        return self._before(len(self._fields))

    def _answer(self, of: Field) -> Meant:
        """Ask a field until it has an answer."""
        choices: tuple[str, ...] = ()
        while True:
            try:
                typed = self.console.ask(self._prompt(of, choices))
                if typed or not choices:
                    return self._meant(of, _chosen(of, typed, choices))
            except AmbiguousError as error:
                choices = error.choices[:_OFFERED]
                self.console.say(error.message if choices else sentence(error, with_hint=True))
                self.console.say(*(f"{i} {choice}" for i, choice in enumerate(choices, 1)))
                if len(error.choices) > _OFFERED:
                    self.console.say("…这里只列前几个，再多写几个字")
            except GridctlError as error:
                choices = ()
                self.console.say(sentence(error, with_hint=not isinstance(error, RuleError)))

    def _prompt(self, of: Field, choices: tuple[str, ...]) -> str:
        if choices:
            return f"选 1-{len(choices)}，或重写: "
        number = f"第 {len(self.entered) + 1} 张 " if of is self._fields[0] else ""
        offered = of.offered(self.pile)
        return f"{number}{of.label} [{offered.shown or '空'}]: " if offered is not None else f"{number}{of.label}: "

    def _meant(self, of: Field, typed: str) -> Meant:
        if typed in _BACK:
            raise _BackError
        if typed in _LIST:
            return self._listed(of)
        if not typed:
            return self._offered(of)
        if typed in _BLANK:
            return blank(of)
        return self._heard(self._read(of, same(of, self.pile) if typed in _SAME else typed), typed)

    def _heard(self, meant: Meant, typed: str) -> Meant:
        """Say what an answer was taken for, where that is not what stands there already."""
        if meant.shown != typed:
            self.console.say(f"  {meant.shown or '空'}")
        return meant

    def _read(self, of: Field, typed: str | Meant) -> Meant:
        """What was typed, or what an earlier answer says, judged with what this slip says."""
        if not isinstance(typed, str):
            if not typed.text:
                return typed
            typed = typed.text
        with self._desk() as desk:
            return of.read(desk, typed, self.pile)

    def _offered(self, of: Field) -> Meant:
        offered = of.offered(self.pile)
        if offered is not None:
            return self._heard(self._read(of, offered) if of.judged else offered, offered.shown)
        if of is self._fields[0]:
            raise _EndError
        return blank(of)

    def _listed(self, of: Field) -> Meant:
        self.console.list(of.listed(self.pile) or ("照单上写的写",))
        return self._answer(of)


def _chosen(of: Field, typed: str, choices: tuple[str, ...]) -> str:
    """The choice of a number, as it can be typed in full: a person by 工号, which is its first word."""
    if not (typed.isdecimal() and 1 <= int(typed) <= len(choices)):
        return typed
    choice = choices[int(typed) - 1]
    return choice.partition(" ")[0] if of.person else choice
