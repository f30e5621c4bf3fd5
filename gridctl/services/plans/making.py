"""Plans made: the estate is read, the search runs with nothing locked, and what it finds is kept (E2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.services.plans.asking import Job, Wanted, job_of
from gridctl.services.plans.keeping import Kept, keep_plan

if TYPE_CHECKING:
    from gridctl.domain.dividing.answer import Answer

__all__ = ["Job", "Kept", "Wanted", "found", "job_of", "keep_plan"]


def found(job: Job) -> Answer:
    """Divide the estate: the same register and wishes give the same answer. UsageError or BadDataError in words."""
    from gridctl.domain.dividing.dividing import divide  # noqa: PLC0415 - only here is anything searched

    return divide(job.blocks, job.asked, proving=job.proving)
