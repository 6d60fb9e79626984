"""Brings the stored keys of names up to what identity makes of them now: for rows of an earlier version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction

from quotes.identity import coarse, key
from quotes.models import Alias, Speaker

_BATCH = 1000
Row = TypeVar("Row", Speaker, Alias)


@transaction.atomic
def refold() -> int:
    """Write the keys of all speakers and their names anew. Gives how many rows had other ones."""
    changed = 0
    for speakers in _batches(Speaker.objects.order_by("pk").iterator(_BATCH)):
        stale = [row for row in speakers if row.key != key(row.name, row.kind)]
        for row in stale:
            row.key = key(row.name, row.kind)
        changed += Speaker.objects.bulk_update(stale, ["key"])
    for aliases in _batches(Alias.objects.select_related("speaker").order_by("pk").iterator(_BATCH)):
        keys = {row.pk: (key(row.name, row.speaker.kind), coarse(row.name, row.speaker.kind)) for row in aliases}
        old = [row for row in aliases if (row.key, row.coarse) != keys[row.pk]]
        for alias in old:
            alias.key, alias.coarse = keys[alias.pk]
        changed += Alias.objects.bulk_update(old, ["key", "coarse"])
    return changed


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield batch
