"""Stored numbers of quotes by speaker, outlet and month, so that no page counts all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, router
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce

from quotes.models import OutletTally, QuoteSpeaker, SearchEntry, Speaker, SpeakerCount, SpeakerTally
from quotes.search.keys import DAY_BITS, month_of

# Both engines know this form; the names are constants, the numbers parameters.
_ADD = (
    "INSERT INTO {table} ({columns}, quotes) VALUES {rows} "
    "ON CONFLICT ({columns}) DO UPDATE SET quotes = {table}.quotes + excluded.quotes"
)
_BATCH = 5000
# A speaker, an outlet and a month (`keys.month_of`).
Cell = tuple[int, int, int]


def add(cells: Mapping[Cell, int], outlets: Mapping[int, int]) -> None:
    """Add these differences to what is stored. The speakers of `cells` are heads of families."""
    speakers: Counter[int] = Counter()
    for (speaker, _, _), number in cells.items():
        speakers[speaker] += number
    _add("quotes_speakertally", ["speaker_id"], {(pk,): number for pk, number in speakers.items()})
    _add("quotes_speakercount", ["speaker_id", "outlet_id", "month"], cells)
    _add("quotes_outlettally", ["outlet_id"], {(pk,): number for pk, number in outlets.items()})


def _add(table: str, columns: Sequence[str], numbers: Mapping[Any, int]) -> None:
    rows = sorted((*at, number) for at, number in numbers.items() if number)
    if not rows:
        return
    one = f"({', '.join(['%s'] * (len(columns) + 1))})"
    sql = _ADD.format(table=table, columns=", ".join(columns), rows=", ".join([one] * len(rows)))
    with connections[router.db_for_write(SpeakerTally)].cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in row])


def heads(speakers: Iterable[int]) -> dict[int, int]:
    """Who each of these speakers is by now."""
    ids = set(speakers)
    if not ids:
        return {}
    rows = Speaker.objects.filter(pk__in=ids).order_by()
    return dict(rows.values_list("pk", Coalesce("merged_into", "pk")))


def recount(speakers: Collection[int]) -> None:
    """Count anew for these speakers, one or more whole families: whoever is merged has no number of their own."""
    for model in (SpeakerTally, SpeakerCount):
        model._default_manager.filter(speaker__in=speakers).delete()
    rows = _spoken().filter(speaker__in=speakers).values(root=Coalesce("speaker__merged_into", "speaker"))
    # Where two who are one by now speak in one quote, it counts once.
    _store(_by_cell(rows.annotate(outlet=_OUTLET, day=_DAY, number=Count("quote", distinct=True))))


def recount_all() -> None:
    """Count everything anew from the index."""
    for model in (SpeakerTally, SpeakerCount, OutletTally):
        model._default_manager.all().delete()
    shown = SearchEntry.objects.filter(shown=True).order_by()
    outlets = shown.values_list("outlet").annotate(number=Count("pk"))
    OutletTally.objects.bulk_create(OutletTally(outlet_id=pk, quotes=number) for pk, number in outlets)
    merged = Speaker.objects.exclude(merged_into=None).order_by().values_list("pk", "merged_into")
    families = {pk for pair in merged for pk in pair if pk is not None}
    rows = _spoken().values(root=F("speaker")).annotate(outlet=_OUTLET, day=_DAY, number=Count("quote"))
    counted = _by_cell(rows)
    _store({cell: number for cell, number in counted.items() if cell[0] not in families})
    if families:
        recount(families)


_OUTLET = F("quote__search_entry__outlet")
_DAY = F("quote__search_entry__key").bitrightshift(DAY_BITS)


def _spoken() -> QuerySet[QuoteSpeaker]:
    """Who speaks in what readers may see."""
    shown = QuoteSpeaker.objects.filter(standing=QuoteSpeaker.Standing.SPEAKS, quote__search_entry__shown=True)
    return shown.order_by()


def _by_cell(rows: QuerySet[Any, Any]) -> Counter[Cell]:
    """Rows of days by months."""
    counted: Counter[Cell] = Counter()
    months: dict[int, int] = {}
    for root, outlet, day, number in rows.values_list("root", "outlet", "day", "number").iterator():
        if day not in months:
            months[day] = month_of(day)
        counted[root, outlet, months[day]] += number
    return counted


def _store(cells: Mapping[Cell, int]) -> None:
    speakers: Counter[int] = Counter()
    for (speaker, _, _), number in cells.items():
        speakers[speaker] += number
    SpeakerTally.objects.bulk_create(
        (SpeakerTally(speaker_id=pk, quotes=number) for pk, number in speakers.items()), batch_size=_BATCH
    )
    SpeakerCount.objects.bulk_create(
        (
            SpeakerCount(speaker_id=speaker, outlet_id=outlet, month=month, quotes=number)
            for (speaker, outlet, month), number in cells.items()
        ),
        batch_size=_BATCH,
    )
