"""The letters of names, kept in the transaction that writes a name, so that no command loads a dictionary to find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.initials import Initials
from gridctl.store.initials import INITIALS, former, unlettered

if TYPE_CHECKING:
    from gridctl.store.transactions import Transaction


def keep_letters(tx: Transaction, project: int) -> int:
    """Bring the letters of a project up to its names, whatever wrote these; gives how many rows that took.

    A name from before letters were kept gets them too.
    """
    gone, names = former(tx, project), unlettered(tx, project)
    tx.delete(INITIALS, gone)
    if names:
        from gridctl.services.pinyin import letters_of  # noqa: PLC0415 - a dictionary, where there is a new name

        first = tx.next_id(project, INITIALS, len(names))
        tx.insert(
            INITIALS,
            [
                Initials(project, first + i, one.staff, one.place, one.name, letters_of(one.name))
                for i, one in enumerate(names)
            ],
        )
    return len(gone) + len(names)
