"""Work at many rows in one transaction, where one bad row must not hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.db import OperationalError


@dataclass(frozen=True, slots=True)
class Failure:
    """A row, by its id, with which the work failed, and why, in one line."""

    pk: int
    reason: str


def all_or_each(work: Callable[[Sequence[int]], object], ids: Collection[int]) -> list[Failure]:
    """Do `work`, which is one transaction, with all `ids` or, where that fails, with each alone; gives those that fail.

    What is no row's fault, a database that can't be written to, is raised.
    """
    everything = list(ids)
    failure = _tried(work, everything)
    if failure is None:
        return []
    if len(everything) == 1:
        return [Failure(everything[0], failure)]
    return [Failure(pk, failed) for pk in everything if (failed := _tried(work, [pk])) is not None]


def reason(error: Exception) -> str:
    """What went wrong, in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def _tried(work: Callable[[Sequence[int]], object], ids: Sequence[int]) -> str | None:
    try:
        work(ids)
    except OperationalError:
        raise
    except Exception as error:
        return reason(error)
    return None
