"""The letters of names, kept beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text, select, text

from gridctl.domain.initials import Initials
from gridctl.store.schema import Ledgered, link

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader

INITIALS = Ledgered(
    "initials",
    Initials,
    Column("staff", Integer),
    Column("place", Integer),
    Column("name", Text, nullable=False),
    Column("letters", Text, nullable=False),
    link("staff", to="staff"),
    link("place", to="place"),
    CheckConstraint("(staff IS NULL) <> (place IS NULL)", name="one_noun"),
    CheckConstraint("name <> ''", name="name"),
)
Index("uq_initials_staff", INITIALS.c["project"], INITIALS.c["staff"], INITIALS.c["name"], unique=True)
Index("uq_initials_place", INITIALS.c["project"], INITIALS.c["place"], INITIALS.c["name"], unique=True)

_NAMES = """
WITH named (staff, place, name) AS (
    SELECT id, NULL, name FROM staff WHERE project = :project
    UNION SELECT NULL, id, written FROM place WHERE project = :project AND kind <> 'room'
    UNION SELECT NULL, place, key FROM alias WHERE project = :project
)
"""
_WITHOUT = """
SELECT staff, place, name FROM named WHERE name GLOB '*[^ -~]*' AND NOT EXISTS (
    SELECT 1 FROM initials WHERE project = :project AND staff = named.staff AND name = named.name
) AND NOT EXISTS (
    SELECT 1 FROM initials WHERE project = :project AND place = named.place AND name = named.name
)
"""
_FORMER = """
SELECT project, id, staff, place, name, letters FROM initials WHERE project = :project AND NOT EXISTS (
    SELECT 1 FROM staff WHERE project = :project AND id = initials.staff AND name = initials.name
) AND NOT EXISTS (
    SELECT 1 FROM place WHERE project = :project AND id = initials.place AND written = initials.name AND kind <> 'room'
) AND NOT EXISTS (
    SELECT 1 FROM alias WHERE project = :project AND key = initials.name AND place = initials.place
)
"""


class Unlettered(NamedTuple):
    """A name in Chinese of a member of staff or of a public place, beside which no letters are kept."""

    staff: int | None
    place: int | None
    name: str


def unlettered(reader: Reader, project: int) -> list[Unlettered]:
    """The names that have no letters yet."""
    return [Unlettered(*row) for row in reader.connection.execute(text(_NAMES + _WITHOUT), {"project": project})]


def former(reader: Reader, project: int) -> list[Initials]:
    """The letters of names that nobody and no place has any more."""
    return [Initials(*row) for row in reader.connection.execute(text(_FORMER), {"project": project})]


def letters_by(reader: Reader, project: int, noun: Literal["staff", "place"]) -> dict[tuple[int, str], str]:
    """The letters of the names of staff or of places, by whose name it is and the name."""
    of_noun = INITIALS.c[noun]
    statement = select(of_noun, INITIALS.c["name"], INITIALS.c["letters"]).where(
        INITIALS.c["project"] == project, of_noun.is_not(None)
    )
    return {(key, name): letters for key, name, letters in reader.connection.execute(statement)}
