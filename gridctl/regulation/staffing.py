"""What posts demand of people: certificates, training, equipment and leave by kind (D3 步骤二, 步骤四, D4 三.3, D5 第二步)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from gridctl.domain.duties.duties import GRID_HEAD
from gridctl.errors import NotFoundError
from gridctl.regulation.posts import posts
from gridctl.regulation.reading import read
from gridctl.regulation.words import Lexicon, Word, listed, word, word_fields

if TYPE_CHECKING:
    from gridctl.regulation.reading import Entry

Item = TypeVar("Item", bound=Word)
FILE = "staffing.toml"


@dataclass(frozen=True, slots=True)
class CertificateKind(Word):
    """A kind of certificate: `posts` cannot be held without it (GRID_HEAD: whichever heads grids).

    `usual`: posts that have it by the custom of the trade alone; `covers` are kinds that need not be held beside it.
    """

    posts: tuple[str, ...]
    usual: tuple[str, ...]
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrainingKind(Word):
    """A kind of training; `certificate` is the kind that is given to who passes, "" where none is."""

    certificate: str


@dataclass(frozen=True, slots=True)
class EquipmentKind(Word):
    """A kind of equipment; `lent`: also to people from outside, until a day."""

    lent: bool


def certificate_kinds() -> tuple[CertificateKind, ...]:
    """Every kind of certificate."""
    return _certificates().items


def certificate_kind(text: str) -> CertificateKind:
    """The kind that is meant (`电工证`, `electrician`); NotFoundError with all of them where there is none."""
    return _found(_certificates(), text, "证书")


def demanded(post: str, head_post: str, *, usual: bool = False) -> tuple[CertificateKind, ...]:
    """What the holder of a post must have, `head_post` heading grids; with `usual` also what the trade expects.

    A kind that another of them covers is not asked for beside it.
    """
    known = {post, GRID_HEAD} if post == head_post else {post}
    kinds = [
        kind
        for kind in certificate_kinds()
        if known.intersection(kind.posts) or (usual and known.intersection(kind.usual))
    ]
    covered = {code for kind in kinds for code in kind.covers}
    return tuple(kind for kind in kinds if kind.code not in covered)


def suffices(kind: CertificateKind) -> frozenset[str]:
    """The codes of all kinds that do for one: itself and those that cover it."""
    return frozenset([kind.code, *(other.code for other in certificate_kinds() if kind.code in other.covers)])


def training_kinds() -> tuple[TrainingKind, ...]:
    """Every kind of training."""
    return _trainings().items


def training_kind(text: str) -> TrainingKind:
    """The kind that is meant (`岗前培训`, `induction`); NotFoundError with all of them where there is none."""
    return _found(_trainings(), text, "培训")


def equipment_kinds() -> tuple[EquipmentKind, ...]:
    """Every kind of equipment."""
    return _equipment().items


def equipment_kind(text: str) -> EquipmentKind:
    """The kind that is meant (`钥匙`, `key`); NotFoundError with all of them where there is none."""
    return _found(_equipment(), text, "装备")


def leave_kinds() -> tuple[Word, ...]:
    """Every kind of leave."""
    return _leaves().items


def leave_kind(text: str) -> Word:
    """The kind that is meant (`事假`, `sick`); NotFoundError with all of them where there is none."""
    return _found(_leaves(), text, "请假")


@cache
def reminder_days() -> int:
    """How many days before its last day a certificate is called to mind."""
    [entry] = read(FILE).each("reminder", lambda entry: (entry.number("days"), entry.clause()))
    return entry[0]


def _found(lexicon: Lexicon[Item], text: str, what: str) -> Item:
    found = lexicon.find(text)
    if found is None:
        raise NotFoundError(f"{what}没有“{text}”这一种", f"种类有：{lexicon.names()}")
    return found


@cache
def _certificates() -> Lexicon[CertificateKind]:
    return Lexicon(f"{FILE} certificate", read(FILE).each("certificate", _certificate))


@cache
def _trainings() -> Lexicon[TrainingKind]:
    return Lexicon(f"{FILE} training", read(FILE).each("training", _training))


@cache
def _equipment() -> Lexicon[EquipmentKind]:
    return Lexicon(f"{FILE} equipment", read(FILE).each("equipment", _thing))


@cache
def _leaves() -> Lexicon[Word]:
    return Lexicon(f"{FILE} leave", read(FILE).each("leave", word))


def _certificate(entry: Entry) -> CertificateKind:
    known = {GRID_HEAD, *(post.code for post in posts())}
    for key in ("posts", "usual"):
        if strangers := set(entry.texts(key)) - known:
            raise entry.wrong(key, f"没有 {listed(sorted(strangers))} 这个岗位")
    if entry.has("posts") and entry.has("usual"):
        raise entry.wrong("usual", "不能和 posts 都写")
    return CertificateKind(
        **word_fields(entry), posts=entry.texts("posts"), usual=entry.texts("usual"), covers=entry.texts("covers")
    )


def _training(entry: Entry) -> TrainingKind:
    certificate = entry.text("certificate") if entry.has("certificate") else ""
    if certificate and certificate not in {kind.code for kind in certificate_kinds()}:
        raise entry.wrong("certificate", f"没有 {certificate} 这种证书")
    return TrainingKind(**word_fields(entry), certificate=certificate)


def _thing(entry: Entry) -> EquipmentKind:
    return EquipmentKind(**word_fields(entry), lent=entry.flag("lent"))
